import { sha256 } from './sha256.ts'

/*
 * Frozen format: the Merkle tree of RFC 9162, section 2.1, with SHA-256.
 *
 *   leaf hash = SHA-256(0x00 || leaf), node hash = SHA-256(0x01 || left || right), empty tree = SHA-256("")
 *
 * The root of every complete subtree is kept: level 0 are the leaf hashes, and (level, place) covers the
 * leaves place * 2^level to (place + 1) * 2^level - 1. So a root and any proof read O(log n) of them.
 */

/** Gives the kept hash of a complete subtree. */
export type Nodes = (level: number, place: number) => Uint8Array

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

export const leafHash = (leaf: Uint8Array): Uint8Array => sha256(joined(LEAF, leaf))
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(joined(NODE, left, right))

/** Root of the first `size` leaves. */
export const rootOf = (nodes: Nodes, size: number): Uint8Array =>
  size === 0 ? sha256(new Uint8Array()) : rangeHash(nodes, 0, size)

/** The subtrees completed by leaf number `index` (from 0) with hash `hash`, lowest first, the leaf itself left out. */
export function completedBy(nodes: Nodes, index: number, hash: Uint8Array) {
  const completed: { level: number; place: number; hash: Uint8Array }[] = []
  let [place, level] = [index, 0]
  while (place % 2 === 1) {
    hash = nodeHash(nodes(level, place - 1), hash)
    place = (place - 1) / 2
    completed.push({ level: ++level, place, hash })
  }
  return completed
}

/** Proof that leaf number `index` (from 0) stands in the tree of `size` leaves. */
export function inclusionProof(nodes: Nodes, index: number, size: number): Uint8Array[] {
  const path: Uint8Array[] = []
  let [begin, end] = [0, size]
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin)
    const goesLeft = index < middle
    path.push(goesLeft ? rangeHash(nodes, middle, end) : rangeHash(nodes, begin, middle))
    if (goesLeft) end = middle
    else begin = middle
  }
  return path.reverse()
}

/** Proof that the tree of `first` leaves is the beginning of the tree of `size`. */
export function consistencyProof(nodes: Nodes, first: number, size: number): Uint8Array[] {
  const path: Uint8Array[] = []
  let [begin, end, isWhole] = [0, size, true]
  while (end !== first) {
    const middle = begin + splitOf(end - begin)
    if (first <= middle) {
      path.push(rangeHash(nodes, middle, end))
      end = middle
    } else {
      path.push(rangeHash(nodes, begin, middle))
      begin = middle
      isWhole = false
    }
  }
  if (!isWhole) path.push(rangeHash(nodes, begin, end))
  return path.reverse()
}

function rangeHash(nodes: Nodes, begin: number, end: number): Uint8Array {
  const width = end - begin
  if (isPowerOfTwo(width)) return nodes(Math.round(Math.log2(width)), begin / width)
  const middle = begin + splitOf(width)
  return nodeHash(rangeHash(nodes, begin, middle), rangeHash(nodes, middle, end))
}

/** Whether a tree of this size (1 or more) is complete. */
const isPowerOfTwo = (size: number): boolean => size === 1 || splitOf(size) * 2 === size

/** The largest power of two smaller than `width` (2 or more). */
function splitOf(width: number): number {
  let split = 1
  while (split * 2 < width) split *= 2
  return split
}

/** Whether two hashes are the same bytes. */
export const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

function joined(...parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
