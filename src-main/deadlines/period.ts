import type { Period } from '../law/entry.ts'
import type { Counting, RuleVersion } from '../law/rule.ts'
import { Refusal } from '../wire/refusal.ts'
import { day, isBefore, lastDay, latest, type PlainDate, type WorkingDays } from './calendar.ts'
import type { Given } from './events.ts'
import { dropDays, type Paused } from './pause.ts'
import { formatDay } from '../dates/words.ts'

/** The first day of a period, and why it is that one. */
export interface Start {
  on: PlainDate
  event: RuleVersion['startsAt'][number]
  /** Set where the period began again because more information was asked for in time. */
  restarted: boolean
  /** Set where it was asked for too late to begin it again. */
  askedTooLate: boolean
}

const stillOpen = (given: Given, message: string) => {
  const asked = formatDay(given.clarificationAskedOn!)
  return new Refusal('conflict', message.replace('{asked}', asked), {
    clarificationAnsweredOn: `Clarification was requested on ${asked} and no answer is recorded.`,
  })
}

/** Finds the first day: the latest of the events the rule starts from. */
export function startOf(version: RuleVersion, given: Given): Start {
  const { restart, startsAt } = version
  const { clarificationAskedOn: asked, clarificationAnsweredOn: answered } = given
  const awaited = startsAt.includes('clarificationAnsweredOn') || version.pause
  if (asked && !answered && awaited)
    throw stillOpen(
      given,
      'Time has not run since {asked}. Add the date of the answer, then a due date can be given.',
    )
  if (answered && !asked && version.pause)
    throw new Refusal(
      'invalid-input',
      'An answer is given without its question. Add the date on which clarification was requested.',
      {
        clarificationAskedOn: 'Add the date on which clarification was requested.',
      },
    )
  const known = startsAt.filter((event) => given[event] !== undefined)
  const on = latest(known.map((event) => day(given[event]!)))
  const event = known.find((one) => given[one] === on.toString())!
  if (!restart || !asked) return { on, event, restarted: false, askedTooLate: false }
  const askBy = lastDay(on, restart.askWithin, restart.counting, undefined)
  if (isBefore(askBy, day(asked))) return { on, event, restarted: false, askedTooLate: true }
  if (!answered)
    throw stillOpen(
      given,
      'More information was requested in time, on {asked}: the period begins again on the day it is supplied. Add that date.',
    )
  return {
    on: day(answered),
    event: 'clarificationAnsweredOn',
    restarted: true,
    askedTooLate: false,
  }
}

/** The period that fits the facts, and the words of the variant that was chosen. */
export function periodOf(version: RuleVersion, given: Given): { period: Period; why?: string } {
  const variant = version.variants.find(({ fact, is }) => given[fact] === is)
  return variant ? { period: variant.period, why: variant.text } : { period: version.period }
}

/** The end of a period before it is moved off a day that does not work, and what dropped out of it. */
export function runPeriod(
  version: RuleVersion,
  given: Given,
  start: PlainDate,
  how: { period: Period; counting: Counting; days: WorkingDays | undefined },
): Paused & { whole: PlainDate } {
  const first = lastDay(start, how.period, how.counting, how.days)
  const { then } = version
  const whole = then ? lastDay(first, then.period, then.counting, how.days) : first
  return {
    whole,
    ...(version.pause ? dropDays(start, whole, given) : { end: whole, dropped: [], late: [] }),
  }
}
