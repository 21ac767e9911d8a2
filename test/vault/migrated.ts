import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { migrate } from '../../src-main/vault/migrate.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { newFolder, random } from './new-vault.ts'

/** A file as the first `version` steps leave it, and the way to the next one. */
export function fileAt(version: number): { db: Connection; next(): void } {
  const file = join(newFolder(), 'remedy.db')
  const db = openConnection({ file, key: random(32), readonly: false, create: true })
  onTestFinished(() => void db.close())
  migrate(db, file, migrations.slice(0, version))
  return { db, next: () => migrate(db, file, migrations.slice(0, version + 1)) }
}

/** What a table holds, in the order of its key. */
export const rowsOf = (db: Connection, table: string) => db.prepare(`select * from ${table}`).all()

/** Puts rows as they are; the values are bound, never written into the statement. */
export function put(db: Connection, table: string, ...rows: Record<string, unknown>[]): void {
  for (const row of rows) {
    const names = Object.keys(row)
    const places = names.map((name) => `@${name}`).join(', ')
    db.prepare(`insert into ${table} (${names.join(', ')}) values (${places})`).run(row)
  }
}
