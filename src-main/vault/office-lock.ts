import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { openPlain, type Connection } from './connection.ts'
import { storageRefusal } from './storage-refusal.ts'

/** Held until it is released, once or more often. */
export interface Lock {
  release(): void
}

/** Keeps every other program out of the office until `release`; the system frees it if this one dies. */
export function holdOffice(file: string): Lock {
  return hold(file, false, 'begin exclusive')
}

/** Keeps programs from unlocking the office while it is copied; works in a folder that cannot be written. */
export function holdForReading(file: string): Lock {
  return hold(file, true, 'begin; select count(*) from sqlite_schema')
}

function hold(file: string, readonly: boolean, how: string): Lock {
  let db: Connection | undefined
  try {
    db = openPlain(file, { readonly })
    // No journal file: nothing is ever written here, and a left-over one would need a writable folder.
    if (!readonly) db.pragma('journal_mode = memory')
    db.exec(how)
    return { release: () => db!.close() }
  } catch (error) {
    db?.close()
    const refusal = storageRefusal(error)
    if (refusal instanceof Refusal && refusal.code === 'busy')
      throw new Refusal(
        'busy',
        'This office is open in another window or on another computer. Close it there, then try again.',
      )
    throw refusal
  }
}

/**
 * Remembers which files were opened, and refuses once another, or none, stands in the place of one: an act would be
 * written into a file that is gone, or beside another program that came in where the lock was removed.
 */
export function watchFiles(db: string, ...beside: string[]): () => void {
  const opened = [db, ...beside].map((file) => ({ file, was: identity(file) }))
  return () => {
    const other = opened.find(({ file, was }) => identity(file) !== was)
    if (!other) return
    const gone = `The file ${basename(other.file)} of this office was moved, removed or replaced while the office was open. Nothing was recorded.`
    throw new Refusal(
      'damaged',
      other.file === db
        ? `${gone} If it was moved, put it back before you close this program, and try again. Otherwise: ${COPY_FIRST}`
        : `${gone} Lock the office and sign in again.`,
    )
  }
}

function identity(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev} ${found.ino}` : null
}
