import type { LetterContent } from '../../src-main/letters/contract.ts'
import { isRestricted } from '../words/disclosure-terms.ts'

type Content = Pick<LetterContent, 'passages'>
/** The words of restricted passages as they were revealed, by the passage. */
export type Revealed = ReadonlyMap<string, string>

/** Puts the words of what was revealed into the passages that are hidden. */
export function showPassages({ passages }: Content, revealed: Revealed): void {
  for (const passage of passages) {
    const text = revealed.get(passage.id)
    if (!passage.withheld || text === undefined) continue
    passage.text = text
    delete passage.withheld
  }
}

/** Hides again what still reads as the office has it; what was rewritten meanwhile is kept, to be recorded. */
export function hidePassages(
  { passages }: Content,
  { revealed, recorded }: { revealed: Revealed; recorded: Content },
): void {
  for (const passage of passages) {
    const stored = recorded.passages.find(({ id }) => id === passage.id)
    if (!stored?.withheld || passage.class !== stored.class) continue
    if (passage.text === revealed.get(passage.id)) Object.assign(passage, stored)
  }
}

/** What may outlive a lock of a draft: the words that were only revealed, and not rewritten, are not in it. */
export function withoutRevealed<C extends Content>(
  content: C,
  held: { revealed: Revealed; recorded: Content },
): C {
  const copy: C = JSON.parse(JSON.stringify(content))
  hidePassages(copy, held)
  return copy
}

/** After recording: the words of everything restricted leave the window, as the office has them now. */
export function hideRecorded({ passages }: Content, recorded: Content): void {
  for (const passage of passages) {
    const stored = recorded.passages.find(({ id }) => id === passage.id)
    if (stored?.withheld && isRestricted(passage.class)) Object.assign(passage, stored)
  }
}
