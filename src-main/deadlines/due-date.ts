import type { DeadlineLaw } from '../law/edition.ts'
import type { Rule } from '../law/rule.ts'
import { toCheck } from '../law/vouching.ts'
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
import { workingOf, type Alternative, type Step } from './working.ts'

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

/**
 * Works out when `rule` falls due on these events; pure. Refuses events that contradict each other, and a rule
 * asked outside its regime, naming the one that applies.
 */
export function dueDate(
  rule: Rule,
  unchecked: unknown,
  { holidays, law }: { holidays: Holidays; law: DeadlineLaw },
): DueDate {
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

  const asked = given.clarificationAskedOn
  const guided =
    version.pauseByGuidance &&
    asked &&
    given.clarificationAnsweredOn &&
    asked >= version.pauseByGuidance.from
      ? dropDays(start.on, main.whole, given).end
      : undefined
  const courtDays = calendar(version.courtClosed?.workingDays)
  const working = workingOf(
    {
      rule,
      version,
      given,
      start,
      chosen,
      period,
      main,
      extension,
      readings,
      end,
      due,
      prudent,
      roll,
      days,
      rollDays,
      courtDays,
    },
    guided,
  )
  const provisional = due.year > holidays.lastYear
  const check = [toCheck(version), ...working.check].filter((text) => text !== null)
  if (provisional)
    check.push(`The holidays of ${due.year} are not listed: the date is provisional.`)
  else if ((days ?? rollDays) && due.year > holidays.confirmedTo)
    check.push(`The holidays of ${due.year} are calculated by rule and not yet confirmed.`)
  return {
    due: iso(due),
    prudent: iso(prudent),
    provisional,
    startsOn: iso(start.on),
    dropped: main.dropped.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
    ...working,
    check,
    rule: rule.id,
    version: version.name,
  }
}
