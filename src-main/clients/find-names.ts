import { CompiledQuery, sql } from 'kysely'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { stayOn, staysOfPerson } from './stays.ts'

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
  /** What the record says that holds the name: another than the one shown where records are joined. */
  heldBornOn: string | null
  heldNumber: string
}

// A person is shown once, by the record that is kept; a name of another record is as an alias.
const COLUMNS = `r.person_id as clientId, iif(r.person_id = r.client_id, s.kind, 'alias') as kind,
  s.shown, s.folded, c.folded_name as foldedName,
  c.surname, c.forenames, c.born_on as bornOn, c.prison_number as prisonNumber,
  o.born_on as heldBornOn, o.prison_number as heldNumber`
const ITS_PERSON = `join client_record r on r.client_id = o.id join client c on c.id = r.person_id`
const OF_CLIENTS = `select ${COLUMNS} from client o join searchable s on s.client_id = o.id
  ${ITS_PERSON}`
// The inner select first, so that the limit is met before anything is joined.
const matching = (index: string) => `select ${COLUMNS} from
  (select rowid as id from ${index} where ${index} match ? limit ?) f
  join searchable s on s.id = f.id join client o on o.id = s.client_id ${ITS_PERSON}`
const BY_WORDS = matching('searchable_words')
const BY_PIECES = matching('searchable_trigrams')
const BY_BEGINNING = `${OF_CLIENTS} where o.folded_name >= ? and o.folded_name < ?
  order by o.folded_name, o.id limit ${BEST}`
const BY_BIRTH = `${OF_CLIENTS} where o.born_on = ? limit ${MOST_NAMES}`
const BY_NUMBER = `${OF_CLIENTS} where o.prison_number >= ? and o.prison_number < ?
  order by o.prison_number limit ${MOST_NAMES}`
const BY_BIRTHS = `${OF_CLIENTS} where o.born_on in (select value from json_each(?)) limit ${MOST_NAMES}`
// Written as its index is, or the index would not be used.
const FORMER_NUMBER = `iif(json_valid(v.particulars), json_extract(v.particulars, '$.prisonNumber.number'), null)`
const BY_FORMER_NUMBER = `select distinct ${COLUMNS}, ${FORMER_NUMBER} as formerNumber
  from client_version v cross join client o on o.id = v.client_id join searchable s on s.client_id = o.id
  ${ITS_PERSON}
  where ${FORMER_NUMBER} >= ? and ${FORMER_NUMBER} < ? and ${FORMER_NUMBER} != o.prison_number
  limit ${MOST_NAMES}`
// Two ranges of two indexes, so that what is looked at does not grow with the first letter's share of the names.
const WORDS_LIKE = `select term from searchable_term
  where term >= ? and term < ? and length(term) between ? and ?
  union select term from searchable_term where rim = ? and length(term) between ? and ?`
// Corrected ones too: which stands on a day is decided in one place, for a list as for a letter.
const STAYS_OF = `select r.person_id, r.place as record, t.id, t.client_id, t.replaces, t.seq,
    t.establishment_id, t.kind, t.place, t.from_on
  from json_each(?) j cross join client_record r on r.person_id = j.value
    cross join stay t on t.client_id = r.client_id`

// Texts that never change: they are prepared once, and nothing is compiled at each key the person presses.
async function ask<Row>(tx: Readable, text: string, ...values: unknown[]): Promise<Row[]> {
  const { rows } = await tx.getExecutor().executeQuery<Row>(CompiledQuery.raw(text, values))
  return rows
}

/** Quoted, a word is only ever a word: no operator, column or bracket of FTS5 can come of it. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`
const after = (beginning: string): string => `${beginning}\u{10ffff}`

/** Names that hold every word, whole or (unless `whole`) as a beginning, in any order; unranked. */
export const namesHolding = (tx: Readable, words: string[], whole = false): Promise<NameFound[]> =>
  ask(tx, BY_WORDS, matchAll(words, whole ? '' : '*'), whole ? BEST : MOST_NAMES)

/** Names that hold, for every word typed, its beginning or one of the words that may have been meant. */
export function namesMeant(tx: Readable, meant: string[][]): Promise<NameFound[]> {
  const parts = meant.map(([typed = '', ...others]) =>
    [`${quoted(typed)}*`, ...others.map(quoted)].join(' OR '),
  )
  return ask(tx, BY_WORDS, parts.map((part) => `(${part})`).join(' AND '), MOST_NAMES)
}

/** Names in which `part`, of three letters or more, stands anywhere. */
export const namesWithin = async (tx: Readable, part: string): Promise<NameFound[]> =>
  [...part].length < 3 ? [] : ask(tx, BY_PIECES, quoted(part), MOST_NAMES)

/** Ids of every record of the persons in a name of one of whose records `part`, of three letters or more, stands anywhere: to be asked within another question. */
export const clientsHolding = (part: string) =>
  sql`(select b.client_id from searchable s
    join client_record a on a.client_id = s.client_id
    join client_record b on b.person_id = a.person_id
    where s.kind = 'name' and s.id in
      (select rowid from searchable_trigrams where searchable_trigrams match ${quoted(part)}))`

/** Indexed words about as long as `word` that share its first letter, and its second or its last two. */
export async function wordsLike(tx: Readable, word: string): Promise<string[]> {
  const letters = [...word]
  const [first = '', second = ''] = letters
  const lengths = [letters.length - 2, letters.length + 2]
  const range = [first + second, after(first + second), ...lengths]
  const rim = [first + letters.slice(-2).join(''), ...lengths]
  const terms = await ask<{ term: string }>(tx, WORDS_LIKE, ...range, ...rim)
  return terms.map(({ term }) => term)
}

/** Names of clients whose own name, surname first, begins so; in that order. */
export const namesBeginning = (tx: Readable, folded: string): Promise<NameFound[]> =>
  ask(tx, BY_BEGINNING, folded, after(folded))

/** Every name of the clients born on that day. */
export const namesBorn = (tx: Readable, day: string): Promise<NameFound[]> => ask(tx, BY_BIRTH, day)

/** Every name of the clients whose prison number begins so, or (with `whole`) is that. */
export const namesNumbered = (tx: Readable, number: string, whole = false): Promise<NameFound[]> =>
  ask(tx, BY_NUMBER, number, whole ? `${number}\u0001` : after(number))

/** Every name of the clients born on one of these days. */
export const namesBornOn = (tx: Readable, days: readonly string[]): Promise<NameFound[]> =>
  ask(tx, BY_BIRTHS, JSON.stringify(days))

/** The same of clients whose number began so, or was that, before it was corrected. */
export const namesFormerlyNumbered = (
  tx: Readable,
  number: string,
  whole = false,
): Promise<(NameFound & { formerNumber: string })[]> =>
  ask(tx, BY_FORMER_NUMBER, number, whole ? `${number}\u0001` : after(number))

type StayThen = Pick<
  Tables['stay'],
  ('id' | 'client_id' | 'replaces' | 'seq') | ('establishment_id' | 'kind' | 'place' | 'from_on')
> & { person_id: string; record: number }

/** Where each client is on that day, by the stays in force of every record: the stay by the id of the record that is kept. */
export async function staysOn(
  tx: Readable,
  clientIds: string[],
  day: string,
): Promise<Map<string, StayThen>> {
  const all = await ask<StayThen>(tx, STAYS_OF, JSON.stringify(clientIds))
  const persons = [...Map.groupBy(all, ({ person_id }) => person_id)]
  return new Map(
    persons.flatMap(([personId, stays]) => {
      const records = [...Map.groupBy(stays, ({ record }) => record)]
      const stay = stayOn(
        staysOfPerson(records.map(([place, ofIt]) => ({ place, stays: ofIt }))),
        day,
      )
      return stay ? [[personId, stay] as const] : []
    }),
  )
}

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
