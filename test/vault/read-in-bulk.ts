import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { storageRefusal } from '../../src-main/vault/storage-refusal.ts'

interface Lent {
  file: string
  /** From `vault.lend()`. */
  key: Uint8Array
}

/** Reads an open office with prepared statements: one consistent view, and no way to write. */
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
