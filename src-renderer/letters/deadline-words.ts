import { daysBetween } from '../../src-main/dates/days.ts'
import { KINDS, type Letter, type LetterKind } from '../../src-main/letters/contract.ts'
import type { BadgeKind } from '../words/states.ts'

export interface Clock {
  due: string
  provisional: boolean
  daysLate: number
}

const soon = (days: number): string => {
  if (days === 0) return 'Due today'
  if (days === 1) return 'Due tomorrow'
  return days < 0 ? 'Due' : `Due in ${days} days`
}

/** Whether the law of requests for records applies to letters of this kind. */
export const asksForRecords = (kind: LetterKind): boolean => KINDS[kind].asks !== null

/** Whether the day is one that the letter itself asks for, and no rule gives. */
export const isAskedFor = (kind: LetterKind): boolean => KINDS[kind].clock === 'asked'

/** What a due day is called: of a complaint to the NHS first the acknowledgement is waited for, and then the answer. */
export function dueWords(
  { content: { kind }, replies }: Pick<Letter, 'content' | 'replies'>,
  late: boolean,
): string {
  if (isAskedFor(kind)) return late ? 'Answer was asked for by' : 'Answer asked for by'
  const first = KINDS[kind].clock === 'nhs-complaint' && replies.length === 0
  return `${first ? 'Acknowledgement' : 'Reply'} ${late ? 'was due' : 'due'}`
}

/** A clock as a badge: how late, or how long yet; what rests on an estimate says so. */
export function clockBadge(clock: Clock, today: string): { kind: BadgeKind; word: string } {
  if (clock.daysLate > 0)
    return { kind: 'late', word: `${clock.daysLate} ${clock.daysLate === 1 ? 'day' : 'days'} late` }
  if (clock.provisional) return { kind: 'provisional', word: 'Provisional' }
  const left = daysBetween(today, clock.due)
  return left <= 14
    ? { kind: 'due', word: soon(left) }
    : { kind: 'running', word: `In ${left} days` }
}
