import type { Connection } from './connection.ts'

/** Some entries as they leave the file at once. */
export interface LogPage {
  count: number
  /** Every leaf with a zero byte before it, end to end; a leaf as it is logged holds none itself. */
  leaves: Buffer
  /** The kept hashes, 32 bytes each. */
  hashes: Buffer
}

/** A row of the log whose columns may hold anything, since the file may have been tampered with. */
export interface LogRow {
  seq: number
  leaf: unknown
  hash: unknown
  disclosures: unknown
}

/** Bulk reading of the log for its verification: prepared once, whole pages at a time. */
export type LogScan = ReturnType<typeof scanLog>

/** Prepares the statements on a connection of one's own; every answer may throw SQLite's errors. */
export function scanLog(db: Connection) {
  const page = db
    .prepare(
      `select count(*), cast(char(0) || group_concat(leaf, char(0)) as blob),
         cast(group_concat(hash, '') as blob)
       from (select leaf, hash from log where seq between ? and ? order by seq)`,
    )
    .raw()
  const nodes = db
    .prepare(
      `select count(*), cast(group_concat(hash, '') as blob)
       from (select hash from log_node where level = ? and place >= ? and place < ? order by place)`,
    )
    .raw()
  const rows = db.prepare(
    `select log.seq, leaf, hash, disclosures from log left join log_payload using (seq)
     where log.seq between ? and ? order by log.seq`,
  )
  const node = db.prepare('select hash from log_node where level = ? and place = ?').pluck()
  const leafHash = db.prepare('select hash from log where seq = ?').pluck()
  const ends = db.prepare('select min(seq), (select max(seq) from log) from log').raw()
  const surplus = db.prepare('select 1 from log_node where level = ? and place >= ? limit 1')
  const checkpoints = db.prepare('select size, note from log_checkpoint order by size')
  const key = db.prepare('select public_key from log_key').pluck()
  const names = db.prepare('select id, name from person').raw()

  return {
    /** The first and last number there is, null in an empty log. */
    ends: () => ends.get() as [number | null, number | null],
    /** The entries from `first` to `last`, or null unless they are all there and of the ordinary shape. */
    page(first: number, last: number): LogPage | null {
      const [count, leaves, hashes] = page.get(first, last) as unknown[]
      if (count !== last - first + 1) return null
      if (!Buffer.isBuffer(leaves) || !Buffer.isBuffer(hashes)) return null
      return hashes.length === count * 32 ? { count, leaves, hashes } : null
    },
    /** The kept nodes of a level from place `from` to before `to`, 32 bytes each; null unless all are there. */
    nodes(level: number, from: number, to: number): Buffer | null {
      const [count, hashes] = nodes.get(level, from, to) as unknown[]
      if (count !== to - from || !Buffer.isBuffer(hashes)) return null
      return hashes.length === count * 32 ? hashes : null
    },
    /** A kept node, level 0 being the leaf hashes. */
    node: (level: number, place: number): unknown =>
      level === 0 ? leafHash.get(place + 1) : node.get(level, place),
    /** Whether a node is kept for entries that are not there. */
    surplus: (level: number, from: number): boolean => surplus.get(level, from) !== undefined,
    rows: (first: number, last: number) => rows.iterate(first, last) as IterableIterator<LogRow>,
    checkpoints: () => checkpoints.iterate() as IterableIterator<{ size: unknown; note: unknown }>,
    publicKey: (): unknown => key.get(),
    /** People's names by id. */
    names: () => new Map(names.all() as [unknown, unknown][]),
  }
}
