/** Letters to change, add, leave out or exchange with their neighbour to make one word of the other (optimal string alignment). */
function slips(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  let [beforeLast, last] = [[] as number[], right.map((_, at) => at + 1)]
  last.unshift(0)
  for (const [row, letter] of left.entries()) {
    const current = [row + 1]
    for (const [at, against] of right.entries()) {
      const changed = last[at]! + (letter === against ? 0 : 1)
      let least = Math.min(changed, last[at + 1]! + 1, current[at]! + 1)
      if (letter === right[at - 1] && left[row - 1] === against)
        least = Math.min(least, beforeLast[at - 1]! + 1)
      current.push(least)
    }
    ;[beforeLast, last] = [last, current]
  }
  return last.at(-1)!
}

/** How alike two folded words are, from 0 to 1: one less the share of letters that differ. */
export function likeness(one: string, other: string): number {
  const longest = Math.max([...one].length, [...other].length)
  return longest === 0 ? 0 : 1 - slips(one, other) / longest
}

/** The one of `known` that `typed` probably meant, a typing error apart; undefined when none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const near = known
    .map((word) => ({ word, slips: slips(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.slips - other.slips)[0]
  if (!near) return undefined
  const starts = typed.length > 2 && near.word.startsWith(typed)
  return starts || near.slips <= Math.max(1, Math.floor(near.word.length / 3))
    ? near.word
    : undefined
}
