import type { Period } from '../law/entry.ts'
import type { RuleVersion } from '../law/rule.ts'
import type { Touched } from '../law/touched.ts'
import { day, type PlainDate } from './calendar.ts'

/** Days, both counted. */
export interface Window {
  from: string
  to: string
}

/** More than a first day that counts or not, and a month too short for the day, can make of an end. */
const ENDS_WITHIN = 4

/**
 * The days on which something must have begun for a changed holiday to move what these rules make of it. A period of
 * the calendar looks only at the days about its end; one of working days looks at every day that it runs.
 */
export function beginningsMoved(touched: Touched, ruleIds: readonly string[]): Window[] {
  const periods = periodsOf(touched, ruleIds)
  return touched.days.flatMap((on) => {
    const closed = closedAround(day(on), touched)
    return periods.map(({ unit, count }) =>
      unit === 'working-days'
        ? {
            from: day(on)
              .subtract({ days: longest({ unit, count }, touched) })
              .toString(),
            to: on,
          }
        : {
            from: shifted(closed.from, { unit, count }, -ENDS_WITHIN),
            to: shifted(closed.to, { unit, count }, ENDS_WITHIN),
          },
    )
  })
}

const shifted = (on: PlainDate, { unit, count }: Period, days: number): string =>
  on
    .subtract({ [unit]: count })
    .add({ days })
    .toString()

/** So many days at most lie between the last event of a request and the last day that these rules look at for it. */
export function farthest(touched: Touched, ruleIds: readonly string[]): number {
  const lengths = periodsOf(touched, ruleIds).map((period) => longest(period, touched))
  const counts = [touched.before, touched.after].flatMap(({ law }) =>
    law.receipt.map(({ workingDaysAfter: count }) =>
      longest({ unit: 'working-days', count }, touched),
    ),
  )
  // Post under way, a first period with its pauses, and a roll at the end of it.
  return (
    Math.max(0, ...lengths) + Math.max(0, ...counts) + longest({ unit: 'days', count: 0 }, touched)
  )
}

/** Every period that a version of the rules may run, in either book. */
function periodsOf({ before, after }: Touched, ruleIds: readonly string[]): Period[] {
  const versions = [before, after].flatMap(({ law }) =>
    ruleIds.flatMap((id) => law.rules.get(id)?.versions ?? []),
  )
  const all = versions.flatMap(periodsIn)
  return [...new Map(all.map((one) => [`${one.count} ${one.unit}`, one])).values()]
}

const periodsIn = ({
  period,
  variants,
  extension,
  warnFirst,
  restart,
  then,
}: RuleVersion): Period[] => [
  period,
  ...variants.map((variant) => variant.period),
  ...[extension?.period, warnFirst?.period, restart?.askWithin, then?.period].filter(
    (one) => one !== undefined,
  ),
]

/** No period takes more days: of working days, fewer than every second day is left out, and what is listed of four years. */
function longest({ unit, count }: Period, { before, after }: Touched): number {
  const days = [...new Set([before, after].flatMap(({ holidays }) => [...holidays.days.keys()]))]
  const years = Map.groupBy(days, (on) => on.slice(0, 4))
  const listed = Math.max(0, ...[...years.values()].map((year) => year.length))
  const each = { days: 1, months: 31, years: 366, 'working-days': 2 }[unit]
  return count * each + 4 * (listed + 3) + 10
}

/** The unbroken stretch of days off about a day, by any list of either book: only a walk within it comes to that day. */
function closedAround(
  on: PlainDate,
  { before, after }: Touched,
): { from: PlainDate; to: PlainDate } {
  const fixed = new Set(
    [before, after].flatMap(({ law }) =>
      [...law.workingDays.values()].flatMap(({ fixedDays }) => fixedDays),
    ),
  )
  const others = new Set(
    [before, after].flatMap(({ law }) =>
      [...law.workingDays.values()].flatMap(({ otherDays = [] }) =>
        otherDays.map(({ on }) => on as string),
      ),
    ),
  )
  const isOff = (one: PlainDate) => {
    const iso = one.toString()
    const listed = before.holidays.days.has(iso) || after.holidays.days.has(iso) || others.has(iso)
    return one.dayOfWeek > 5 || listed || fixed.has(iso.slice(5))
  }
  let [from, to] = [on, on]
  while (isOff(from.subtract({ days: 1 }))) from = from.subtract({ days: 1 })
  while (isOff(to.add({ days: 1 }))) to = to.add({ days: 1 })
  return { from, to }
}
