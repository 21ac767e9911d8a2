import type { Readable, Writable } from '../vault/vault.ts'
import { writeCheckpoint } from './checkpoint.ts'
import { writeLeaf, type Leaf } from './leaf.ts'
import { fromStored, sizeOf } from './stored-tree.ts'
import { completedBy, leafHash, rootOf, type Nodes } from './tree.ts'

/** A log is signed whenever it has grown by this many entries: so that no entry stays unsigned for long. */
export const SIGNED_EVERY = 100

/**
 * Appends one entry with its disclosures, completes the tree, names the new head and signs when that is due.
 * Everything is read from the tables, so that an act rolled back leaves nothing behind.
 */
export async function append(
  tx: Writable,
  entry: Omit<Leaf, 'seq'>,
  disclosures: string,
): Promise<number> {
  const index = await sizeOf(tx)
  const seq = index + 1
  const leaf = writeLeaf({ ...entry, seq })
  const hash = leafHash(Buffer.from(leaf))
  const { completed, root } = await fromStored(tx, (nodes) => {
    const completed = completedBy(nodes, index, hash)
    return { completed, root: rootOf(withNew(nodes, index, hash, completed), seq) }
  })
  await tx.insertInto('log').values({ seq, leaf, hash }).execute()
  if (completed.length > 0) await tx.insertInto('log_node').values(completed).execute()
  await tx.insertInto('log_payload').values({ seq, disclosures }).execute()
  tx.setHead({ size: seq, root: Buffer.from(root).toString('hex') })
  if (seq % SIGNED_EVERY === 0) await sign(tx, { size: seq, root }, entry.at)
  return seq
}

/** Signs the log as it stands, unless it is empty or signed already. */
export async function signNow(tx: Writable, at: string): Promise<void> {
  const size = await sizeOf(tx)
  const signed = await tx
    .selectFrom('log_checkpoint')
    .select('size')
    .where('size', '=', size)
    .executeTakeFirst()
  if (size === 0 || signed) return
  await sign(tx, { size, root: await fromStored(tx, (nodes) => rootOf(nodes, size)) }, at)
}

async function sign(tx: Writable, tree: { size: number; root: Uint8Array }, at: string) {
  const key = await tx.selectFrom('log_key').selectAll().executeTakeFirstOrThrow()
  const note = writeCheckpoint(tree, { seed: key.private_key, publicKey: key.public_key })
  await tx.insertInto('log_checkpoint').values({ size: tree.size, at, note }).execute()
}

function withNew(
  nodes: Nodes,
  index: number,
  hash: Uint8Array,
  completed: ReturnType<typeof completedBy>,
): Nodes {
  return (level, place) => {
    if (level === 0 && place === index) return hash
    const fresh = completed.find((node) => node.level === level && node.place === place)
    return fresh?.hash ?? nodes(level, place)
  }
}

/** The log as it stands in the tables; no root where part of the tree is missing. */
export async function headOf(tx: Readable): Promise<{ size: number; root: Uint8Array | null }> {
  const size = await sizeOf(tx)
  const root = await fromStored(tx, (nodes) => rootOf(nodes, size)).catch(() => null)
  return { size, root }
}
