import { openConnection, type Connection } from './connection.ts'
import { storageRefusal } from './storage-refusal.ts'

interface Lent {
  file: string
  /** From `vault.lend()`. */
  key: Uint8Array
}

/** Runs long work with prepared statements on a connection of its own: one transaction, nothing kept if it throws. */
export function workInBulk<T>({ file, key }: Lent, work: (db: Connection) => T): T {
  const db = openConnection({ file, key, readonly: false })
  try {
    return db.transaction(() => work(db)).immediate()
  } catch (error) {
    throw storageRefusal(error)
  } finally {
    db.close()
  }
}

/** The same for reading: one consistent view, and no way to write. */
export function readInBulk<T>({ file, key }: Lent, work: (db: Connection) => T): T {
  const db = openConnection({ file, key, readonly: true })
  try {
    return db.transaction(() => work(db))()
  } catch (error) {
    throw storageRefusal(error)
  } finally {
    db.close()
  }
}
