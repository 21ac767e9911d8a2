import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewsOver } from '../../src-main/vault/barriers.ts'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { day } from '../letters/letter-office.ts'
import { PASSPHRASE, testClock } from '../open-office.ts'
import { closeMatter } from './close-matter.ts'
import { closeTo, MARKER, markedMatter, officeWithStaff } from './closed-office.ts'

const reason = 'A relative of the client works here.'
/** A post book has the letters of a whole day by their ids; each is looked up by whoever asks before it is shown. */
const LOOKED_UP: ReadonlySet<string> = new Set(['post_book'])

/** Entries are closed also where they name something of the matter by a number alone. */
const FILTERED_BY_ENTRY: ReadonlySet<string> = new Set(['log', 'log_payload'])

/** It has more by the eyes of whoever is shut out, and leaves nothing out. */
const HAS_MORE: ReadonlySet<string> = new Set(['no_matter'])

let db: Connection
let views: ReturnType<typeof viewsOver>
let [named, outside] = ['', '']
let traces: string[] = []
const clean: (() => Promise<void> | void)[] = []

beforeAll(async () => {
  const office = await officeWithStaff({ tidy: (one) => void clean.push(one) })
  const { ask, partner, folder, clientId } = office
  const marked = await markedMatter(office)
  await ask.letters.makePostBook({ on: day('2026-11-23'), way: 'reader' })
  await closeMatter(ask, marked.matterId, reason)
  await ask.matters.reopen({ matterId: marked.matterId, reason })
  const { id: other, ourRef } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: `${MARKER} second`, responsible: partner },
    ...{ opponents: [], eventOn: day('2026-10-06'), knownOn: null, noEventReason: '' },
  })
  await closeMatter(ask, other, reason)
  await ask.day.view({})
  for (const matterId of [marked.matterId, other]) await closeTo(office, matterId, [partner])
  traces = [MARKER, marked.matterId, other, marked.ourRef, ourRef, marked.documentId]
  traces.push(...marked.letters)
  ;[named, outside] = [partner, office.staff.owain]
  await office.office.close()
  const vault = createVault({ folder, clock: testClock(), random: randomBytes, cost: 2 ** 4 })
  clean.unshift(() => vault.lock())
  await vault.unlock(partner, PASSPHRASE)
  db = openConnection({ ...vault.lend(), readonly: true })
  clean.unshift(() => void db.close())
  views = viewsOver(db)
  const lines = db
    .prepare<unknown[], number>(
      `select id from main.disclosure where letter_id in (select value from json_each(?))`,
    )
    .pluck()
    .all(JSON.stringify(marked.letters))
  traces.push(...lines.map((id) => `"id":${id}`))
}, 120_000)
afterAll(async () => {
  for (const one of clean) await one()
})

/** The rows of a table by somebody’s eyes, each as text; of the log with the words that it commits to. */
function rowsOf(table: string, eyes: string | null): string[] {
  const ask =
    table === 'log'
      ? 'select l.*, p.disclosures from log l join main.log_payload p using (seq)'
      : `select * from ${table}`
  views.as(eyes, ask)
  return db
    .prepare<[], Record<string, unknown>>(ask)
    .all()
    .map(({ disclosures, ...row }) => {
      const words = String(disclosures ?? '')
        .split('~')
        .map((one) => Buffer.from(one, 'base64url').toString())
      return JSON.stringify([row, words]).replaceAll('\\"', '"')
    })
}
const telling = (rows: readonly string[]) =>
  rows.filter((row) => traces.some((trace) => row.includes(trace)))

const namesOf = (ask: string) => db.prepare<[], string>(ask).pluck().all()

test('each table that stands behind a view has something of the closed matter, and shows it to whoever is named alone', () => {
  const tables = namesOf(
    `select name from temp.sqlite_master where type = 'view' and name not like 'closed_%'`,
  )
  expect(tables.length).toBeGreaterThan(15)
  for (const table of tables) {
    if (HAS_MORE.has(table)) continue
    const whole = rowsOf(table, null)
    expect(telling(whole).length, table).toBeGreaterThan(0)
    expect(rowsOf(table, named), table).toEqual(whole)
    const open = whole.filter((row) => telling([row]).length === 0)
    if (!FILTERED_BY_ENTRY.has(table)) expect(rowsOf(table, outside), table).toEqual(open)
  }
})

test('no table names anything of it to whoever is not named', () => {
  const tables = namesOf(`select name from main.sqlite_master where type = 'table'`)
  expect(tables.length).toBeGreaterThan(80)
  for (const table of tables)
    if (!LOOKED_UP.has(table)) expect(telling(rowsOf(table, outside)), table).toEqual([])
})
