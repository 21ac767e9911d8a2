import type { Period } from '../law/entry.ts'
import { lengthInWords, type Counting, type Rule, type RuleVersion } from '../law/rule.ts'
import { authorityLine } from '../law/provenance.ts'
import type { Day } from '../wire/schema.ts'
import { day, isBefore, nearestWorkingDay, type PlainDate, type WorkingDays } from './calendar.ts'
import { said, type Given } from './events.ts'
import type { Extension } from './extension.ts'
import type { Paused } from './pause.ts'
import type { Start } from './period.ts'
import type { Reading } from './readings.ts'
import { formatDay, formatFullDay } from '../dates/words.ts'
import { countedFrom, leftOut } from './words.ts'

/** One line of the working, as it is shown, printed and kept with the deadline. */
export interface Step {
  text: string
  authority: string
  on?: Day
}

/** Another date the same events allow, and why. */
export interface Alternative {
  due: Day
  text: string
  authority: string
}

/** Everything the calculation was made of, for showing it. */
export interface Sum {
  rule: Rule
  version: RuleVersion
  given: Given
  start: Start
  chosen: { period: Period; why?: string }
  period: Period
  main: Paused & { whole: PlainDate }
  extension: Extension | undefined
  readings: Reading[]
  /** The safe end before it is moved, the due date, the prudent one. */
  end: PlainDate
  due: PlainDate
  prudent: PlainDate
  roll: (on: PlainDate) => PlainDate
  days: WorkingDays | undefined
  rollDays: WorkingDays | undefined
  courtDays: WorkingDays | undefined
}

const iso = (on: PlainDate) => on.toString() as Day
const OFFICE = 'Office practice'
const days = (count: number) => (count === 1 ? 'one day is left out' : `${count} days are left out`)

function beginning({ rule, version, given, start }: Sum): Step[] {
  const authority = authorityLine(version.authority)
  const trigger = day(given.on)
  const steps: Step[] = [
    {
      text: `${rule.trigger.text} on ${formatFullDay(trigger)}. ${rule.id}, ${version.name}.`,
      authority,
      on: given.on,
    },
  ]
  const { restart } = version
  if (restart && start.restarted)
    steps.push({
      text: `${restart.text} It begins on ${formatFullDay(start.on)}.`,
      authority: authorityLine(restart.authority),
      on: iso(start.on),
    })
  else if (isBefore(trigger, start.on))
    steps.push({
      text: `The period begins on ${formatFullDay(start.on)}, the latest of the days that start it: ${said(start.event)}.`,
      authority,
      on: iso(start.on),
    })
  if (restart && start.askedTooLate)
    steps.push({
      text: 'More information was requested too late: the period does not begin again.',
      authority: authorityLine(restart.authority),
    })
  return steps
}

function counting(sum: Sum, how: Counting = sum.version.counting): Step[] {
  const { version, start, chosen, period, main, extension, roll } = sum
  const authority = authorityLine(version.authority)
  const steps: Step[] = chosen.why ? [{ text: chosen.why, authority }] : []
  const skipped = sum.days ? leftOut(start.on, main.whole, sum.days.reason) : ''
  const more = version.then ? ` Then ${lengthInWords(version.then.period)} more:` : ''
  const text = `${countedFrom(start.on, period, how)}${more} ${formatFullDay(main.whole)}.${skipped}`
  const extended = extension && authorityLine(extension.authority)
  if (extension && extended) {
    const { noticeBy, noticeOn, valid, text: why } = extension
    const given = why ?? 'Notice of extension was given'
    const when = noticeOn ? `${given} on ${formatFullDay(noticeOn)}` : given
    steps.push({
      text: valid
        ? `${when}; it had to be ${why ? '' : 'given '}by ${formatFullDay(noticeBy)}${why ? '' : ', with reasons'}.`
        : `${when}, after ${formatFullDay(noticeBy)}, the last day for it: the time is not extended.`,
      authority: extended,
      on: iso(noticeBy),
    })
  }
  steps.push({
    text,
    authority: extension?.valid && extended ? extended : authority,
    on: iso(main.whole),
  })
  if (version.pause) {
    const pauseAuthority = authorityLine(version.pause.authority)
    let end = main.whole
    for (const { from, to, days: count } of main.dropped) {
      end = end.add({ days: count })
      steps.push({
        text: `Clarification requested, counted from ${formatDay(from)}, and answered on ${formatDay(to)}: ${days(count)}, both ends counted. ${formatFullDay(end)}.`,
        authority: pauseAuthority,
        on: iso(end),
      })
    }
    for (const from of main.late)
      steps.push({
        text: `Clarification was requested on ${formatDay(from)}, after the period had ended: no days are left out.`,
        authority: pauseAuthority,
      })
  }
  const guided = version.pauseByGuidance
  if (guided && sum.given.clarificationAskedOn)
    steps.push({
      text: `By law no days are left out for clarification in a request received on ${formatDay(sum.given.on)}; the date remains ${formatDay(roll(main.end))}.`,
      authority: authorityLine(guided.authority),
    })
  return steps
}

const prudence = ({ strict, period }: RuleVersion): string => {
  if (strict) return ` ${strict.text}`
  return period.unit === 'working-days'
    ? ' It counts weekdays only, in case a day listed as a holiday was not one.'
    : ''
}

function ending(sum: Sum): Step[] {
  const { version, given, end, due, prudent, readings, rollDays, courtDays, main } = sum
  const authority = authorityLine(version.authority)
  const steps: Step[] = []
  if (version.agreed && given.agreedUntil) {
    const agreed = day(given.agreedUntil)
    const text = isBefore(main.end, agreed)
      ? `${version.agreed.text} ${formatFullDay(agreed)}.`
      : `The agreed date of ${formatDay(agreed)} is no later than the rule gives: the rule applies.`
    steps.push({ text, authority, on: iso(end) })
  }
  for (const { text, end: other } of readings)
    steps.push({
      text: `${text} On that reading ${formatFullDay(other)}; the earlier date is used.`,
      authority,
      on: iso(other),
    })
  if (version.roll && rollDays && isBefore(end, due)) {
    const why = `${formatDay(end)} is ${rollDays.reason(end)}`
    const moved = {
      'next-working-day': `${why}: the next working day is ${formatFullDay(due)}.`,
      'court-open': `Court closed: ${why}. The next day it is open is ${formatFullDay(due)}; do not rely on it.`,
      'letter-date': `${why}: put ${formatFullDay(due)} in the letter.`,
    }
    steps.push({
      text: moved[version.roll.to],
      authority: authorityLine(version.roll.authority),
      on: iso(due),
    })
  }
  if (version.courtClosed && courtDays && !courtDays.works(end))
    steps.push({
      text: `Court closed on ${formatFullDay(end)}, ${courtDays.reason(end)}. The limit is not moved here.`,
      authority: authorityLine(version.courtClosed.authority),
      on: iso(end),
    })
  if (version.warnFirst) steps.push({ text: version.warnFirst.text, authority, on: iso(prudent) })
  if (isBefore(prudent, due)) {
    const strict = version.strict
    steps.push({
      text: `Prudent date: ${formatFullDay(prudent)}.${prudence(version)}`,
      authority: strict ? authorityLine(strict.authority) : OFFICE,
      on: iso(prudent),
    })
  }
  if (version.warnAfter && version.warnAfter.on < iso(due))
    steps.push({ text: version.warnAfter.text, authority })
  return [...steps, ...version.notes.map((text) => ({ text, authority }))]
}

function alternativesOf(
  sum: Sum,
  unpaused: PlainDate,
  guided: PlainDate | undefined,
): Alternative[] {
  const { version, readings, main, end, due, roll, courtDays } = sum
  const authority = authorityLine(version.authority)
  const found: Alternative[] = [main.end, ...readings.map((reading) => reading.end)]
    .map((on, place) => ({
      due: iso(roll(on)),
      text: readings[place - 1]?.text ?? 'The plain reading.',
      authority,
    }))
    .filter((other) => readings.length > 0 && other.due !== iso(due))
  if (version.pause && main.dropped.length > 0)
    found.push({
      due: iso(roll(unpaused)),
      text: 'If the days were not left out.',
      authority: authorityLine(version.pause.authority),
    })
  if (version.pauseByGuidance && guided)
    found.push({
      due: iso(roll(guided)),
      text: version.pauseByGuidance.uncertain,
      authority: authorityLine(version.pauseByGuidance.authority),
    })
  if (version.courtClosed && courtDays && !courtDays.works(end)) {
    const open = nearestWorkingDay(end, courtDays, 1)
    found.push({
      due: iso(open),
      text: `Court closed on ${formatDay(end)}: a claim issued on the next day it is open is in time.`,
      authority: authorityLine(version.courtClosed.authority),
    })
  }
  return found
}

/** Puts the calculation into words: its steps, the other dates, and what is still to be checked. */
export function workingOf(
  sum: Sum,
  guided: PlainDate | undefined,
): { steps: Step[]; alternatives: Alternative[]; check: string[] } {
  const { version, given, main } = sum
  const check: string[] = []
  if (version.pause?.uncertain && main.dropped.length + main.late.length > 0)
    check.push(version.pause.uncertain)
  if (version.pauseByGuidance && guided) check.push(version.pauseByGuidance.uncertain)
  const { unlessSaid } = version
  if (unlessSaid && Object.entries(given).every(([name]) => name !== unlessSaid.fact))
    check.push(unlessSaid.text)
  return {
    steps: [...beginning(sum), ...counting(sum), ...ending(sum)],
    alternatives: alternativesOf(sum, main.whole, guided),
    check,
  }
}
