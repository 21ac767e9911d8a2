import { sql } from 'kysely'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { open } from './commitment.ts'
import type { Act, Entry } from './entry.ts'
import { readLeaf, type Leaf } from './leaf.ts'

const PAGE = 500

/** Leaves to join by the number of their entry. */
export const leavesIn = (tx: Readable) => tx.selectFrom('log').select(['seq', 'leaf'])

/** A leaf as it stands in the table; refused as `damaged` when it cannot be read. */
export function leafOf(seq: number, text: string): Leaf {
  try {
    return readLeaf(text)
  } catch {
    throw new Refusal('damaged', `Entry ${seq} of the log cannot be read. Verify the log.`)
  }
}

/** An entry with its words opened, or null once they were erased; refused when they are not the words that were logged. */
export function entryOf(leaf: Leaf, disclosures: string | null): Entry | null {
  if (disclosures === null) return null
  const { seq, at, actor, act, subject } = leaf
  try {
    const detail = open(disclosures, leaf.detail)
    return { seq, at, actor, act: act as Act, subject, detail }
  } catch {
    const message = `The contents of entry ${seq} are not what was logged. Verify the log.`
    throw new Refusal('damaged', message)
  }
}

/** A client's tag as it stands at the end of a leaf, which an index knows. */
export const subjectOf = sql<string>`substr(log.leaf, -30, 22)`

/** The entries of these acts under some clients' tags before an entry, newest first; null where its words were erased. */
export async function entriesUnder(
  tx: Readable,
  tags: readonly string[],
  { acts, before, limit }: { acts: readonly Act[]; before: number; limit: number },
): Promise<{ leaf: Leaf; entry: Entry | null }[]> {
  const rows = await tx
    .selectFrom('log')
    .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
    .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
    .where(oneOf(subjectOf, tags))
    .where(oneOf(sql<string>`log.leaf ->> 'act'`, acts))
    .where('log.seq', '<', before)
    .orderBy('log.seq', 'desc')
    .limit(limit)
    .execute()
  return rows
    .map(({ seq, leaf, disclosures }) => ({ leaf: leafOf(seq, leaf), disclosures }))
    .filter(({ leaf }) => leaf.subject !== null && tags.includes(leaf.subject))
    .map(({ leaf, disclosures }) => ({ leaf, entry: entryOf(leaf, disclosures) }))
}

/** Everything under some clients' tags that was not erased, oldest first. */
export async function openedUnder(tx: Readable, tags: readonly string[]): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('log')
    .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
    .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
    .where(oneOf(subjectOf, tags))
    .orderBy('log.seq')
    .execute()
  return rows.flatMap(({ seq, leaf: text, disclosures }) => {
    const leaf = leafOf(seq, text)
    const own = leaf.subject !== null && tags.includes(leaf.subject)
    return (own && entryOf(leaf, disclosures)) || []
  })
}

/** Every entry of an act that can be opened, oldest first; looks through the whole log. */
export async function openedOf(tx: Readable, act: Act): Promise<Entry[]> {
  const rows = await tx
    .selectFrom('log')
    .innerJoin('log_payload', 'log_payload.seq', 'log.seq')
    .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
    .where('log.leaf', 'like', `{"act":"${act}",%`)
    .orderBy('log.seq')
    .execute()
  return rows.flatMap(({ seq, leaf, disclosures }) => entryOf(leafOf(seq, leaf), disclosures) ?? [])
}

/** Every entry that can be opened, oldest first, read in pages. */
export async function* entriesFrom(tx: Readable): AsyncGenerator<Entry> {
  for (let after = 0; ;) {
    const rows = await tx
      .selectFrom('log')
      .leftJoin('log_payload', 'log_payload.seq', 'log.seq')
      .select(['log.seq', 'log.leaf', 'log_payload.disclosures'])
      .where('log.seq', '>', after)
      .orderBy('log.seq')
      .limit(PAGE)
      .execute()
    for (const { seq, leaf, disclosures } of rows) {
      const entry = entryOf(leafOf(seq, leaf), disclosures)
      if (entry) yield entry
      after = seq
    }
    if (rows.length < PAGE) return
  }
}
