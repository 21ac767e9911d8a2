import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commit } from '../../src-main/audit/commitment.ts'
import { writeLeaf } from '../../src-main/audit/leaf.ts'
import { leafHash, nodeHash } from '../../src-main/audit/tree.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'

/** How many fields the acts of an ordinary day record. */
const FIELDS = [2, 11, 5, 3, 8, 4, 6, 2]
const DAY = Date.parse('2026-11-22T08:40:00.000Z')

/** Writes an encrypted log of so many entries, as the office would, in bulk; gives the file and its key. */
export function longLog(entries: number) {
  const folder = mkdtempSync(join(tmpdir(), 'remedy-bench-'))
  const [file, key] = [join(folder, 'remedy.db'), createHash('sha256').update('bench').digest()]
  const db = openConnection({ file, key, readonly: false, create: true })
  for (const migration of migrations) db.exec(migration)
  const bytes = lengthen(db, 0, entries)
  db.pragma('wal_checkpoint(truncate)')
  db.close()
  return { folder, file, key, bytesPerLeaf: Math.round(bytes / entries) }
}

/** Lengthens a log of `from` entries to `to`, with the tree over them; gives the bytes of the new leaves. */
export function lengthen(db: Connection, from: number, to: number): number {
  const addEntry = db.prepare('insert into log (seq, leaf, hash) values (?, ?, ?)')
  const addWords = db.prepare('insert into log_payload (seq, disclosures) values (?, ?)')
  const addNode = db.prepare('insert into log_node (level, place, hash) values (?, ?, ?)')
  const random = pooled()
  const open = openNodes(db, from)
  let bytes = 0
  db.exec('begin')
  for (let seq = from + 1; seq <= to; seq++) {
    const detail = Object.fromEntries(
      Array.from({ length: FIELDS[seq % FIELDS.length]! }, (_, field) => [
        `field${field}`,
        `words ${seq}`,
      ]),
    )
    const { digests, disclosures } = commit(detail, random)
    const leaf = writeLeaf({
      seq,
      at: new Date(DAY + seq * 60_000).toISOString(),
      actor: `019ab0c4-1f00-7000-8000-00000000000${seq % 9}`,
      act: seq % 3 === 0 ? 'signed-in' : 'client-registered',
      subject: seq % 3 === 0 ? null : `7c1e0f93a2b8${String(seq % 10_000).padStart(4, '0')}`,
      detail: digests,
    })
    bytes += leaf.length
    let hash = leafHash(Buffer.from(leaf))
    addEntry.run(seq, leaf, hash)
    addWords.run(seq, disclosures)
    let [level, place] = [0, seq - 1]
    for (; place % 2 === 1; place = (place - 1) / 2) {
      hash = nodeHash(open[level]!, hash)
      addNode.run(++level, (place - 1) / 2, hash)
    }
    open[level] = hash
  }
  db.exec('commit')
  return bytes
}

/** The complete subtrees at the end of a log, by their level: what its next entries are joined to. */
function openNodes(db: Connection, size: number): Uint8Array[] {
  const leaf = db.prepare('select hash from log where seq = ?').pluck()
  const node = db.prepare('select hash from log_node where level = ? and place = ?').pluck()
  const open: Uint8Array[] = []
  for (let level = 0; 2 ** level <= size; level++) {
    const place = Math.floor(size / 2 ** level) - 1
    if (place % 2 === 0)
      open[level] = (level === 0 ? leaf.get(place + 1) : node.get(level, place)) as Uint8Array
  }
  return open
}

function pooled(): (bytes: number) => Uint8Array {
  let [pool, used] = [randomBytes(65_536), 0]
  return (bytes) => {
    if (used + bytes > pool.length) [pool, used] = [randomBytes(65_536), 0]
    used += bytes
    return pool.subarray(used - bytes, used)
  }
}
