import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { EntryProof } from './contract.ts'
import { canonical } from './canonical.ts'
import { entryOf, leafOf } from './read.ts'
import { fromStored, sizeOf } from './stored-tree.ts'
import { inclusionProof, rootOf } from './tree.ts'

/** One line of the log as it is listed. */
export interface Line {
  seq: number
  at: string
  /** Id of the person who acted. */
  actor: string
  act: string
}

/** An entry with its proof, its person still an id. */
export type ProvenEntry = Omit<EntryProof, 'who'> & { actor: string }

/** Newest first, strictly before an entry when one is given. */
export async function listEntries(
  tx: Readable,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ entries: Line[]; total: number }> {
  const rows = await tx
    .selectFrom('log')
    .select(['seq', 'leaf'])
    .where('seq', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const leaves = rows.map(({ seq, leaf }) => ({ ...leafOf(seq, leaf), seq }))
  return {
    entries: leaves.map(({ seq, at, actor, act }) => ({ seq, at, actor, act })),
    total: await sizeOf(tx),
  }
}

/** One entry with the proof that it stands in the log as it is now; hashes in hex. */
export async function proveEntry(tx: Readable, seq: number): Promise<ProvenEntry> {
  const row = await tx
    .selectFrom('log')
    .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
    .select(['log.leaf', 'log.hash', 'log_payload.disclosures'])
    .where('log.seq', '=', seq)
    .executeTakeFirst()
  if (!row) throw new Refusal('not-found', `The log has no entry ${seq}.`)
  const leaf = leafOf(seq, row.leaf)
  const entry = entryOf(leaf, row.disclosures)
  const size = await sizeOf(tx)
  const { path, root } = await fromStored(tx, (nodes) => ({
    path: inclusionProof(nodes, seq - 1, size).map(hex),
    root: hex(rootOf(nodes, size)),
  }))
  return {
    seq,
    at: leaf.at as EntryProof['at'],
    actor: leaf.actor,
    act: leaf.act,
    withheld: false,
    leaf: row.leaf,
    leafHash: hex(row.hash),
    fields:
      entry && Object.entries(entry.detail).map(([name, value]) => ({ name, value: shown(value) })),
    treeSize: size,
    root,
    path,
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const shown = (value: Parameters<typeof canonical>[0]) =>
  typeof value === 'string' ? value : canonical(value)
