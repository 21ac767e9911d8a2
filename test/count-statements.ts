import Database from 'better-sqlite3'

/** What a question asked of the database. */
export interface Asked {
  statements: number
  /** Rows handed to the program, not those that the database walked over. */
  rows: number
  texts: Set<string>
}

interface Statement {
  source: string
  all(...bound: unknown[]): unknown[]
  get(...bound: unknown[]): unknown
  run(...bound: unknown[]): unknown
}

/** Counts every statement that runs while `work` does, on whichever connection of this process. */
export async function counted(work: () => Promise<unknown>): Promise<Asked> {
  const asked: Asked = { statements: 0, rows: 0, texts: new Set() }
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Statement
  const { all, get, run } = statement
  const note = (source: string, rows: number) => {
    asked.statements += 1
    asked.rows += rows
    asked.texts.add(source)
  }
  statement.all = function (...bound) {
    const rows = all.apply(this, bound)
    note(this.source, rows.length)
    return rows
  }
  statement.get = function (...bound) {
    const row = get.apply(this, bound)
    note(this.source, row === undefined ? 0 : 1)
    return row
  }
  statement.run = function (...bound) {
    note(this.source, 0)
    return run.apply(this, bound)
  }
  try {
    await work()
  } finally {
    Object.assign(statement, { all, get, run })
  }
  return asked
}
