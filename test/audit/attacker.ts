import { completedBy, leafHash, rootOf } from '../../src-main/audit/tree.ts'
import { writeCheckpoint } from '../../src-main/audit/checkpoint.ts'
import { newSigningKey, type SigningKey } from '../../src-main/audit/signing-key.ts'
import type { Connection } from '../../src-main/vault/connection.ts'
import type { Head } from '../../src-main/vault/vault.ts'

/** Somebody with the office's key who writes straight into its file; the triggers are dropped first, and put back by `leave`. */
export function attackerAt(db: Connection) {
  db.pragma('foreign_keys = 0')
  const triggers = db
    .prepare("select name, sql from sqlite_schema where type = 'trigger'")
    .all() as { name: string; sql: string }[]
  for (const { name } of triggers) db.exec(`drop trigger ${name}`)

  const prepared = new Map<string, ReturnType<typeof db.prepare<unknown[]>>>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare<unknown[]>(sql)
    prepared.set(sql, known)
    return known
  }
  const leaf = (seq: number) =>
    statement('select leaf from log where seq = ?').pluck().get(seq) as string
  const setLeaf = (seq: number, text: string) =>
    void statement('update log set leaf = ? where seq = ?').run(text, seq)
  const size = () => (statement('select max(seq) from log').pluck().get() as number | null) ?? 0
  /** Makes the hash of one entry fit its leaf. */
  const rehash = (seq: number) =>
    void statement('update log set hash = ? where seq = ?').run(
      leafHash(Buffer.from(leaf(seq))),
      seq,
    )

  const nodes = (level: number, place: number): Buffer =>
    (level === 0
      ? statement('select hash from log where seq = ?')
          .pluck()
          .get(place + 1)
      : statement('select hash from log_node where level = ? and place = ?')
          .pluck()
          .get(level, place)) as Buffer

  return {
    db,
    /** Puts the triggers back: their absence would be told of. */
    leave() {
      for (const { sql } of triggers) db.exec(sql)
    },
    leaf,
    setLeaf,
    size,
    rehash,
    /** Changes the moment of an entry: it stays a good entry, with other bytes. */
    edit(seq: number) {
      setLeaf(seq, leaf(seq).replace(/\.\d{3}Z/, '.777Z'))
    },
    /** Moves entries from `seq` on by one, keeping their bytes. */
    shift(seq: number, by: 1 | -1) {
      const all = db.prepare(
        `select seq from log where seq >= ? order by seq ${by === 1 ? 'desc' : ''}`,
      )
      for (const old of all.pluck().all(seq) as number[])
        for (const table of ['log', 'log_payload'])
          db.prepare(`update ${table} set seq = ? where seq = ?`).run(old + by, old)
    },
    remove(from: number, to: number) {
      for (const table of ['log', 'log_payload'])
        db.prepare(`delete from ${table} where seq between ? and ?`).run(from, to)
    },
    /** Makes every hash and the whole tree fit the leaves as they are now. */
    rebuildTree() {
      db.exec('delete from log_node')
      const insert = db.prepare('insert into log_node (level, place, hash) values (?, ?, ?)')
      for (let seq = 1; seq <= size(); seq++) {
        rehash(seq)
        const hash = leafHash(Buffer.from(leaf(seq)))
        for (const node of completedBy(nodes, seq - 1, hash))
          insert.run(node.level, node.place, node.hash)
      }
    },
    dropCheckpoints(after = 0) {
      db.prepare('delete from log_checkpoint where size > ?').run(after)
    },
    /** Signs all checkpoints anew, with the office's own key unless another is given. */
    resign(other?: SigningKey) {
      if (other)
        db.prepare('update log_key set private_key = ?, public_key = ?').run(
          other.seed,
          other.publicKey,
        )
      const row = db.prepare('select private_key, public_key from log_key').get() as {
        private_key: Buffer
        public_key: Buffer
      }
      const key = { seed: row.private_key, publicKey: row.public_key }
      for (const at of db.prepare('select size from log_checkpoint').pluck().all() as number[])
        db.prepare('update log_checkpoint set note = ? where size = ?').run(
          writeCheckpoint({ size: at, root: rootOf(nodes, at) }, key),
          at,
        )
    },
    otherKey: () => newSigningKey(() => new Uint8Array(32).fill(7)),
    /** The head that the log in the file would have. */
    head: (): Head => {
      try {
        return { size: size(), root: Buffer.from(rootOf(nodes, size())).toString('hex') }
      } catch {
        return { size: size(), root: '00'.repeat(32) }
      }
    },
  }
}

export type Attacker = ReturnType<typeof attackerAt>
