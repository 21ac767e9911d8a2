import type { Doubt, EntrySort } from '../../src-main/law/contract.ts'
import type { BadgeKind } from '../words/states.ts'
import { dayInWords } from '../parts/words.ts'

/** Whether the office may say otherwise than the edition: the rows that route are data of the edition alone. */
export const isAmendable = (sort: EntrySort): boolean => sort !== 'row'

/** How a doubt stands: vouched for by whom and when, or why it is still open. */
export function standingOf({ vouched, stale, checkedOn }: Doubt): {
  kind: BadgeKind
  word: string
  note: string
} {
  if (vouched?.holds)
    return {
      kind: 'holds',
      word: 'Checked',
      note: `${vouched.by}, ${dayInWords(vouched.checkedOn)}`,
    }
  if (vouched) return { kind: 'check', word: 'Changed since', note: `${vouched.by} had checked it` }
  if (checkedOn === null) return { kind: 'check', word: 'Never checked', note: '' }
  return stale
    ? { kind: 'check', word: 'Check again', note: `last on ${dayInWords(checkedOn)}` }
    : { kind: 'check', word: 'To be checked', note: `source read ${dayInWords(checkedOn)}` }
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The doubts that answer to what is typed and chosen. */
export function doubtsShown(
  doubts: readonly Doubt[],
  { typed, sort, only }: { typed: string; sort: string; only: string },
): Doubt[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  return doubts.filter((doubt) => {
    const { instrument, section } = doubt.authority
    const text = folded(`${doubt.title} ${doubt.why} ${instrument} ${section}`)
    const holds = doubt.vouched?.holds ?? false
    return (
      (sort === 'all' || doubt.sort === sort) &&
      (only === 'all' || (only === 'vouched') === holds) &&
      words.every((word) => text.includes(word))
    )
  })
}
