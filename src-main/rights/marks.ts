import { fold, foldedWords } from '../search/fold.ts'

/** From the first character of a hit to the one after its last. */
export type Mark = [number, number]

const WORD = /[\p{L}\p{N}\p{M}'’]+/gu

/** Where a text has words that begin as one of `asked` (folded): whole words, in their order. */
export function marksIn(text: string, asked: readonly string[]): Mark[] {
  if (asked.length === 0) return []
  const marks: Mark[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const parts = [...foldedWords(word), fold(word)]
    if (asked.some((one) => parts.some((part) => part.startsWith(one))))
      marks.push([index, index + word.length])
  }
  return marks
}

/** Whether every word asked for begins some word of the texts, given by their folded words. */
export const hasAll = (words: ReadonlySet<string>, asked: readonly string[]): boolean =>
  asked.every((one) => [...words].some((word) => word.startsWith(one)))

/** The folded words of texts, each once. */
export const wordsOf = (...texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => [...foldedWords(text), ...text.split(/\s+/).map(fold)]))
