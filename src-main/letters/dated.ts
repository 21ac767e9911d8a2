import { daysIn, formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { daysAskedFor } from './clock.ts'
import { citationsWrong } from './citations.ts'
import type { LetterContent } from './contract.ts'
import { editionOn } from './deadline.ts'
import { merged } from './drafting.ts'
import type { Missing } from './gate.ts'
import { isChaser } from './kinds.ts'
import type { LetterRecord, Sources } from './record.ts'

/** A letter under the law of an earlier day: it shows what would have been written then, and never leaves. Pure. */
export const isReconstruction = (
  { datedOn }: Pick<LetterContent, 'datedOn'>,
  { law: { law }, today }: Pick<Sources, 'law' | 'today'>,
): boolean => editionOn(datedOn, law) !== editionOn(today, law)

/** Refuses a date that no letter of today can bear, and one that would put a draft under another law than it was written by. */
export function expectDatable(
  { datedOn }: Pick<LetterContent, 'datedOn'>,
  former: Pick<LetterContent, 'datedOn'> | null,
  { law: { law }, today }: Pick<Sources, 'law' | 'today'>,
): void {
  const say = (message: string) => new Refusal('invalid-input', message, { datedOn: message })
  if (datedOn > today) throw say(`The letter is dated ${formatDay(datedOn)}, ${FUTURE}`)
  if (former && editionOn(datedOn, law) !== editionOn(former.datedOn, law))
    throw say(
      'On this date another law applies, and the letter was written for the law of its own. Create a new draft with this date.',
    )
}
const FUTURE = 'which is in the future. Date it today.'

/** What the days that a draft speaks of want put right before it is approved. Pure. */
export function datesWrong(one: LetterRecord): Missing[] {
  const { content, today } = one
  const { datedOn, enclosures, passages } = content
  const wrong: Missing[] = []
  const dated = `The letter is dated ${formatDay(datedOn)}`
  if (datedOn > today)
    wrong.push({ what: `${dated}, which is in the future.`, cure: 'Date it today.', where: 'date' })
  for (const { name } of enclosures)
    for (const day of daysIn(name))
      if (day > datedOn)
        wrong.push({
          what: `${dated} and encloses a paper of ${formatDay(day)}: ${name}.`,
          cure: 'Date the letter on or after that day, or leave the enclosure out.',
          where: 'date',
        })
  const leaves = !isReconstruction(content, one)
  wrong.push(...citationsWrong(content, one.law.law, { today, leaves }))
  if (!leaves) return wrong
  for (const passage of passages)
    for (const day of daysAskedFor(passage))
      if (day < today)
        wrong.push({
          what: `The letter asks for an answer by ${formatDay(day)}, which has passed.`,
          cure: 'Date the letter today, or give a later date.',
          where: 'date',
        })
  return [...wrong, ...staleFigures(one)]
}

/** A sentence of a chaser that a person rewrote keeps its figure: it must be that of the day of the letter. */
function staleFigures(one: LetterRecord): Missing[] {
  const { content } = one
  if (!isChaser(content.kind)) return []
  const lateIn = (text: string) => /\b(\d+) days? late\b/.exec(text)?.[1]
  const written = content.passages.flatMap(({ text }) => lateIn(text) ?? [])
  if (written.length === 0) return []
  const now = merged(content, one).passages.flatMap(({ text }) => lateIn(text) ?? [])[0]
  return written
    .filter((days) => now !== undefined && days !== now)
    .map((days) => ({
      what: `The chaser says that the answer is ${days} days late; on ${formatDay(content.datedOn)} it is ${now}.`,
      cure: 'Correct the number of days.',
      where: 'passages' as const,
    }))
}

/**
 * Refuses the approval of a letter that is not dated today, unless a reason is given; a chaser takes none, since its
 * figures are those of its day. Gives the reason to be kept, none for a letter of today.
 */
export function expectDated({ content, today }: LetterRecord, reason: string): string | null {
  const { datedOn, kind } = content
  if (datedOn === today) return null
  const dated = `The letter is dated ${formatDay(datedOn)}, not today.`
  if (isChaser(kind))
    throw new Refusal(
      'conflict',
      `${dated} Its figures are those of that day. Date it today, and they are worked out again.`,
    )
  if (reason === '')
    throw new Refusal(
      'invalid-input',
      `${dated} Date it today, or give the reason for this date.`,
      {
        dateReason: 'Give the reason for a date other than today.',
      },
    )
  return reason
}
