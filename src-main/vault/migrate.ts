import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import type { Connection } from './connection.ts'
import { syncFile, syncFolder } from './durable-file.ts'
import { migrations } from './migrations/all.ts'

/**
 * Brings a file to the newest version in one transaction, after putting a copy beside it (`remedy.db.before-2`).
 * Throws 'conflict', changing nothing, where a newer Remedy wrote the file.
 */
export function migrate(db: Connection, file: string, steps: readonly string[] = migrations): void {
  const version = Number(db.pragma('user_version', { simple: true }))
  if (version > steps.length)
    throw new Refusal(
      'conflict',
      'This office was last used with a newer Remedy, which this one cannot read. Install the newer one. Nothing was changed.',
    )
  if (version === steps.length) return
  if (version > 0) copyBefore(db, file, version + 1)
  // A step may remake a table that others point to; the check below makes up for it.
  db.pragma('foreign_keys = 0')
  try {
    db.transaction(() => {
      for (const sql of steps.slice(version)) step(db, sql)
      if (db.pragma('foreign_key_check', { simple: true }) !== undefined)
        throw new Error('A migration left a reference to nothing')
      db.pragma(`user_version = ${steps.length}`)
    }).immediate()
  } finally {
    db.pragma('foreign_keys = 1')
  }
}

/** A step that does not fit what stands in the file: its version, or its structure, is not what this program left. */
function step(db: Connection, sql: string): void {
  try {
    db.exec(sql)
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_ERROR')
      throw error
    throw new Refusal(
      'damaged',
      `The office’s file says that it is of an earlier version than it is, or its structure was changed, so it cannot be brought up to date. Nothing was changed. ${COPY_FIRST}`,
    )
  }
}

/** Only the newest copy is kept: an older one would outlive what was erased since. */
function copyBefore(db: Connection, file: string, next: number): void {
  db.pragma('wal_checkpoint(truncate)')
  const copy = `${file}.before-${next}`
  copyFileSync(file, `${copy}.new`)
  syncFile(`${copy}.new`)
  renameSync(`${copy}.new`, copy)
  syncFolder(dirname(file))
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(`${basename(file)}.before-`) && name !== basename(copy))
      rmSync(join(dirname(file), name))
}
