import type { Connection } from '../../src-main/vault/connection.ts'
import { projections } from '../../src-main/vault/projections.ts'
import type { Held } from './whole-office.ts'

/** One way of tampering with an office, and what a verification says of it. */
export interface Kind {
  kind: string
  act: (held: Held) => void
  /** What is said of it. */
  says: RegExp
  /** The entry at which it is found, where one can be named. */
  at?: (held: Held) => number
}

/** The first row of a list, by its key. */
function firstOf(db: Connection, name: string, key: readonly string[]) {
  const row = db.prepare(`select ${key.join()} from ${name} limit 1`).get() as object
  return { where: key.map((one) => `${one} is ?`).join(' and '), values: Object.values(row) }
}

/** Every list that the program draws from the log: a row changed, taken out, and put in. */
export function listKinds(): Kind[] {
  const tables = Object.entries(projections)
  const filled = ({ db, nth }: Held) => {
    const some = tables.filter(([name]) => db.prepare(`select 1 from ${name}`).get() !== undefined)
    return some[(nth * 5 + 2) % some.length]!
  }
  const says = /The .* list (differs from|lacks a row|shows a row)/
  return [
    {
      kind: 'a row of a list taken out',
      act: (held) => {
        const [name, key] = filled(held)
        const { where, values } = firstOf(held.db, name, key)
        held.db.prepare(`delete from ${name} where ${where}`).run(...values)
      },
      says,
    },
    {
      kind: 'a word of a list changed',
      act: (held) => {
        const [name, key] = filled(held)
        const columns = held.db.prepare('select * from pragma_table_info(?)').all(name) as {
          name: string
          type: string
        }[]
        const [column] = columns.filter((one) => !(key as readonly string[]).includes(one.name))
        held.db.pragma('ignore_check_constraints = 1')
        const to = column!.type === 'TEXT' ? `'x${held.nth}'` : `9${held.nth}`
        const { where, values } = firstOf(held.db, name, key)
        held.db.prepare(`update ${name} set ${column!.name} = ${to} where ${where}`).run(...values)
      },
      says,
    },
    {
      kind: 'a row put into a list',
      act: ({ db, nth }) => {
        const name = ['person', 'client_version', 'matter_note', 'letter_event', 'call'][nth]!
        const columns = db.prepare('select * from pragma_table_info(?)').all(name) as {
          name: string
          type: string
        }[]
        db.pragma('ignore_check_constraints = 1')
        const values = columns.map(({ type }) => (/text/i.test(type) ? `'x'` : '991'))
        db.exec(`insert into ${name} values (${values.join()})`)
      },
      says,
    },
  ]
}
