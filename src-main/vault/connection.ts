import Database from 'better-sqlite3'
import { accessSync, constants, statSync } from 'node:fs'
import { londonDay } from '../dates/days.ts'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { storageRefusal } from './storage-refusal.ts'

/** One open connection to an office's file; only the vault and its workers ever hold one. */
export type Connection = Database.Database

/** A prepared statement, whatever is bound to it. */
export type Statement = Database.Statement<unknown[]>

export interface Opening {
  file: string
  /** The office's 32-byte file key. */
  key: Uint8Array
  readonly: boolean
  /** Makes the file; without it a missing or empty file is refused. */
  create?: boolean
}

/** Every setting a connection must have, as SQLite reports it; most differ from the package's defaults. */
export const settings = {
  page_size: 4096,
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  temp_store: 2,
  trusted_schema: 0,
  cell_size_check: 1,
} as const

/**
 * The only place that opens an office's file: SQLCipher 4 format, durable, every setting asserted.
 * Throws 'damaged' for a file that is missing, empty or not this office's.
 */
export function openConnection({ file, key, readonly, create = false }: Opening): Connection {
  if (!create) expectFile(file, readonly)
  const db = load(file, { readonly, fileMustExist: !create, timeout: 2_000 })
  try {
    unlock(db, key)
    if (!readonly) db.pragma('journal_mode = wal')
    for (const [name, value] of Object.entries(settings))
      if (name !== 'page_size' && name !== 'journal_mode') db.pragma(`${name} = ${value}`)
    if (readonly) db.pragma('query_only = 1')
    // For questions alone: nothing that the file itself keeps rests on it.
    db.function('london_day', { deterministic: true, directOnly: true }, (moment) =>
      londonDay(String(moment)),
    )
    assertSettings(db)
    return db
  } catch (error) {
    db.close()
    throw storageRefusal(error)
  }
}

/** Whether this key opens an office's file. */
export function isOpenedBy(file: string, key: Uint8Array): boolean {
  expectFile(file, true)
  const db = load(file, { readonly: true, fileMustExist: true, timeout: 2_000 })
  try {
    unlock(db, key)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_NOTADB') return false
    throw storageRefusal(error)
  } finally {
    db.close()
  }
}

/** Writes what is committed in an office's file to a new file under the same key, while others go on reading and writing. */
export function copyDatabase(file: string, key: Uint8Array, target: string): void {
  const db = openConnection({ file, key, readonly: true })
  try {
    db.pragma('query_only = 0')
    db.prepare('vacuum into ?').run(target)
  } catch (error) {
    throw storageRefusal(error)
  } finally {
    db.close()
  }
}

/** Encrypts a copy that nobody else has open under another key, page by page. */
export function encryptAnew(file: string, key: Uint8Array, newKey: Uint8Array): void {
  const changing = load(file, { fileMustExist: true })
  const raw = rawKey(newKey)
  try {
    unlock(changing, key)
    // A copy that is not finished is thrown away: it needs no journal.
    changing.pragma('journal_mode = off')
    if (changing.rekey(raw) !== 0) throw new Error('The copy took no other key')
  } catch (error) {
    throw storageRefusal(error)
  } finally {
    raw.fill(0)
    changing.close()
  }
}

/** Reads every page of a copy under its key, or refuses. */
export function expectWhole(file: string, key: Uint8Array): void {
  const db = load(file, { readonly: true, fileMustExist: true })
  try {
    unlock(db, key)
    if (db.pragma('quick_check', { simple: true }) !== 'ok')
      throw new Error('The copy under another key is not whole')
  } catch (error) {
    throw storageRefusal(error)
  } finally {
    db.close()
  }
}

/** Opens a plain SQLite file that holds nothing secret (the office lock); waits for nobody. */
export function openPlain(file: string, options: { readonly: boolean }): Connection {
  return load(file, { ...options, fileMustExist: options.readonly, timeout: 0 })
}

/** A database in memory alone, by the same addon as every other, empty or with what another held; what is drawn anew is compared in it. */
export function openMemory(held: Buffer | ':memory:' = ':memory:'): Connection {
  return load(held, {})
}

/** A file that only this connection ever reads: encrypted under a key that is kept nowhere, with no journal to outlive it. */
export function openPassing(file: string, key: Uint8Array): Connection {
  const db = load(file, {})
  unlock(db, key)
  for (const setting of ['journal_mode = off', 'synchronous = 0', 'locking_mode = exclusive'])
    db.pragma(setting)
  db.pragma('temp_store = 2')
  db.pragma('cache_size = -32768')
  return db
}

/** Throws unless the connection is in the format and the mode that this office relies on. */
export function assertSettings(db: Connection): void {
  const expected = { cipher: 'sqlcipher', legacy: '4', ...settings }
  for (const [name, value] of Object.entries(expected)) {
    const actual = db.pragma(name, { simple: true })
    if (String(actual) !== String(value))
      throw new Error(`The office's file opened with ${name} ${String(actual)} instead of ${value}`)
  }
}

function load(file: string | Buffer, options: Database.Options): Connection {
  const nativeBinding = bindingForOlder()
  try {
    return new Database(file, nativeBinding ? { ...options, nativeBinding } : options)
  } catch (error) {
    throw storageRefusal(error)
  }
}

/**
 * The addon built for an older Node-API, where this process is one; the prebuilt addon would end it without a word.
 * A newer process never looks: a variable must not be able to load foreign code into the installed program.
 */
function bindingForOlder(): string | undefined {
  const { napi, node } = process.versions
  if (Number(napi ?? 0) >= 10) return undefined
  const built = process.env['SQLITE_NATIVE_BINDING']
  if (built) return built
  throw new Error(
    `Remedy's database needs Node-API 10 (Node 22.14 or later); this is Node ${node} with Node-API ${napi}`,
  )
}

function unlock(db: Connection, key: Uint8Array): void {
  db.pragma("cipher = 'sqlcipher'")
  db.pragma('legacy = 4')
  const raw = rawKey(key)
  try {
    if (db.key(raw) !== 0) throw new Error("The office's file took no key")
  } finally {
    raw.fill(0)
  }
  // A wrong key shows only when the first page is read.
  db.prepare('select count(*) from sqlite_schema').get()
}

/** `x'6b65...'`, built as bytes: a string could not be wiped afterwards. */
function rawKey(key: Uint8Array): Buffer {
  if (key.length !== 32) throw new Error('A file key has 32 bytes')
  const digits = '0123456789abcdef'
  const raw = Buffer.alloc(67)
  raw.write("x'")
  key.forEach((byte, at) => {
    raw[2 + at * 2] = digits.charCodeAt(byte >> 4)
    raw[3 + at * 2] = digits.charCodeAt(byte & 15)
  })
  raw.write("'", 66)
  return raw
}

function expectFile(file: string, readonly: boolean): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found)
    throw new Refusal(
      'damaged',
      `The office’s file, remedy.db, is missing from its folder. If it was moved, put it back. ${COPY_FIRST}`,
    )
  // SQLite takes less than a page for a new, empty file, and would begin it afresh.
  if (!found.isFile() || found.size < settings.page_size)
    throw new Refusal(
      'damaged',
      `The office’s file, remedy.db, is empty or incomplete. ${COPY_FIRST}`,
    )
  if (readonly) return
  try {
    // SQLite would open it all the same, and say so only at the first write.
    accessSync(file, constants.W_OK)
  } catch (error) {
    throw storageRefusal(error)
  }
}
