import { nodeHash, rootOf, same, type Nodes } from '../../src-main/audit/tree.ts'

const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0
const half = (value: number) => Math.floor(value / 2)

/** Whether `path` proves leaf number `index` (from 0) to stand in the tree of this size and root (RFC 9162, 2.1.3.2). */
export function inclusionHolds(
  leaf: { index: number; hash: Uint8Array },
  path: readonly Uint8Array[],
  tree: { size: number; root: Uint8Array },
): boolean {
  if (!isSize(leaf.index) || !isSize(tree.size) || leaf.index >= tree.size) return false
  let [place, last, hash] = [leaf.index, tree.size - 1, leaf.hash]
  for (const sibling of path) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash)
      while (place % 2 === 0 && place > 0) [place, last] = [half(place), half(last)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && same(hash, tree.root)
}

/** Whether `path` proves the first tree to be the beginning of the second (RFC 9162, 2.1.4.2). */
export function consistencyHolds(
  first: { size: number; root: Uint8Array },
  second: { size: number; root: Uint8Array },
  path: readonly Uint8Array[],
): boolean {
  if (!isSize(first.size) || !isSize(second.size) || first.size > second.size) return false
  if (first.size === 0) return path.length === 0
  if (first.size === second.size) return path.length === 0 && same(first.root, second.root)
  const known = Number.isInteger(Math.log2(first.size)) ? [first.root, ...path] : path
  const [seed, ...rest] = known
  if (!seed) return false
  let [place, last] = [first.size - 1, second.size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  let [before, after] = [seed, seed]
  for (const sibling of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      while (place % 2 === 0 && place > 0) [place, last] = [half(place), half(last)]
    } else {
      after = nodeHash(after, sibling)
    }
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && same(before, first.root) && same(after, second.root)
}

/** Proof that the tree of `first` leaves is the beginning of the tree of `second`; 0 < first <= second. */
export function consistencyProof(nodes: Nodes, first: number, second: number): Uint8Array[] {
  // A subtree is a tree of its own whose leaves are counted from `begin`.
  const range = (begin: number, end: number) =>
    rootOf((level, place) => nodes(level, place + begin / 2 ** level), end - begin)
  const path: Uint8Array[] = []
  let [begin, end] = [0, second]
  while (end !== first) {
    const middle = begin + 2 ** (Math.ceil(Math.log2(end - begin)) - 1)
    const goesLeft = first <= middle
    path.push(goesLeft ? range(middle, end) : range(begin, middle))
    if (goesLeft) end = middle
    else begin = middle
  }
  // A beginning that is itself a complete subtree is known to whoever checks.
  if (begin > 0) path.push(range(begin, end))
  return path.reverse()
}
