import type { Kysely } from 'kysely'
import { projections, type Projection } from '../vault/projections.ts'
import type { Writable } from '../vault/vault.ts'
import type { Change, Entry, Folds } from './entry.ts'
import { entriesFrom } from './read.ts'

type Row = Record<string, unknown>
// A change is typed by its own table; here it is one of any, so the rows are looked at as plain columns.
type AnyTable = Pick<Kysely<Record<Projection, Row>>, 'insertInto' | 'deleteFrom' | 'updateTable'>

/** Draws an entry's rows with the fold of its act, inside the transaction that logged it. */
export async function project(tx: Writable, folds: Folds, entry: Entry): Promise<number> {
  const changes = folds[entry.act]?.(entry) ?? []
  for (const change of changes) await apply(tx, change)
  return changes.length
}

/** Empties the projections and draws them again from the whole log; erased entries draw nothing. */
export async function rebuild(
  tx: Writable,
  folds: Folds,
): Promise<{ entries: number; changes: number }> {
  const tables = tx as unknown as AnyTable
  for (const table of Object.keys(projections) as Projection[])
    await tables.deleteFrom(table).execute()
  let [entries, changes] = [0, 0]
  for await (const entry of entriesFrom(tx)) {
    entries += 1
    changes += await project(tx, folds, entry)
  }
  return { entries, changes }
}

async function apply(tx: Writable, change: Change): Promise<void> {
  const tables = tx as unknown as AnyTable
  if ('remove' in change) return remove(tables, change.table, change.remove)
  if ('set' in change) return set(tables, change.table, change.set, change.where)
  const put: Row = change.put
  // Deleted and inserted, not replaced: a replace runs no delete trigger, and the search index hangs on one.
  await remove(tables, change.table, keyOf(change.table, put))
  await tables.insertInto(change.table).values(put).execute()
}

async function remove(tables: AnyTable, table: Projection, where: Row): Promise<void> {
  if (Object.keys(where).length === 0) throw new TypeError(`Which rows of ${table} go?`)
  await tables
    .deleteFrom(table)
    .where((at) => at.and(where))
    .execute()
}

async function set(tables: AnyTable, table: Projection, to: Row, where: Row): Promise<void> {
  let query = tables.updateTable(table).set(to)
  for (const [column, value] of Object.entries(where))
    query = query.where(column, Array.isArray(value) ? 'in' : '=', value)
  await query.execute()
}

const keyOf = (table: Projection, row: Row): Row =>
  Object.fromEntries(projections[table].map((column) => [column, row[column]]))
