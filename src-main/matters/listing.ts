import { PEOPLE_BY_NAME, peopleNamed } from '../people/names.ts'
import { sql } from 'kysely'
import { clientsHolding } from '../clients/find-names.ts'
import { clientsNamed, listName, RECORDS_BY_NAME } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import type { CountingLaw } from '../deadlines/due-date.ts'
import { fold } from '../search/fold.ts'
import type { LawSource } from '../law/law-book.ts'
import { oneOf } from '../vault/json-rows.ts'
import { pageIn, within, type Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { MatterKind, MatterRow, matters as contract } from './contract.ts'
import { limitationDays } from './limitation.ts'
import type { LoggedMatter } from './logged.ts'
import { MATTERS_BY_REFERENCE } from './read-matter.ts'

type Sort = z.output<(typeof contract)['list']['input']>['sort']
interface Asked {
  clientId?: string | undefined
  text: string
  sort: Sort
  offset: number
  limit: number
}

/** Matters as they are sorted, of one client or of all, by part of a name, a title or a reference. */
export async function listMatters(
  tx: Readable,
  asked: Asked,
  how: Showing,
): Promise<{ rows: z.input<typeof MatterRow>[]; total: number }> {
  const { ids, total } = await idsOf(tx, asked)
  return { total, rows: await mattersListed(tx, ids, how) }
}

/** Every matter that a list shows, in its order. */
export const mattersFound = async (tx: Readable, text: string): Promise<string[]> =>
  (await idsOf(tx, { text, sort: null, offset: 0, limit: ALL })).ids

/** To SQLite, no limit. */
const ALL = -1

/** What a list tells of a matter, and what is recorded of its days. */
type Listed = z.input<typeof MatterRow> &
  Pick<LoggedMatter, 'eventOn' | 'knownOn' | 'noEventReason'> & { closedOn: string | null }
interface Showing {
  today: string
  law: LawSource
}

/** These matters with what stands beside them, in this order. */
export async function mattersListed(
  tx: Readable,
  ids: readonly string[],
  { today, law }: Showing,
): Promise<Listed[]> {
  const found = await tx
    .selectFrom('matter as m')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'm.client_id')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'm.responsible')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .leftJoin('matter_access as w', 'w.matter_id', 'm.id')
    .select(['m.id', 'm.client_id', 'm.our_ref', 'm.kind', 'm.title', 'm.event_on', 'm.known_on'])
    .select(['c.person_id', 'c.place', 'c.surname', 'c.forenames', 'p.name', 'm.responsible'])
    .select(['x.closed_on', 'w.seq as restricted', NO_EVENT.as('no_event')])
    .where(oneOf('m.id', ids))
    .execute()
  const byId = new Map(found.map((row) => [row.id, row]))
  const book = await law.book(tx)
  return ids.flatMap((id) => {
    const row = byId.get(id)
    if (!row) return []
    return {
      id: row.id,
      clientId: row.person_id,
      record: row.place,
      clientName: listName(row),
      ourRef: row.our_ref,
      kind: row.kind as MatterKind,
      title: row.title,
      responsibleName: row.name ?? row.responsible,
      ...{ eventOn: row.event_on, knownOn: row.known_on, noEventReason: row.no_event },
      closed: row.closed_on !== null,
      restricted: row.restricted !== null,
      closedOn: row.closed_on,
      next: row.closed_on === null ? nextOf(row, today, book) : null,
    }
  })
}
const NO_EVENT = sql<string>`(select v.particulars ->> 'noEventReason' from matter_version v
  where v.matter_id = m.id order by v.version desc limit 1)`

/** What stands before a reference or a name where it is copied from a letter. */
const BEFORE: ReadonlySet<string> = new Set(
  'our your ref reference re mr mrs ms miss mx'.split(' '),
)

/** The page's matters in their order, and how many there are of the kind. */
async function idsOf(
  tx: Readable,
  { clientId, text, sort, offset, limit }: Asked,
): Promise<{ ids: string[]; total: number }> {
  // Written out, not bound: only so is the index of openings known to hold every row that is asked for.
  let query = tx.selectFrom('matter_version as v').where(sql<boolean>`v.version = 1`)
  const wanted = wantedOf(tx, clientId, text)
  if (wanted) query = query.where('v.matter_id', 'in', wanted)
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  if (sort) {
    const where = wanted ? [sql`m.id in (${wanted})`] : []
    const page = { ...{ down: sort.down, where }, offset, limit }
    const rows = await pageIn<{ id: string }>(tx, 'm.id', ORDERS[sort.by], page)
    return { ids: rows.map(({ id }) => id), total }
  }
  const rows = await query
    .select('v.matter_id')
    .orderBy('v.seq', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return { ids: rows.map(({ matter_id }) => matter_id), total }
}

const ORDERS: Record<NonNullable<Sort>['by'], Order> = {
  ref: MATTERS_BY_REFERENCE,
  client: within(RECORDS_BY_NAME, 'matter m on m.client_id = r.client_id', 'm.our_ref'),
  title: { from: 'matter m', by: ['m.title collate nocase', 'm.our_ref'] },
  responsible: within(PEOPLE_BY_NAME, 'matter m on m.responsible = p.id', 'm.our_ref'),
}

/** The matters that are asked for; null where it is all of them. */
function wantedOf(tx: Readable, clientId: string | undefined, text: string) {
  const typed = fold(text).split(' ').filter(Boolean)
  const meant = typed.filter((word) => !BEFORE.has(word))
  const words = meant.length > 0 ? meant : typed
  if (clientId === undefined && words.length === 0) return null
  let wanted = tx.selectFrom('matter as m').select('m.id')
  if (clientId !== undefined) wanted = wanted.where(ofPerson('m.client_id', clientId))
  for (const word of words) wanted = wanted.where(holding(word))
  return wanted
}

/** Whether a matter or the name of its client holds a word anywhere: by the index of letter triples, or, of those that other words leave, one by one. */
function holding(word: string) {
  if ([...word].length < 3)
    return sql<boolean>`(
      exists (select 1 from matter_words x where x.matter_id = m.id and instr(x.said, ${word}) > 0)
      or exists (select 1 from client_record a join client_record b on b.person_id = a.person_id
        join client c on c.id = b.client_id
        where a.client_id = m.client_id and instr(c.folded_name, ${word}) > 0)
    )`
  const part = `"${word}"`
  return sql<boolean>`m.id in (
    select x.matter_id from matter_words x where x.id in
      (select rowid from matter_trigrams where matter_trigrams match ${part})
    union all
    select o.id from matter o where o.client_id in ${clientsHolding(word)}
  )`
}

function nextOf(
  row: { event_on: string | null; known_on: string | null },
  today: string,
  law: CountingLaw,
) {
  const dates = limitationDays({ eventOn: row.event_on, knownOn: row.known_on }, law)
  const [next] = dates
    .filter(({ due }) => due >= today)
    .sort((one, other) => one.prudent.localeCompare(other.prudent))
  return next ? { claim: next.claim, due: next.due, prudent: next.prudent } : null
}
