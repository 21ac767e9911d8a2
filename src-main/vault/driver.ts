import {
  type CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Statement } from 'better-sqlite3'
import { onTables, viewsOver, type Eyes } from './barriers.ts'
import type { Connection } from './connection.ts'
import type { Tables } from './schema.ts'
import { storageRefusal } from './storage-refusal.ts'

/** One turn at a connection, from its begin to its commit or rollback; dead once `alive` is false. */
export interface Turn {
  alive: boolean
}

/** Gives a statement, and has its next answer be that by somebody's eyes. */
type Prepare = (sql: string, eyes: Eyes) => Statement<unknown[]>

const ownedByTheVault =
  /^\s*(begin|commit|end|rollback|savepoint|release|attach|detach|vacuum|pragma)\b/i

/** Prepares each text once and keeps the newest 500: preparing costs more than most of our queries. */
export function statementCache(db: Connection): Prepare {
  const kept = new Map<string, Statement<unknown[]>>()
  const views = viewsOver(db)
  return (sql, eyes) => {
    views.as(eyes, sql)
    const known = kept.get(sql)
    if (known) return known
    if (ownedByTheVault.test(sql))
      throw new Error('Transactions and settings are the vault’s own: use read and write.')
    const statement = db.prepare<unknown[]>(onTables(sql))
    if (kept.size >= 500) kept.delete(kept.keys().next().value!)
    kept.set(sql, statement)
    return statement
  }
}

/** Typed SQL for one turn, by somebody's eyes: however and whenever a query was built, it is refused once the turn has ended. */
export function queriesFor(
  db: Connection,
  prepare: Prepare,
  { turn, eyes }: { turn: Turn; eyes: Eyes },
): Kysely<Tables> {
  const connection: DatabaseConnection = {
    executeQuery: <Row>(query: CompiledQuery) => settle<Row>(() => run(query)),
    streamQuery() {
      throw new Error('Rows are not streamed here: bulk work has its own door in the vault.')
    },
  }
  function run({ sql, parameters }: CompiledQuery): QueryResult<unknown> {
    if (!turn.alive) throw new Error('This handle died when its read or write ended.')
    // SQLite rolls back by itself on some errors; going on would write outside any transaction.
    if (!db.inTransaction) throw new Error('This write has failed already and was rolled back.')
    const statement = prepare(sql, eyes)
    if (statement.reader) return { rows: statement.all(...parameters) }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => driver(connection),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

async function settle<Row>(query: () => QueryResult<unknown>): Promise<QueryResult<Row>> {
  try {
    return query() as QueryResult<Row>
  } catch (error) {
    throw storageRefusal(error)
  }
}

/** Hands out the one connection; beginning and ending are not Kysely's to do. */
function driver(connection: DatabaseConnection): Driver {
  const refuse = () => Promise.reject(new Error('Transactions are the vault’s own.'))
  const nothing = async () => {}
  return {
    init: nothing,
    acquireConnection: async () => connection,
    releaseConnection: nothing,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: nothing,
  }
}
