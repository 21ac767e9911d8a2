/**
 * How alike two folded words are, from 0 to 1: one less the share of letters that must be changed, added, left out
 * or exchanged with their neighbour (optimal string alignment).
 */
export function likeness(one: string, other: string): number {
  const [left, right] = [[...one], [...other]]
  const longest = Math.max(left.length, right.length)
  if (longest === 0) return 0
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
  return 1 - last.at(-1)! / longest
}
