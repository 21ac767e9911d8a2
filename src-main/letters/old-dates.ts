import { daysIn, formatDay } from '../dates/words.ts'
import { mergedOrNull } from './drafting.ts'
import type { Missing } from './gate.ts'
import { printedOf } from './printed.ts'
import type { LetterRecord } from './record.ts'
import { statesOn, takenIn } from './stated.ts'

const TYPED: ReadonlySet<string> = new Set(['heading', 'passage', 'enclosure'])

/**
 * Dates in the heading or a passage of somebody’s own that the records have changed since the draft was saved: what the
 * template prints follows by itself, and what was typed does not. Pure.
 */
export function oldDates(one: LetterRecord): Missing[] {
  const gone = takenIn(one).flatMap(({ was }) => daysIn(was))
  if (gone.length === 0) return []
  const meant = new Set([
    ...statesOn(one.content, one, one.today).flatMap(({ said }) => daysIn(said)),
    ...(mergedOrNull(one.content, one)?.passages ?? []).flatMap(({ text }) => daysIn(text)),
  ])
  const old = new Set(gone.filter((day) => !meant.has(day)))
  return printedOf(one)
    .filter(({ what }) => TYPED.has(what))
    .flatMap(({ text, where }) =>
      [...new Set(daysIn(text))]
        .filter((day) => old.has(day))
        .map((day) => ({
          what: `The draft still says ${formatDay(day)}, which has changed in the records since it was saved.`,
          cure: 'Put the right date in its place. Where another event of that day is meant, say which, and save the draft.',
          where,
        })),
    )
}
