import { whole } from '../vault/eyes.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Nodes } from './tree.ts'

const UNREAD = new Uint8Array(32)

/**
 * Answers a question about the tree from the kept nodes, reading only those it needs, in two queries.
 * `ask` must ask for the same nodes whatever their hashes are; a missing node is refused as `damaged`.
 */
export async function fromStored<T>(tx: Readable, ask: (nodes: Nodes) => T): Promise<T> {
  const leaves = new Set<number>()
  const inner = new Map<string, { level: number; place: number }>()
  ask((level, place) => {
    if (level === 0) leaves.add(place + 1)
    else inner.set(`${level}/${place}`, { level, place })
    return UNREAD
  })
  const all = whole(tx)
  const kept = new Map<string, Uint8Array>()
  if (leaves.size > 0) {
    const rows = await all
      .selectFrom('log')
      .select(['seq', 'hash'])
      .where('seq', 'in', [...leaves])
      .execute()
    for (const { seq, hash } of rows) kept.set(`0/${seq - 1}`, hash)
  }
  if (inner.size > 0) {
    const rows = await all
      .selectFrom('log_node')
      .selectAll()
      .where((at) => at.or([...inner.values()].map((node) => at.and(node))))
      .execute()
    for (const { level, place, hash } of rows) kept.set(`${level}/${place}`, hash)
  }
  return ask((level, place) => {
    const hash = kept.get(`${level}/${place}`)
    if (hash) return hash
    throw new Refusal('damaged', 'Part of the log is missing. Verify the log to see where.')
  })
}

/** How many entries the log has. */
export async function sizeOf(tx: Readable): Promise<number> {
  const newest = await whole(tx)
    .selectFrom('log')
    .select('seq')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest?.seq ?? 0
}
