import { rmSync } from 'node:fs'
import { openConnection, type Connection, type Statement } from '../vault/connection.ts'
import { openDoors } from '../vault/doors.ts'
import { migrate } from '../vault/migrate.ts'
import { syncFile } from '../vault/durable-file.ts'
import { Refusal, RESTORE_BACKUP } from '../wire/refusal.ts'
import { SIGNED_EVERY } from './append.ts'
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Folds } from './entry.ts'
import { figure } from './finding.ts'
import { rebuild } from './project.ts'
import { completedBy, leafHash, rootOf, same, type Nodes } from './tree.ts'
import { noWords, openRow, takeWords, unexplained } from './verify-words.ts'

/** A damaged file, the new one to make from it, and when. */
export interface MendErrand {
  file: string
  key: Uint8Array
  target: string
  at: string
}

/**
 * Makes a new file of what can be proved of a damaged one: every entry before the first that is missing, is not as it was
 * logged or has lost its contents, with the lists drawn anew. The damaged file stays as it is. An entry that a valid
 * signature denies was changed, which no damage does: it is refused. Gives how many entries the new file has.
 */
export async function mend(errand: MendErrand, folds: Folds): Promise<number> {
  const { file, key, target, at } = errand
  for (const end of ['', '-wal', '-shm']) rmSync(`${target}${end}`, { force: true })
  const from = openConnection({ file, key, readonly: true })
  try {
    const into = openConnection({ file: target, key, readonly: false, create: true })
    try {
      migrate(into, target)
      const entries = into.transaction(() => copyProvable(from, into, at)).immediate()
      const reader = openConnection({ file: target, key, readonly: true })
      const doors = openDoors({
        ...{ writer: into, reader, file: target, key },
        before: () => {},
        writeHead: () => {},
      })
      await doors.write((tx) => rebuild(tx, folds))
      into.pragma('wal_checkpoint(truncate)')
      await doors.close()
      syncFile(target)
      return entries
    } finally {
      into.close()
    }
  } finally {
    from.close()
  }
}

function copyProvable(from: Connection, into: Connection, at: string): number {
  const key = read(() => from.prepare('select * from log_key').get() as KeyRow | undefined)
  if (!key) throw beyondMending('The key that signs the log cannot be read.')
  const put = putInto(into)
  put('log_key', key)
  const entries = provable(from)
  copyEntries(from, put, entries)
  if (entries === 0) throw beyondMending('Not one entry of the log can be read.')
  const leafHashes = into.prepare('select hash from log where seq = ?').pluck()
  const inner = into.prepare('select hash from log_node where level = ? and place = ?').pluck()
  const nodes: Nodes = (level, place) =>
    (level === 0 ? leafHashes.get(place + 1) : inner.get(level, place)) as Buffer
  copySignatures(from, put, { key, entries, nodes, at })
  // Earlier backups are under the keys that the file had before.
  for (const former of allOf<object>(from, 'former_key')) put('former_key', former)
  // The keys of the documents, as many as can be read.
  for (const paper of allOf(from, 'paper')) put('paper', paper)
  return entries
}

/** How many entries from the first on are whole, and have their contents or an erasure among them that took these away. */
function provable(from: Connection): number {
  const words = noWords()
  let size = 0
  for (const entry of wholeEntries(from)) {
    takeWords(words, entry.opened)
    size += 1
  }
  for (;;) {
    const [first] = unexplained({
      ...words,
      erased: words.erased.filter(({ seq }) => seq <= size),
      erasures: words.erasures.filter(([, seq]) => seq <= size),
      also: words.also.filter(([, by]) => by <= size),
    }).findings
    // An entry that goes may be the erasure of an earlier one.
    if (!first) return size
    size = first.seq! - 1
  }
}

/** The entries from the first on, to the first that is not as it was logged. */
function* wholeEntries(from: Connection) {
  const leafAt = from.prepare('select seq, leaf, hash from log where seq = ?')
  const wordsAt = from.prepare('select seq, disclosures from log_payload where seq = ?')
  for (let seq = 1; ; seq++) {
    const row = read(() => leafAt.get(seq) as LogRow | undefined)
    const words = read(() => wordsAt.get(seq) as { disclosures: string } | undefined)
    const opened = row && read(() => openRow({ ...row, disclosures: words?.disclosures ?? null }))
    if (!opened || !same(leafHash(Buffer.from(row.leaf)), row.hash)) return
    yield { row, words, opened }
  }
}

function copyEntries(from: Connection, put: Put, entries: number): void {
  // The newest complete subtree of each level: all that the next entry is joined to.
  const left: Uint8Array[] = []
  for (const { row, words } of wholeEntries(from)) {
    if (row.seq > entries) return
    put('log', row)
    if (words) put('log_payload', words)
    const completed = completedBy((level) => left[level]!, row.seq - 1, row.hash)
    for (const node of completed) put('log_node', node)
    left[0] = row.hash
    for (const { level, hash } of completed) left[level] = hash
  }
}

/** Copies the signatures that hold, and signs again where one is due and was lost. */
function copySignatures(
  from: Connection,
  put: Put,
  { key, entries, nodes, at }: { key: KeyRow; entries: number; nodes: Nodes; at: string },
): void {
  const noteAt = from.prepare('select * from log_checkpoint where size = ?')
  const sizes = allOf<{ size: number }>(from, 'log_checkpoint').map(({ size }) => size)
  const due = Array.from(
    { length: Math.floor(entries / SIGNED_EVERY) },
    (_, n) => (n + 1) * SIGNED_EVERY,
  )
  for (const size of [...new Set([...sizes, ...due])].sort((a, b) => a - b)) {
    if (!(size > 0 && size <= entries)) continue
    const root = rootOf(nodes, size)
    const kept = read(() => noteAt.get(size) as CheckpointRow | undefined)
    const signed = kept && read(() => readCheckpoint(kept.note, key.public_key))
    if (signed && (signed.size !== size || !same(signed.root, root)))
      throw beyondMending(
        `Entries up to ${figure(size)} are not those that were signed: they were changed.`,
      )
    if (kept && signed) put('log_checkpoint', kept)
    else if (size % SIGNED_EVERY === 0) {
      const note = writeCheckpoint(
        { size, root },
        { seed: key.private_key, publicKey: key.public_key },
      )
      put('log_checkpoint', { size, at, note })
    }
  }
}

/** The rows of a table as far as they can be read, from its beginning and from its end. */
function allOf<Row extends object>(from: Connection, table: string): Row[] {
  const found = new Map<string, Row>()
  for (const order of ['', ' order by rowid desc'])
    read(() => {
      for (const row of from.prepare(`select * from ${table}${order}`).iterate() as Iterable<Row>)
        found.set(JSON.stringify(Object.values(row)[0]), row)
    })
  return [...found.values()]
}

type Put = (table: string, row: object) => void

/** Puts rows into the tables of a file; rows of one table have the same columns. */
function putInto(into: Connection): Put {
  const inserts = new Map<string, Statement>()
  return (table, row) => {
    const columns = Object.keys(row)
    const values = columns.map((column) => `@${column}`)
    const insert =
      inserts.get(table) ??
      into.prepare(`insert into ${table} (${columns.join()}) values (${values.join()})`)
    inserts.set(table, insert)
    insert.run(row)
  }
}

/** What a damaged page held is taken for absent. */
function read<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch {
    return undefined
  }
}

interface KeyRow {
  private_key: Buffer
  public_key: Buffer
}
interface LogRow {
  seq: number
  leaf: string
  hash: Buffer
}
interface CheckpointRow {
  size: number
  at: string
  note: string
}

const beyondMending = (why: string) =>
  new Refusal('damaged', `${why} What is left of this file cannot be used. ${RESTORE_BACKUP}`)
