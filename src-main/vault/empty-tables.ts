import { openMemory, type Connection } from './connection.ts'
import { migrations } from './migrations/all.ts'

let made: Buffer | undefined

/** Every table as the migrations leave it, empty, in memory alone: they run once, and what they made is copied after. */
export function emptyTables(): Connection {
  if (made) return openMemory(made)
  const db = openMemory()
  for (const migration of migrations) db.exec(migration)
  made = db.serialize()
  return db
}
