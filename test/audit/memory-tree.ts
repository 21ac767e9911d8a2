import { completedBy, leafHash, type Nodes } from '../../src-main/audit/tree.ts'

/** Hashes of complete subtrees over these leaves, kept in memory. */
export function memoryTree(leaves: readonly Uint8Array[]): Nodes {
  const kept = new Map<string, Uint8Array>()
  const nodes: Nodes = (level, place) => {
    const hash = kept.get(`${level}/${place}`)
    if (!hash) throw new Error(`no node ${level}/${place}`)
    return hash
  }
  leaves.forEach((leaf, index) => {
    const hash = leafHash(leaf)
    kept.set(`0/${index}`, hash)
    for (const node of completedBy(nodes, index, hash))
      kept.set(`${node.level}/${node.place}`, node.hash)
  })
  return nodes
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))

/** Bytes that are the same in every run: 1, 2, 3 and so on. */
export function countingBytes(): (bytes: number) => Uint8Array {
  let next = 0
  return (bytes) => Uint8Array.from({ length: bytes }, () => ++next % 256)
}
