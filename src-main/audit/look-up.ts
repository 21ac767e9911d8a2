import { sql } from 'kysely'
import { whole } from '../vault/eyes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { EntryProof } from './contract.ts'
import { CLOSED_ENTRY } from './act-words.ts'
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
export type ProvenEntry = Omit<EntryProof, 'who' | 'desk'> & { actor: string }

const CLOSED = { actor: '', act: CLOSED_ENTRY }

/** Of the entries from one number to another, those that whoever asks may read. */
export async function openAmong(
  tx: Readable,
  first: number,
  last: number,
): Promise<ReadonlySet<number>> {
  const rows = await tx
    .selectFrom('log')
    .select('seq')
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .execute()
  return new Set(rows.map(({ seq }) => seq))
}

/** A stretch of entries by their numbers, both ends among them. */
export interface Span {
  first: number
  last: number
}

/** Whether any entry of these stretches is closed to whoever asks. */
export async function anyClosed(tx: Readable, spans: readonly Span[]): Promise<boolean> {
  if (spans.length === 0) return false
  const asked = JSON.stringify(spans)
  const count = async (handle: Readable) =>
    (
      await handle
        .selectFrom('log')
        .select(({ fn }) => fn.countAll<number>().as('entries'))
        .where(
          sql<boolean>`seq in (select l.seq from json_each(${asked}) s cross join main.log l
            on l.seq between s.value ->> 'first' and s.value ->> 'last')`,
        )
        .executeTakeFirstOrThrow()
    ).entries
  return (await count(tx)) !== (await count(whole(tx)))
}

/** Newest first, strictly before an entry when one is given. */
export async function listEntries(
  tx: Readable,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ entries: Line[]; total: number }> {
  const rows = await whole(tx)
    .selectFrom('log')
    .select(['seq', 'leaf'])
    .where('seq', '<', before ?? Number.MAX_SAFE_INTEGER)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const open = await openAmong(tx, rows.at(-1)?.seq ?? 0, rows[0]?.seq ?? 0)
  const leaves = rows.map(({ seq, leaf }) => ({ ...leafOf(seq, leaf), seq }))
  return {
    entries: leaves.map(({ seq, at, actor, act }) =>
      open.has(seq) ? { seq, at, actor, act } : { seq, at, ...CLOSED },
    ),
    total: await sizeOf(tx),
  }
}

/** One entry with the proof that it stands in the log as it is now; hashes in hex. */
export async function proveEntry(tx: Readable, seq: number): Promise<ProvenEntry> {
  const row = await whole(tx)
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
  const open = (await openAmong(tx, seq, seq)).has(seq)
  const proof = { seq, at: leaf.at as EntryProof['at'], leafHash: hex(row.hash), treeSize: size }
  if (!open) return { ...proof, ...CLOSED, root, path, leaf: '', fields: null, withheld: true }
  return {
    ...{ ...proof, root, path, actor: leaf.actor, act: leaf.act, leaf: row.leaf },
    withheld: false,
    fields:
      entry && Object.entries(entry.detail).map(([name, value]) => ({ name, value: shown(value) })),
  }
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const shown = (value: Parameters<typeof canonical>[0]) =>
  typeof value === 'string' ? value : canonical(value)
