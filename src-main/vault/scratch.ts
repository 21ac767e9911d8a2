import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPassing, type Connection, type Statement } from './connection.ts'
import { emptyTables } from './empty-tables.ts'
import { migrations } from './migrations/all.ts'
import { projections, type Projection } from './projections.ts'

type Row = Record<string, unknown>

/** How a list shown differs from the same list drawn anew from the log. */
export interface Difference {
  table: Projection
  /** The columns that name the row. */
  key: Row
  kind: 'missing' | 'surplus' | 'changed'
  /** For a changed row, the first column that differs. */
  column?: string
}

/** Texts longer than this are kept here as their hash alone: letters and forms would fill the memory. */
const LONGEST = 80

/** A value as it is kept here to be compared; what names a row stays as it is, for the rows are in its order. */
function brief(table: Projection, name: string, value: unknown): unknown {
  const key: readonly string[] = projections[table]
  // A text that looks like such a hash is hashed as well, so that none can stand for another.
  const whole = typeof value !== 'string' || key.includes(name)
  if (whole || (value.length <= LONGEST && !value.startsWith('#'))) return value
  return `#${createHash('sha256').update(value).digest('base64')}`
}

/** A document that an entry names. */
export interface SpokenPaper {
  seq: number
  act: string
  paperId: string
  sha256: string
  /** Null where the entry does not say it. */
  size: number | null
}
export type Scratch = ReturnType<typeof openScratch>

/**
 * Makes every projection anew by the vault's own migrations; nothing of the office's file is believed. A long log's stand
 * in a file of their own, encrypted under a key that nothing keeps, so that they do not fill the memory.
 */
export function openScratch(key: Uint8Array | null = null) {
  const { db, remove: removeFile } = key ? openOnDisk(key) : { db: emptyTables(), remove() {} }
  const triggers = db.prepare("select name from sqlite_schema where type = 'trigger'").pluck()
  for (const name of triggers.all()) db.exec(`drop trigger ${String(name)}`)
  const prepared = new Map<string, Statement>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? db.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const values = (table: Projection, row: Row) =>
    Object.entries(row).map(([name, value]) => brief(table, name, value))
  const remove = (table: Projection, where: Row) => {
    const columns = Object.keys(where)
    statement(
      `delete from ${table} where ${columns.map((name) => `"${name}" is ?`).join(' and ')}`,
    ).run(...values(table, where))
  }
  db.exec(SPOKEN)
  db.exec('begin')

  return {
    /** Remembers that an entry names a document; whoever names it with another hash later contradicts the first. */
    speak: ({ paperId, seq, act, sha256, size }: SpokenPaper) =>
      void statement('insert or ignore into spoken values (?, ?, ?, ?, ?)').run(
        ...[paperId, seq, act, sha256, size],
      ),
    spoken: () =>
      statement(
        'select id as paperId, seq, act, sha256, size from spoken order by seq',
      ).iterate() as IterableIterator<SpokenPaper>,
    isSpoken: (id: string): boolean =>
      statement('select 1 from spoken where id = ?').get(id) !== undefined,

    remove,
    /** Sets columns of the rows that are as said; of several values, any. */
    set(table: Projection, to: Row, where: Row) {
      const columns = Object.keys(to).map((name) => `"${name}" = ?`)
      const named = Object.entries(where).map(([name, value]) => ({
        ...{ name, wanted: [value].flat().map((one) => brief(table, name, one)) },
      }))
      const conditions = named.map(
        ({ name, wanted }) => `"${name}" in (${wanted.map(() => '?').join()})`,
      )
      statement(`update ${table} set ${columns.join()} where ${conditions.join(' and ')}`).run(
        ...values(table, to),
        ...named.flatMap(({ wanted }) => wanted),
      )
    },
    /** Inserts a row, replacing the one with the same key. */
    put(table: Projection, row: Row) {
      remove(table, keyOf(table, row))
      const columns = Object.keys(row)
      statement(
        `insert into ${table} (${columns.map((name) => `"${name}"`).join()}) values (${columns.map(() => '?').join()})`,
      ).run(...values(table, row))
    },
    /** The first row in which the office's file differs from what was drawn here; undefined when none does. */
    compare: (office: Connection, table: Projection) => firstDifference(db, office, table),
    close() {
      db.close()
      removeFile()
    },
  }
}

const SPOKEN = `create table spoken (
  id text, seq integer, act text, sha256 text, size integer, primary key (id, sha256)) without rowid`

/** In a private folder, removed when it is closed; where no file can be made, in memory. */
function openOnDisk(key: Uint8Array): { db: Connection; remove(): void } {
  let folder: string | null = null
  const remove = () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true })
  }
  try {
    folder = mkdtempSync(join(tmpdir(), 'remedy-verifying-'))
    const db = openPassing(join(folder, 'lists'), key)
    for (const migration of migrations) db.exec(migration)
    return { db, remove }
  } catch {
    remove()
    return { db: emptyTables(), remove() {} }
  }
}

function firstDifference(db: Connection, office: Connection, table: Projection) {
  const columns = db.prepare(`select name from pragma_table_info('${table}')`).pluck().all()
  const list = columns.map((name) => `"${String(name)}"`).join()
  const sql = `select ${list} from ${table} order by ${projections[table].join()}`
  const found = office.prepare(sql).iterate() as IterableIterator<Row>
  try {
    for (const drawn of db.prepare(sql).iterate() as IterableIterator<Row>) {
      const { value, done } = found.next()
      const difference = done ? missing(table, drawn) : compareRows(office, table, drawn, value)
      if (difference) return difference
    }
    const { value, done } = found.next()
    return done ? undefined : ({ table, key: keyOf(table, value), kind: 'surplus' } as const)
  } finally {
    found.return?.()
  }
}

function compareRows(
  office: Connection,
  table: Projection,
  drawn: Row,
  found: Row,
): Difference | undefined {
  const column = Object.keys(drawn).find(
    (name) => !same(drawn[name], brief(table, name, found[name])),
  )
  if (column === undefined) return undefined
  const [key, other] = [keyOf(table, drawn), keyOf(table, found)]
  if (Object.keys(key).every((name) => same(key[name], other[name])))
    return { table, key, kind: 'changed', column }
  const where = Object.keys(key).map((name) => `${name} is ?`)
  const there = office.prepare(`select 1 from ${table} where ${where.join(' and ')}`)
  const isThere = there.get(...Object.values(key)) !== undefined
  return isThere ? { table, key: other, kind: 'surplus' } : missing(table, drawn)
}

const missing = (table: Projection, drawn: Row): Difference => ({
  table,
  key: keyOf(table, drawn),
  kind: 'missing',
})

const keyOf = (table: Projection, row: Row): Row =>
  Object.fromEntries(projections[table].map((column) => [column, row[column]]))

const same = (one: unknown, other: unknown): boolean =>
  one === other || (Buffer.isBuffer(one) && Buffer.isBuffer(other) && one.equals(other))
