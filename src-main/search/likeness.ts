const lettersOf = (word: string): number[] => Array.from(word, (letter) => letter.codePointAt(0)!)

/**
 * Letters to change, add, leave out or exchange with their neighbour to make one word of the other (optimal string
 * alignment); anything above `most` where they are more, which is known sooner.
 */
function slips(left: readonly number[], right: readonly number[], most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1
  let [beforeLast, last, current] = rows(right.length + 1)
  for (let at = 0; at <= right.length; at++) last[at] = at
  for (let row = 1; row <= left.length; row++) {
    const letter = left[row - 1]!
    current[0] = row
    let least = row
    for (let at = 1; at <= right.length; at++) {
      const against = right[at - 1]!
      let found = Math.min(
        last[at - 1]! + (letter === against ? 0 : 1),
        last[at]! + 1,
        current[at - 1]! + 1,
      )
      if (row > 1 && at > 1 && letter === right[at - 2] && left[row - 2] === against)
        found = Math.min(found, beforeLast[at - 2]! + 1)
      current[at] = found
      if (found < least) least = found
    }
    // An exchange looks back two rows, and costs one more than what stands there.
    if (least > most + 1) return most + 1
    ;[beforeLast, last, current] = [last, current, beforeLast]
  }
  return last[right.length]!
}

type Row = Uint16Array
let kept: [Row, Row, Row] = [new Uint16Array(64), new Uint16Array(64), new Uint16Array(64)]
function rows(length: number): [Row, Row, Row] {
  if (kept[0].length < length)
    kept = [new Uint16Array(length), new Uint16Array(length), new Uint16Array(length)]
  return kept
}

/** How alike two folded words are, from 0 to 1: one less the share of letters that differ. */
export const likeness = (one: string, other: string): number => likenessTo(one)(other)

/** How alike other words are to this one; 0 for any that is less alike than `least`, which is sooner known. */
export function likenessTo(one: string, least = 0): (other: string) => number {
  const left = lettersOf(one)
  return (other) => {
    const right = lettersOf(other)
    const longest = Math.max(left.length, right.length)
    if (longest === 0) return 0
    const most = Math.floor(longest * (1 - least) + 1e-9)
    const found = slips(left, right, most)
    return found > most ? 0 : 1 - found / longest
  }
}

/** The one of `known` that `typed` probably meant, a typing error apart; undefined when none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const meant = lettersOf(typed.toLowerCase())
  const near = known
    .map((word) => ({ word, slips: slips(meant, lettersOf(word.toLowerCase()), Infinity) }))
    .sort((one, other) => one.slips - other.slips)[0]
  if (!near) return undefined
  const starts = typed.length > 2 && near.word.startsWith(typed)
  return starts || near.slips <= Math.max(1, Math.floor(near.word.length / 3))
    ? near.word
    : undefined
}
