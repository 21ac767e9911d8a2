import { resolve } from 'node:path'
import { clients } from '../../src-main/clients/clients.ts'
import { clients as contract } from '../../src-main/clients/contract.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { createDispatch } from '../../src-main/wire/dispatch.ts'
import { bigBooks } from './big-books.ts'
import { measure, round, type Report } from './rounds.ts'

/** What secretaries type, with the same as FTS5 and as LIKE take it. */
const TYPED: [text: string, match: string, like: string][] = [
  ['kowalski siân', '"kowalski"* AND "sian"*', '%kowalski%'],
  ['wisn mal', '"wisn"* AND "mal"*', '%wisn%'],
  ['harrison', '"harrison"*', '%harrison%'],
  ['żur piotr', '"zur"* AND "piotr"*', '%zur%'],
  ['thomwyn dafydd', '"thomwyn"* AND "dafydd"*', '%thomwyn%'],
  ['bożkiewska', '"bozkiewska"*', '%bozkiewska%'],
  ['eriklefebvre', '"eriklefebvre"*', '%eriklefebvre%'],
  ['schmi jürgen', '"schmi"* AND "jurgen"*', '%schmi%'],
]
const SLIPS = ['kowlaski', 'wisniewksa', 'harrisno', 'bozkeiwska']
const ROW = `c.id, c.surname, c.forenames, c.born_on, c.prison_number, c.folded_name, s.kind, s.shown, s.folded`
const NOW = `(select t.establishment_id from stay t where t.client_id = c.id and t.from_on <= '2026-11-22'
  and not exists (select 1 from stay l where l.replaces = t.id) order by t.from_on desc limit 1) as now`

/**
 * Finding clients by name among 100,000 (`--clients <n>`), through the whole office, permission and checks included,
 * against a bare FTS5 query for the same rows, prepared once, on a connection of the same settings.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const count = option('--clients', 100_000)
  const { vault, clock, random, clear } = await bigBooks(count)
  const bare = openConnection({ ...vault.lend(), readonly: true })
  try {
    const resources = resolve(import.meta.dirname, '../../resources')
    const prisons = establishments({ resources })
    const log = { record: () => Promise.reject(new Error('Nothing is recorded here.')) }
    const by = { id: 'p', name: 'Hester Vane', role: 'partner' }
    const dispatch = createDispatch({
      contract: { clients: contract },
      handlers: { clients: clients({ vault, log, establishments: prisons, clock, random }) },
      admit: () => by,
      report: (_, error) => console.error(error),
    })
    const taken: number[] = []
    const slow: number[] = []
    const ask = async (text: string, into: number[]) => {
      const began = performance.now()
      const answer = await dispatch('clients.find', { text })
      into.push(performance.now() - began)
      if (!answer.ok) throw new Error(answer.refusal.message)
      if ((answer.value as { rows: unknown[] }).rows.length === 0)
        throw new Error(`${text} must find`)
    }
    const from = `from (select rowid as id from searchable_words where searchable_words match ? limit 200) f
      join searchable s on s.id = f.id join client c on c.id = s.client_id`
    const floor = bare.prepare(`select ${ROW}, ${NOW} ${from}`)
    const ids = bare.prepare(
      'select rowid from searchable_words where searchable_words match ? limit 50',
    )
    const ranked = bare.prepare(
      'select rowid from searchable_words where searchable_words match ? order by rank limit 50',
    )
    const scan = bare.prepare(
      `select ${ROW} from searchable s join client c on c.id = s.client_id where s.folded like ? limit 50`,
    )
    const each = (ask: (typed: (typeof TYPED)[number]) => unknown) => async () => {
      for (const typed of TYPED) await ask(typed)
    }
    const cases = await measure(
      [
        { name: 'remedy: clients.find', run: each(([text]) => ask(text, taken)) },
        { name: 'floor: bare FTS5, the same rows', run: each(([, match]) => floor.all(match)) },
        { name: 'bare FTS5, 50 numbers of rows alone', run: each(([, match]) => ids.all(match)) },
        { name: 'bare FTS5, 50 numbers by rank', run: each(([, match]) => ranked.all(match)) },
        { name: 'usual way: LIKE scan', run: each(([, , like]) => scan.all(like)) },
        {
          name: 'remedy: four slips of the keyboard',
          async run() {
            for (const slip of SLIPS) await ask(slip, slow)
          },
        },
      ],
      option('--rounds', 21),
    )
    const [remedy, least, , , like] = cases.map(({ medianMs }) => medianMs)
    return {
      name: 'search',
      cases,
      ratios: {
        'remedy/floor': round(remedy! / least!),
        'LIKE scan/remedy': round(like! / remedy!),
      },
      notes: [
        `${count} clients, encrypted; each case asks ${TYPED.length} searches (the slips ${SLIPS.length}) a round`,
        `one search: p95 ${p95(taken)} ms; a mistyped one: p95 ${p95(slow)} ms`,
      ],
    }
  } finally {
    bare.close()
    await clear()
  }
}

const p95 = (taken: number[]): number =>
  round(taken.sort((one, other) => one - other)[Math.floor(taken.length * 0.95)]!)
