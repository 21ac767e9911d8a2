import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inclusionProof, leafHash, rootOf } from '../../src-main/audit/tree.ts'
import { fromHex, hex, memoryTree } from './memory-tree.ts'
import { consistencyHolds, consistencyProof, inclusionHolds } from './proofs.ts'
import vectors from './vectors/certificate-transparency.json' with { type: 'json' }

const leaves = vectors.leaves.map(fromHex)
const nodes = memoryTree(leaves)

describe('the tree of RFC 9162, by the vectors of Certificate Transparency', () => {
  test.each(vectors.roots.map((root, size) => [size, root]))('root of %i leaves', (size, root) => {
    expect(hex(rootOf(nodes, Number(size)))).toBe(root)
  })

  test.each(vectors.inclusion)('leaf $index of $size stands in it', ({ index, size, path }) => {
    expect(inclusionProof(nodes, index, size).map(hex)).toEqual(path)
    const leaf = { index, hash: leafHash(leaves[index]!) }
    const tree = { size, root: fromHex(vectors.roots[size]!) }
    expect(inclusionHolds(leaf, path.map(fromHex), tree)).toBe(true)
  })

  test.each(vectors.consistency)(
    '$first is the beginning of $second',
    ({ first, second, path }) => {
      expect(consistencyProof(nodes, first, second).map(hex)).toEqual(path)
      const tree = (size: number) => ({ size, root: fromHex(vectors.roots[size]!) })
      expect(consistencyHolds(tree(first), tree(second), path.map(fromHex))).toBe(true)
    },
  )
})

const MOST = 300
const many = memoryTree(Array.from({ length: MOST }, (_, index) => Buffer.from(`leaf ${index}`)))
const size = fc.integer({ min: 1, max: MOST })
const tree = (size: number) => ({ size, root: rootOf(many, size) })
const pair = fc
  .tuple(size, size)
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
const place = fc.tuple(size, fc.nat()).map(([size, any]) => ({ size, index: any % size }))
const flipped = (bytes: Uint8Array, bit: number) =>
  bytes.map((byte, index) => (index === (bit >> 3) % bytes.length ? byte ^ (1 << (bit & 7)) : byte))

describe('proofs', () => {
  test('any leaf is proved in any tree that holds it', () => {
    fc.assert(
      fc.property(place, ({ size, index }) => {
        const path = inclusionProof(many, index, size)
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)))
        expect(inclusionHolds({ index, hash: many(0, index) }, path, tree(size))).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a forged leaf, place, path or root is refused', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat(), ({ size, index }, bit, other) => {
        const path = inclusionProof(many, index, size)
        const hash = many(0, index)
        expect(inclusionHolds({ index, hash: flipped(hash, bit) }, path, tree(size))).toBe(false)
        const root = flipped(tree(size).root, bit)
        expect(inclusionHolds({ index, hash }, path, { size, root })).toBe(false)
        if (other % size !== index)
          expect(inclusionHolds({ index: other % size, hash }, path, tree(size))).toBe(false)
        const step = other % Math.max(path.length, 1)
        const bent = path.map((part, at) => (at === step ? flipped(part, bit) : part))
        if (path.length > 0) expect(inclusionHolds({ index, hash }, bent, tree(size))).toBe(false)
        expect(inclusionHolds({ index, hash }, [...path, hash], tree(size))).toBe(false)
        expect(inclusionHolds({ index, hash }, path.slice(1), tree(size))).toBe(path.length === 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('a tree is proved to be the beginning of any later one', () => {
    fc.assert(
      fc.property(pair, ([first, second]) => {
        const path = consistencyProof(many, first, second)
        expect(consistencyHolds(tree(first), tree(second), path)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a tree with another beginning is refused', () => {
    fc.assert(
      fc.property(pair, fc.nat(), ([first, second], bit) => {
        const path = consistencyProof(many, first, second)
        const forged = { size: first, root: flipped(tree(first).root, bit) }
        expect(consistencyHolds(forged, tree(second), path)).toBe(false)
        const rewritten = { size: second, root: flipped(tree(second).root, bit) }
        expect(consistencyHolds(tree(first), rewritten, path)).toBe(false)
        expect(consistencyHolds(tree(first), tree(second), [...path, forged.root])).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  test('sizes and places that cannot be are refused without an error', () => {
    const root = many(0, 0)
    for (const size of [-1, 0, 1.5, NaN, Infinity, 2 ** 60]) {
      expect(inclusionHolds({ index: 0, hash: root }, [], { size, root })).toBe(false)
      expect(inclusionHolds({ index: size, hash: root }, [], { size: 1, root })).toBe(size === 0)
      expect(consistencyHolds({ size, root }, { size: 1, root: root }, [root])).toBe(false)
    }
  })
})
