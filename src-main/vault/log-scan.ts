import type { Statement as Prepared } from 'better-sqlite3'
import type { Connection } from './connection.ts'

type Statement = Prepared<unknown[]>

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

/** Reads on a connection of one's own; every answer may throw SQLite's errors, a missing table's too. */
export function scanLog(db: Connection) {
  const prepared = new Map<string, Statement>()
  const statement = (sql: string): Statement => {
    const known = prepared.get(sql) ?? db.prepare<unknown[]>(sql)
    prepared.set(sql, known)
    return known
  }
  const values = (sql: string, ...bound: unknown[]) =>
    statement(sql)
      .raw()
      .get(...bound) as unknown[] | undefined

  return {
    /** The first and last number there is, null in an empty log. */
    ends: () => values(ENDS) as [number | null, number | null],
    /** The entries from `first` to `last`, or null unless they are all there and of the ordinary shape. */
    page(first: number, last: number): LogPage | null {
      const [count, leaves, hashes] = values(PAGE, first, last)!
      if (count !== last - first + 1) return null
      if (!Buffer.isBuffer(leaves) || !Buffer.isBuffer(hashes)) return null
      return hashes.length === count * 32 ? { count, leaves, hashes } : null
    },
    /** The kept nodes of a level from place `from` to before `to`, 32 bytes each; null unless all are there. */
    nodes(level: number, from: number, to: number): Buffer | null {
      const [count, hashes] = values(NODES, level, from, to)!
      if (count !== to - from || !Buffer.isBuffer(hashes)) return null
      return hashes.length === count * 32 ? hashes : null
    },
    /** A kept node, level 0 being the leaf hashes. */
    node: (level: number, place: number): unknown =>
      (level === 0 ? values(LEAF_HASH, place + 1) : values(NODE, level, place))?.[0],
    /** Whether a node is kept for entries that are not there. */
    surplus: (level: number, from: number): boolean => values(SURPLUS, level, from) !== undefined,
    rows: (first: number, last: number) =>
      statement(ROWS).iterate(first, last) as IterableIterator<LogRow>,
    /** The first number under which words are kept for an entry that is not there. */
    strayWords: () => values(STRAY_WORDS)?.[0] as number | undefined,
    checkpoints: () =>
      statement(CHECKPOINTS).iterate() as IterableIterator<{ size: unknown; note: unknown }>,
    publicKey: (): unknown => values(KEY)?.[0],
  }
}

const PAGE = `
  select count(*), cast(char(0) || group_concat(leaf, char(0)) as blob),
    cast(group_concat(hash, '') as blob)
  from (select leaf, hash from log where seq between ? and ? order by seq)`
const NODES = `
  select count(*), cast(group_concat(hash, '') as blob)
  from (select hash from log_node where level = ? and place >= ? and place < ? order by place)`
const ROWS = `
  select log.seq, leaf, hash, disclosures from log left join log_payload using (seq)
  where log.seq between ? and ? order by log.seq`
const NODE = 'select hash from log_node where level = ? and place = ?'
const LEAF_HASH = 'select hash from log where seq = ?'
const ENDS = 'select (select min(seq) from log), (select max(seq) from log)'
const SURPLUS = 'select 1 from log_node where level = ? and place >= ? limit 1'
const STRAY_WORDS =
  'select seq from log_payload where seq not in (select seq from log) order by seq limit 1'
const CHECKPOINTS = 'select size, note from log_checkpoint order by size'
const KEY = 'select public_key from log_key'
