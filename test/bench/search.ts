import { resolve } from 'node:path'
import { clients } from '../../src-main/clients/clients.ts'
import { clients as contract } from '../../src-main/clients/contract.ts'
import { establishments } from '../../src-main/establishments/establishments.ts'
import { fold, foldedWords } from '../../src-main/search/fold.ts'
import { type Connection, openConnection } from '../../src-main/vault/connection.ts'
import { createDispatch } from '../../src-main/wire/dispatch.ts'
import { bigBooks } from './big-books.ts'
import { measure, round, type Report } from './rounds.ts'

const COLUMNS = 'c.id, c.surname, c.forenames, c.born_on, c.prison_number, s.kind, s.shown'
const JOINED = 'join searchable s on s.id = f.rowid join client c on c.id = s.client_id'

/** What secretaries type of so many clients on the books, in turn: all of a surname, two beginnings, a slip. */
function typedOf(bare: Connection, clients: number) {
  const rows = bare
    .prepare(
      'select surname, forenames from client where rowid % ? = 7 and length(surname) between 6 and 12 limit ?',
    )
    .all(997, clients) as { surname: string; forenames: string }[]
  return rows.map(({ surname, forenames }, at) => {
    const words = at % 3 ? [surname.slice(0, 5), forenames.slice(0, 3)] : [surname]
    const match = words
      .flatMap(foldedWords)
      .map((word) => `"${word}"*`)
      .join(' AND ')
    const slip = `${surname.slice(0, 3)}${surname[4]}${surname[3]}${surname.slice(5)}`
    return { text: words.join(' '), match, like: `%${fold(words[0]!)}%`, slip }
  })
}

/**
 * Finding clients by name among 100,000 (`--clients <n>`), through the whole office, permission and checks included,
 * against a bare FTS5 query for the best 50 by rank with the columns of the list, prepared once, on a connection of
 * the same settings. A second, stricter one takes any 50.
 */
export async function bench(options: string[]): Promise<Report> {
  const option = (name: string, otherwise: number) =>
    options.includes(name) ? Number(options[options.indexOf(name) + 1]) : otherwise
  const count = option('--clients', 100_000)
  const { vault, clock, random, clear } = await bigBooks(count)
  const bare = openConnection({ ...vault.lend(), readonly: true })
  // On its own, since scanning would turn out the pages that the others keep.
  const usual = openConnection({ ...vault.lend(), readonly: true })
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
      const { rows } = answer.value as { rows: { near: boolean }[] }
      if (rows.length === 0) throw new Error(`${text} must find somebody.`)
    }
    const typed = typedOf(bare, 40)
    const words = (rest: string) =>
      bare.prepare(`select ${COLUMNS} from searchable_words f ${JOINED} where ${rest}`)
    const ranked = words('searchable_words match ? order by rank limit 50')
    const unranked = words('searchable_words match ? limit 50')
    const scan = usual.prepare(
      `select ${COLUMNS} from searchable f ${JOINED.replace('f.rowid', 'f.id')} where f.folded like ? limit 50`,
    )
    const each = (ask: (one: (typeof typed)[number]) => unknown) => async () => {
      for (const one of typed) await ask(one)
    }
    // As in an office at work, the program has been used before.
    for (let warm = 0; warm < 10; warm++) await each(({ text }) => ask(text, []))()
    const cases = await measure(
      [
        // First, since it comes after the scan and takes on itself what that left of the processor's caches.
        { name: 'bare FTS5, any 50', run: each(({ match }) => unranked.all(match)) },
        { name: 'remedy: clients.find', run: each(({ text }) => ask(text, taken)) },
        { name: 'floor: bare FTS5, best 50', run: each(({ match }) => ranked.all(match)) },
        { name: 'usual way: LIKE scan, any 50', run: each(({ like }) => scan.all(like)) },
      ],
      option('--rounds', 21),
    )
    const slips = await measure(
      [{ name: 'remedy: slips of the keyboard', run: each(({ slip }) => ask(slip, slow)) }],
      7,
    )
    const [any, remedy, best, like] = cases.map(({ medianMs }) => medianMs)
    return {
      name: 'search',
      cases: [...cases, ...slips],
      ratios: {
        'remedy/floor': round(remedy! / best!),
        'remedy/any 50': round(remedy! / any!),
        'LIKE scan/remedy': round(like! / remedy!),
      },
      notes: [
        `${count} clients, encrypted; a round asks ${typed.length} searches`,
        `one search: p95 ${p95(taken)} ms; a mistyped one: p95 ${p95(slow)} ms`,
      ],
    }
  } finally {
    bare.close()
    usual.close()
    await clear()
  }
}

const p95 = (taken: number[]): number =>
  round(taken.sort((one, other) => one - other)[Math.floor(taken.length * 0.95)]!)
