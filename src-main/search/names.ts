import { sql } from 'kysely'
import type { Readable } from '../vault/vault.ts'

/** No question looks at more names than this before ranking: a common name must not cost a full sort. */
export const MOST_NAMES = 200
/** Of each way to find what fits best among too many: a page of the list. */
const BEST = 50

/** A name on the books with what a list shows of its client; a client with aliases has several. */
export interface NameFound {
  clientId: string
  kind: string
  shown: string
  folded: string
  foldedName: string
  surname: string
  forenames: string
  bornOn: string | null
  prisonNumber: string
}

const columns = sql`s.client_id as clientId, s.kind, s.shown, s.folded, c.folded_name as foldedName,
  c.surname, c.forenames, c.born_on as bornOn, c.prison_number as prisonNumber`
const names = sql`from client c join searchable s on s.client_id = c.id`

const ask = async (tx: Readable, query: ReturnType<typeof sql<NameFound>>): Promise<NameFound[]> =>
  (await query.execute(tx as Parameters<typeof query.execute>[0])).rows

/** Quoted, a word is only ever a word: no operator, column or bracket of FTS5 can come of it. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/** Names that hold every word, whole or (unless `whole`) as a beginning, in any order; unranked. */
export function namesHolding(tx: Readable, words: string[], whole = false): Promise<NameFound[]> {
  return namesMatching(tx, 'searchable_words', matchAll(words, whole ? '' : '*'), whole)
}

/** Names that hold, for every word typed, its beginning or one of the words that may have been meant. */
export function namesMeant(tx: Readable, meant: string[][]): Promise<NameFound[]> {
  const parts = meant.map(([typed = '', ...others]) =>
    [`${quoted(typed)}*`, ...others.map(quoted)].join(' OR '),
  )
  return namesMatching(tx, 'searchable_words', parts.map((part) => `(${part})`).join(' AND '))
}

/** Names in which `part`, of three letters or more, stands anywhere. */
export function namesWithin(tx: Readable, part: string): Promise<NameFound[]> {
  if ([...part].length < 3) return Promise.resolve([])
  return namesMatching(tx, 'searchable_trigrams', quoted(part))
}

/** The indexed words that begin with the same letter as `word` and are about as long. */
export async function wordsLike(tx: Readable, word: string): Promise<string[]> {
  const first = String.fromCodePoint(word.codePointAt(0)!)
  const query = sql<{ term: string }>`select term from searchable_terms
    where term >= ${first} and term < ${after(first)}
    and length(term) between ${word.length - 2} and ${word.length + 2}`
  return (await query.execute(tx as Parameters<typeof query.execute>[0])).rows.map(
    ({ term }) => term,
  )
}

/** Names of clients whose own name, surname first, begins so; in that order. */
export function namesBeginning(tx: Readable, folded: string): Promise<NameFound[]> {
  return ask(
    tx,
    sql<NameFound>`select ${columns} ${names} where c.folded_name >= ${folded}
      and c.folded_name < ${after(folded)} order by c.folded_name, c.id limit ${BEST}`,
  )
}

/** Every name of the clients born on that day. */
export const namesBorn = (tx: Readable, day: string): Promise<NameFound[]> =>
  ask(tx, sql<NameFound>`select ${columns} ${names} where c.born_on = ${day} limit ${MOST_NAMES}`)

/** Every name of the clients whose prison number begins so, or (with `whole`) is that. */
export const namesNumbered = (tx: Readable, number: string, whole = false): Promise<NameFound[]> =>
  ask(
    tx,
    sql<NameFound>`select ${columns} ${names} where c.prison_number >= ${number}
      and c.prison_number < ${whole ? `${number}\u0001` : after(number)}
      order by c.prison_number limit ${MOST_NAMES}`,
  )

const after = (beginning: string): string => `${beginning}\u{10ffff}`

/**
 * Each word, and beside a short one (o, mc, de) the two written together: `o brien` finds Obrien as well.
 */
function matchAll(words: string[], ending: string): string {
  const term = (word: string) => `${quoted(word)}${ending}`
  const parts: string[] = []
  for (let at = 0; at < words.length; at++) {
    const [word, next] = [words[at]!, words[at + 1]]
    if (next === undefined || word.length > 3) parts.push(term(word))
    else {
      parts.push(`((${term(word)} AND ${term(next)}) OR ${term(word + next)})`)
      at++
    }
  }
  return parts.join(' AND ')
}

function namesMatching(
  tx: Readable,
  table: string,
  match: string,
  few = false,
): Promise<NameFound[]> {
  const index = sql.ref(table)
  // The inner select first, so that the limit is met before anything is joined.
  return ask(
    tx,
    sql<NameFound>`select ${columns} from
      (select rowid as id from ${index} where ${index} match ${match} limit ${few ? BEST : MOST_NAMES}) f
      join searchable s on s.id = f.id join client c on c.id = s.client_id`,
  )
}
