/** The one of `known` that `typed` probably meant, a typing error apart; undefined when none is near. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const near = known
    .map((word) => ({ word, slips: slipsBetween(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.slips - other.slips)[0]
  if (!near) return undefined
  const starts = typed.length > 2 && near.word.startsWith(typed)
  return starts || near.slips <= Math.max(1, Math.floor(near.word.length / 3))
    ? near.word
    : undefined
}

/** Letters to add, drop or change to make one word of the other. */
function slipsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const changed = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[other.length]!
}
