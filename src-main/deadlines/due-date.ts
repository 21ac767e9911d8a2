import type { DeadlineLaw } from '../law/edition.ts'
import type { Rule } from '../law/rule.ts'
import { toCheck } from '../law/provenance.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'
import {
  day,
  earliest,
  latest,
  nearestWorkingDay,
  workingDays,
  type PlainDate,
} from './calendar.ts'
import { readEvents } from './events.ts'
import { extensionOf } from './extension.ts'
import type { Holidays } from '../law/holidays.ts'
import { dropDays } from './pause.ts'
import { periodOf, runPeriod, startOf } from './period.ts'
import { readingsOf } from './readings.ts'
import { versionFor } from './regime.ts'
import { workingOf, type Alternative, type Step, type Sum } from './working.ts'

/** A deadline: the safe date, the prudent one, how they were found, and what is still to be checked. */
export interface DueDate {
  due: Day
  /** The last day that is safe on the strictest reading and on which the office works. */
  prudent: Day
  /** True past the last year whose holidays are listed. */
  provisional: boolean
  /** The day from which it is counted. */
  startsOn: Day
  /** Days that drop out, both ends counted. */
  dropped: { from: Day; to: Day }[]
  steps: Step[]
  /** Other readings of the same words, and what a closed court office would allow. */
  alternatives: Alternative[]
  /** What a solicitor must check before relying on the date. */
  check: string[]
  rule: string
  version: string
}

const iso = (on: PlainDate) => on.toString() as Day
const NO_HOLIDAYS: Holidays = { days: new Map(), firstYear: 0, lastYear: 0, confirmedTo: 0 }

export interface CountedBy {
  holidays: Holidays
  law: DeadlineLaw
}

/**
 * Works out when `rule` falls due on these events; pure. Refuses events that contradict each other, and a rule
 * asked outside its regime, naming the one that applies.
 */
export function dueDate(rule: Rule, unchecked: unknown, by: CountedBy): DueDate {
  const { sum, days } = reckon(rule, unchecked, by)
  const { version, given, main, due, start } = sum
  const asked = given.clarificationAskedOn
  const guided =
    version.pauseByGuidance &&
    asked &&
    given.clarificationAnsweredOn &&
    asked >= version.pauseByGuidance.from
      ? dropDays(start.on, main.whole, given).end
      : undefined
  const working = workingOf(sum, guided)
  const check = [toCheck(version), ...working.check].filter((text) => text !== null)
  if (days.provisional)
    check.push(`The holidays of ${due.year} are not listed: the date is provisional.`)
  else if ((sum.days ?? sum.rollDays) && due.year > by.holidays.confirmedTo)
    check.push(`The holidays of ${due.year} are calculated by rule and not yet confirmed.`)
  return {
    ...days,
    startsOn: iso(start.on),
    dropped: main.dropped.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    ...working,
    check,
    rule: rule.id,
    version: version.name,
  }
}

/** The days of a deadline without its working. */
export type DueDays = Pick<DueDate, 'due' | 'prudent' | 'provisional'>

/** Remembers what was worked out by a law and its holidays, as long as they are in use: many letters, forms and matters share their days. */
export function remembering<Found>(most: number) {
  const byLaw = new WeakMap<DeadlineLaw, WeakMap<Holidays, Map<string, Found>>>()
  return ({ law, holidays }: CountedBy, asked: string, work: () => Found): Found => {
    const ofLaw = byLaw.get(law) ?? new WeakMap<Holidays, Map<string, Found>>()
    byLaw.set(law, ofLaw)
    const known = ofLaw.get(holidays) ?? new Map<string, Found>()
    ofLaw.set(holidays, known)
    const before = known.get(asked)
    if (before !== undefined) return before
    const found = work()
    if (known.size >= most) known.clear()
    known.set(asked, found)
    return found
  }
}
const remembered = remembering<DueDays>(50_000)

/** What `dueDate` gives of days, without its working; remembered. */
export const dueDays = (rule: Rule, events: object, by: CountedBy): DueDays =>
  remembered(by, `${rule.id} ${JSON.stringify(events)}`, () => reckon(rule, events, by).days)

/** The law in force, with the edition as it was published where the office changed it. */
export type CountingLaw = CountedBy & { published?: CountedBy }

/**
 * Reads what is recorded by the law in force or, where that refuses its days, by the edition as published: no change
 * of the law makes a record unreadable. Null where neither reaches it.
 */
export function asRecorded<Found>(held: CountingLaw, work: (by: CountedBy) => Found): Found | null {
  for (const by of [held, held.published])
    try {
      if (by) return work(by)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  return null
}

function reckon(rule: Rule, unchecked: unknown, { holidays, law }: CountedBy) {
  const given = readEvents(rule, unchecked, law)
  const version = versionFor(rule, given)
  const calendar = (id: string | undefined, known = holidays) =>
    id === undefined ? undefined : workingDays(law.workingDays.get(id)!, known)
  const days = calendar(version.workingDays)
  const rollDays = calendar(version.roll?.workingDays)
  const roll = (on: PlainDate) => (rollDays ? nearestWorkingDay(on, rollDays, 1) : on)

  const start = startOf(version, given)
  const chosen = periodOf(version, given)
  const runFor = (
    period = chosen.period,
    counting = version.counting,
    from = start.on,
    known = days,
  ) => runPeriod(version, given, from, { period, counting, days: known })
  const extension = extensionOf(rule, version, given, roll(runFor().end))
  const period = extension?.valid ? extension.period : chosen.period

  const main = runFor(period)
  const readings = readingsOf(version, given, (counting, from) => runFor(period, counting, from))
  const atLeastAgreed = (on: PlainDate) =>
    version.agreed && given.agreedUntil ? latest([on, day(given.agreedUntil)]) : on
  const end = earliest([atLeastAgreed(main.end), ...readings.map((reading) => reading.end)])
  const due = roll(end)

  // Counted without any holiday, so that one proclaimed later can never make the prudent date too late.
  const unhelped = runFor(
    period,
    version.strict?.counting,
    start.on,
    calendar(version.workingDays, NO_HOLIDAYS),
  )
  const careful = [atLeastAgreed(unhelped.end), end]
  if (version.warnFirst) careful.push(runFor(version.warnFirst.period).end)
  const prudentDays = workingDays(law.prudentDays, holidays)
  const prudent = latest([start.on, nearestWorkingDay(earliest(careful), prudentDays, -1)])
  const provisional = due.year > holidays.lastYear
  const sum: Sum = {
    ...{ rule, version, given, start, chosen, period, main, extension, readings },
    ...{ end, due, prudent, roll, days, rollDays },
    courtDays: calendar(version.courtClosed?.workingDays),
  }
  return { sum, days: { due: iso(due), prudent: iso(prudent), provisional } }
}
