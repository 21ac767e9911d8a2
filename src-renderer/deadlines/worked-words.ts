import type { EventAsked, Worked } from '../../src-main/deadlines/contract.ts'
import { daysBetween } from '../../src-main/dates/days.ts'
import { formatFullDay, countOf } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'
import type { NamedDay, Stretch } from './time-to-scale.ts'

/** How the edition is named under a working: its title, and how much the office changed in it. */
export const editionWords = ({ title, edits }: Worked['edition']): string =>
  edits === 0
    ? title
    : `${title}, with ${countOf(edits, 'change by this office', 'changes by this office')}`

/** How far off the day is, as a badge. */
export function distance(due: string, today: string): { kind: BadgeKind; word: string } {
  const left = daysBetween(today, due)
  if (left < 0) return { kind: 'passed', word: 'In the past' }
  if (left < 2) return { kind: 'due', word: left === 0 ? 'Today' : 'Tomorrow' }
  return left <= 14
    ? { kind: 'due', word: `In ${left} days` }
    : { kind: 'running', word: `In ${left} days` }
}

/** The working as plain text, as it is copied into a file note. */
export function workingText({ rule, title, ...worked }: Worked): string {
  const { due, prudent, provisional, steps, alternatives, check, edition } = worked
  return [
    `${rule}, ${title}`,
    `Due ${formatFullDay(due)}${provisional ? ' (provisional)' : ''}`,
    `Prudent date: ${formatFullDay(prudent)}`,
    '',
    ...steps.flatMap(({ text, authority }, at) => [`${at + 1}. ${text}`, `   ${authority}`]),
    ...alternatives.map((other) => `Otherwise ${formatFullDay(other.due)}: ${other.text}`),
    ...check.map((text) => `To be checked: ${text}`),
    '',
    `Worked out under ${editionWords(edition)}.`,
  ].join('\n')
}

/** Beyond the due date today is drawn only as far as the period was long, so that an old date keeps its shape. */
const nearEnough = (from: string, due: string, today: string) =>
  today >= from && daysBetween(due, today) <= Math.max(14, daysBetween(from, due))

/** The time of a worked date for its bar: what was typed, what drops out, the due date, and today where it is near. */
export function workedTime(
  { due, prudent, startsOn, dropped }: Worked,
  typed: NamedDay[],
  today: string,
): { days: NamedDay[]; stretches: Stretch[] } {
  const begins = typed.reduce<string>((first, { day }) => (day < first ? day : first), startsOn)
  const near = nearEnough(begins, due, today)
  const stretches: Stretch[] = [{ kind: 'counted', from: startsOn, to: due }]
  for (const { from, to } of dropped) {
    const days = daysBetween(from, to) + 1
    stretches.push({
      kind: 'paused',
      from,
      to,
      words: `paused, ${days} ${days === 1 ? 'day' : 'days'}`,
    })
  }
  if (near && today > due) stretches.push({ kind: 'late', from: due, to: today, words: 'past' })
  return {
    days: [
      ...typed,
      ...(prudent < due ? [{ name: 'Prudent date', day: prudent }] : []),
      { name: 'Due', day: due },
      ...(near ? [{ name: 'Today', day: today }] : []),
    ],
    stretches,
  }
}

/** Shorter words for the bar. */
const SHORT: Partial<Record<EventAsked['name'], string>> = {
  clarificationAskedOn: 'Asked',
  clarificationAnsweredOn: 'Answered',
  extendedOn: 'Notice of extension',
}

/** The days that were typed, by the words under which they are asked for, oldest first. */
export function typedDays(
  asked: readonly EventAsked[],
  events: Readonly<Record<string, unknown>>,
): NamedDay[] {
  const own = asked.flatMap(({ name, words, answer }) => {
    const day = events[name]
    return answer === 'day' && typeof day === 'string' ? [{ name: SHORT[name] ?? words, day }] : []
  })
  return own.toSorted((one, other) => one.day.localeCompare(other.day))
}
