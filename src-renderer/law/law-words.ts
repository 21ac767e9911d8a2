import type { EntrySort, Uncertainty } from '../../src-main/law/contract.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import type { BadgeKind } from '../words/states.ts'

/** Whether the office may say otherwise than the edition: the rows that route are data of the edition alone. */
export const isAmendable = (sort: EntrySort): boolean => sort !== 'row'

/** How a doubt stands: checked by whom and when, or why it is still open. */
export function standingOf({ check, stale, checkedOn }: Uncertainty): {
  kind: BadgeKind
  word: string
  note: string
} {
  if (check?.holds)
    return {
      kind: 'holds',
      word: 'Checked',
      note: `${check.by}, ${formatDay(check.checkedOn)}`,
    }
  if (check) return { kind: 'check', word: 'Changed since', note: `${check.by} had checked it` }
  if (checkedOn === null) return { kind: 'check', word: 'Never checked', note: '' }
  return stale
    ? { kind: 'check', word: 'Check again', note: `last on ${formatDay(checkedOn)}` }
    : { kind: 'check', word: 'To be checked', note: `source read ${formatDay(checkedOn)}` }
}

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The doubts that answer to what is typed and chosen. */
export function uncertaintiesShown(
  uncertainties: readonly Uncertainty[],
  { typed, sort, only }: { typed: string; sort: string; only: string },
): Uncertainty[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  return uncertainties.filter((uncertainty) => {
    const { instrument, section } = uncertainty.authority
    const text = folded(`${uncertainty.title} ${uncertainty.why} ${instrument} ${section}`)
    const holds = uncertainty.check?.holds ?? false
    return (
      (sort === 'all' || uncertainty.sort === sort) &&
      (only === 'all' || (only === 'checked') === holds) &&
      words.every((word) => text.includes(word))
    )
  })
}
