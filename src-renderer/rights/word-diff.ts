/** Where something stands in a text: from the first character to the one after the last. */
export type Range = readonly [from: number, to: number]

interface Word {
  text: string
  from: number
  to: number
}

/** Below this share of common words the two are no versions of one sentence, and marks would only be noise. */
const ALIKE = 0.3

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}£]+(?:['’][\p{L}]+)?/gu)].map(({ 0: word, index }) => ({
    text: word.toLocaleLowerCase('en-GB'),
    from: index,
    to: index + word.length,
  }))

/** Which words stand in both, in the same order: the longest such row, as pairs of places. */
function common(before: readonly Word[], after: readonly Word[]): [Set<number>, Set<number>] {
  const length = Array.from({ length: before.length + 1 }, () =>
    Array.from({ length: after.length + 1 }, () => 0),
  )
  for (let one = before.length - 1; one >= 0; one--)
    for (let other = after.length - 1; other >= 0; other--)
      length[one]![other] =
        before[one]!.text === after[other]!.text
          ? length[one + 1]![other + 1]! + 1
          : Math.max(length[one + 1]![other]!, length[one]![other + 1]!)
  const kept: [Set<number>, Set<number>] = [new Set(), new Set()]
  for (let one = 0, other = 0; one < before.length && other < after.length;) {
    if (before[one]!.text === after[other]!.text) {
      kept[0].add(one++)
      kept[1].add(other++)
    } else if (length[one + 1]![other]! >= length[one]![other + 1]!) one++
    else other++
  }
  return kept
}

/** The words that are not kept, neighbours joined into one range. */
function rest(words: readonly Word[], kept: ReadonlySet<number>): Range[] {
  const ranges: [number, number][] = []
  for (const [place, { from, to }] of words.entries()) {
    if (kept.has(place)) continue
    const last = ranges.at(-1)
    if (last && place > 0 && !kept.has(place - 1)) last[1] = to
    else ranges.push([from, to])
  }
  return ranges
}

/** The words in which two versions differ, in each of them; `anew` where they have too little in common to compare. */
export function changedWords(
  before: string,
  after: string,
): { before: Range[]; after: Range[]; anew: boolean } {
  const [one, other] = [wordsOf(before), wordsOf(after)]
  const [keptOne, keptOther] = common(one, other)
  if (keptOne.size < ALIKE * Math.min(one.length, other.length))
    return { before: [], after: [], anew: true }
  return { before: rest(one, keptOne), after: rest(other, keptOther), anew: false }
}

/** A text cut at its ranges; ranges that overlap or lie outside are taken as far as they go. */
export function cutAt(
  text: string,
  ranges: readonly Range[],
): { text: string; marked: boolean; at: number }[] {
  const pieces: { text: string; marked: boolean; at: number }[] = []
  let place = 0
  const take = (to: number, marked: boolean) => {
    if (to > place) pieces.push({ text: text.slice(place, to), marked, at: place })
    place = Math.max(place, to)
  }
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    take(Math.min(from, text.length), false)
    take(Math.min(to, text.length), true)
  }
  take(text.length, false)
  return pieces
}
