import { nodeHash, same } from '../tree.ts'

/*
 * Verification of the proofs of RFC 9162, sections 2.1.3.2 and 2.1.4.2. Halves are taken by division, because a
 * shift would cut numbers at 32 bits.
 */

const half = (value: number) => Math.floor(value / 2)
const isOdd = (value: number) => value % 2 === 1

/** Whether leaf number `index` (from 0) with this hash stands in the tree of `size` leaves with this root. */
export function isIncluded(
  { index, hash, path }: { index: number; hash: Uint8Array; path: readonly Uint8Array[] },
  { size, root }: { size: number; root: Uint8Array },
): boolean {
  if (index >= size) return false
  let [first, last, reached] = [index, size - 1, hash]
  for (const other of path) {
    if (last === 0) return false
    if (isOdd(first) || first === last) {
      reached = nodeHash(other, reached)
      while (!isOdd(first) && first !== 0) [first, last] = [half(first), half(last)]
    } else reached = nodeHash(reached, other)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && same(reached, root)
}

/** Whether the tree `older` is the beginning of the tree `newer`. */
export function isBeginning(
  older: { size: number; root: Uint8Array },
  newer: { size: number; root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (older.size < 1 || older.size > newer.size) return false
  if (older.size === newer.size) return path.length === 0 && same(older.root, newer.root)
  let [first, last] = [older.size - 1, newer.size - 1]
  while (isOdd(first)) [first, last] = [half(first), half(last)]
  // A complete older tree is itself the first node, and is not sent.
  const [start, ...rest] = first === 0 ? [older.root, ...path] : path
  if (!start) return false
  let [before, after] = [start, start]
  for (const other of rest) {
    if (last === 0) return false
    if (isOdd(first) || first === last) {
      before = nodeHash(other, before)
      after = nodeHash(other, after)
      while (!isOdd(first) && first !== 0) [first, last] = [half(first), half(last)]
    } else after = nodeHash(after, other)
    ;[first, last] = [half(first), half(last)]
  }
  return last === 0 && same(before, older.root) && same(after, newer.root)
}
