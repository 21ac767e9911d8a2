import { RecipientRole, RESTRICTED_CLASS } from '../consents/contract.ts'
import { type RawBuilder, sql } from 'kysely'
import { leavesIn } from '../audit/read.ts'
import { clientsNamed, RECORDS_BY_NAME, spokenName } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import { rolesOfErased, toldOfErased } from '../erasure/read-erasure.ts'
import { foldedWords } from '../search/fold.ts'
import { pageIn, within, type Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import type { Handlers } from '../wire/operation.ts'
import { z } from '../wire/schema.ts'
import type { disclosures as contract, DisclosureLine, ErasedLine } from './contract.ts'
import { basisOf, DisclosedClass } from './disclosed.ts'

type Asked = Parameters<Handlers<typeof contract>['list']>[0]
/** What is chosen of the register. */
export type Filter = Omit<Asked, 'after' | 'sort' | 'offset' | 'limit'>

/** One row of the register with what it is shown beside. */
const lines = (tx: Readable) =>
  tx
    .selectFrom('disclosure as d')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'd.client_id')
    .leftJoin('letter as l', 'l.id', 'd.letter_id')
    .leftJoin('letter_event as e', 'e.seq', 'd.seq')
    .leftJoin('call as k', 'k.seq', 'd.seq')
    .innerJoin(leavesIn(tx).as('g'), 'g.seq', 'd.seq')
    .leftJoin('person as p', (on) => on.on(sql<boolean>`p.id = g.leaf ->> 'actor'`))
    .selectAll('d')
    .select([
      'c.person_id',
      'c.surname',
      'c.forenames',
      'l.kind as letter_kind',
      'p.name as by_name',
      'k.asked',
      sql<string | null>`json_extract(e.said, '$.alreadyLeft')`.as('already_left'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof lines>['executeTakeFirstOrThrow']>>
/** What a row discloses, as stored. */
export const toldOf = (row: Pick<Row, 'told'>): DisclosedClass[] =>
  z.array(DisclosedClass).parse(JSON.parse(row.told))

/** The row of one disclosure; undefined where there is none. */
export const rowOf = (tx: Readable, id: number): Promise<Row | undefined> =>
  lines(tx).where('d.id', '=', id).executeTakeFirst()

/** Readers whose name has all the words typed: the names are few, the disclosures many. */
async function readersLike(tx: Readable, typed: string): Promise<string[] | null> {
  const words = foldedWords(typed)
  if (words.length === 0) return null
  // From one name to the next by the index: every disclosure would be read to group them.
  const { rows } = await sql<{ reader: string }>`
    with recursive name (reader) as (
      select min(reader) from disclosure
      union all
      select (select min(d.reader) from disclosure d where d.reader > name.reader)
      from name where name.reader is not null
    )
    select reader from name where reader is not null`.execute(tx)
  return rows
    .map(({ reader }) => reader)
    .filter((reader) => {
      const within = foldedWords(reader).join(' ')
      return words.every((word) => within.includes(word))
    })
}

/** What a filter asks of each row. */
async function conditions(
  tx: Readable,
  { clientId, reader, year, class: about, basis }: Filter,
): Promise<RawBuilder<boolean>[]> {
  const asked: RawBuilder<boolean>[] = []
  if (clientId !== null) asked.push(ofPerson('d.client_id', clientId))
  const readers = await readersLike(tx, reader)
  if (readers !== null)
    asked.push(readers.length === 0 ? sql`0` : sql`d.reader in (${sql.join(readers)})`)
  if (year !== null) asked.push(sql`d.on_day between ${`${year}-01-01`} and ${`${year}-12-31`}`)
  if (about !== null) asked.push(sql`instr(d.told, ${`"class":"${about}"`}) > 0`)
  if (basis !== null) asked.push(sql`d.bare = ${basis === 'none' ? 1 : 0}`)
  if (basis === 'other' || basis === 'own') {
    asked.push(sql`instr(d.told, '"consentId":null') > 0`)
    asked.push(basis === 'own' ? sql`d.role = 'client'` : sql`d.role != 'client'`)
  }
  if (basis === 'consent') asked.push(sql`instr(d.told, '"consentId":null') = 0`)
  return asked
}

/** The disclosures that a filter leaves; those of one class are in a list of their own, in the register's order. */
async function filtered(tx: Readable, filter: Filter) {
  const { class: about, clientId, reader, year, basis } = filter
  const alone =
    clientId === null && year === null && basis === null && foldedWords(reader).length === 0
  const list = about !== null && alone ? 'disclosure_class' : 'disclosure'
  let query = tx.selectFrom(sql<{ id: number; bare: number }>`${sql.table(list)}`.as('d'))
  if (about !== null && alone) return query.where(sql<boolean>`d.class = ${about}`)
  for (const condition of await conditions(tx, filter)) query = query.where(condition)
  return query
}

type Turned = Pick<Asked, 'after' | 'limit'>

/** A page of the register: what has no basis first, then the newest. */
export async function page(
  tx: Readable,
  { after, limit, ...filter }: Filter & Turned,
): Promise<{ rows: Row[]; more: boolean }> {
  let query = (await filtered(tx, filter)).select(['d.id', 'd.bare'])
  // Written out: compared as a pair, an index would be read from its head.
  if (after?.bare)
    query = query.where(({ or, eb }) => or([eb('d.id', '<', after.id), eb('d.bare', '=', 0)]))
  else if (after) query = query.where('d.bare', '=', 0).where('d.id', '<', after.id)
  const found = await query
    .orderBy('d.bare', 'desc')
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
    .execute()
  return shown(tx, found, limit)
}

/** A page of the register as it is sorted. */
export async function sortedPage(
  tx: Readable,
  sort: NonNullable<Asked['sort']>,
  { offset, limit, ...filter }: Filter & Pick<Asked, 'offset' | 'limit'>,
): Promise<{ rows: Row[]; more: boolean }> {
  const page = { down: sort.down, where: await conditions(tx, filter), offset, limit: limit + 1 }
  return shown(tx, await pageIn<{ id: number }>(tx, 'd.id', ORDERS[sort.by], page), limit)
}

const ORDERS: Record<NonNullable<Asked['sort']>['by'], Order> = {
  on: { from: 'disclosure d', by: ['d.on_day', 'd.bare', 'd.id'] },
  reader: { from: 'disclosure d', by: ['d.reader collate nocase', 'd.id'] },
  client: within(RECORDS_BY_NAME, 'disclosure d on d.client_id = r.client_id', 'd.id'),
}

/** What was found, so far as the page holds it; what stands beside a row is looked up for the page alone. */
async function shown(tx: Readable, found: readonly { id: number }[], limit: number) {
  const ids = found.slice(0, limit).map(({ id }) => id)
  const rows = ids.length === 0 ? [] : await lines(tx).where('d.id', 'in', ids).execute()
  const placeOf = new Map(ids.map((id, at) => [id, at]))
  rows.sort((one, other) => placeOf.get(one.id)! - placeOf.get(other.id)!)
  return { rows, more: found.length > limit }
}

const PAGE = 200
type Page = Awaited<ReturnType<typeof page>>

/** Every row that a filter chooses, in the register’s order; `reading` asks for each page, all in one look or each in its own. */
export async function* everyRow(
  filter: Filter,
  reading: (ask: (tx: Readable) => Promise<Page>) => Promise<Page>,
): AsyncGenerator<Row> {
  let after: Asked['after'] = null
  do {
    const from: Asked['after'] = after
    const { rows, more }: Page = await reading((tx) =>
      page(tx, { ...filter, after: from, limit: PAGE }),
    )
    yield* rows
    const last = rows.at(-1)
    after = more && last ? { bare: last.bare === 1, id: last.id } : null
  } while (after !== null)
}

/** How many disclosures the filter leaves, and how many of them have no basis. */
export async function countOf(
  tx: Readable,
  filter: Filter,
): Promise<{ all: number; bare: number }> {
  const query = (await filtered(tx, filter)).select(({ fn }) => [
    fn.countAll<number>().as('all'),
    fn.sum<number | null>('d.bare').as('bare'),
  ])
  const { all, bare } = await query.executeTakeFirstOrThrow()
  return { all, bare: bare ?? 0 }
}

/** Lines of erased clients that a filter leaves; null where it chooses what they no longer tell. */
export async function erasedLines(
  tx: Readable,
  { clientId, reader, class: about, year, basis }: Filter,
  limit: number,
): Promise<{ all: number; lines: z.input<typeof ErasedLine>[] } | null> {
  if (clientId !== null || about !== null || foldedWords(reader).length > 0) return null
  const { all, lines } = await toldOfErased(tx, { year, basis, limit })
  return { all, lines: lines as z.input<typeof ErasedLine>[] }
}

/** A row as it is shown; `sees` is false for who may not see clients. */
export function lineOf(row: Row, sees: boolean): z.input<typeof DisclosureLine> {
  const told = toldOf(row)
  return {
    id: row.id,
    seq: row.seq,
    on: row.on_day,
    route: row.route,
    letterKind: row.letter_kind,
    role: row.role,
    purpose: row.purpose,
    basis: basisOf(told) === 'other' && row.role === 'client' ? 'own' : basisOf(told),
    by: row.by_name ?? 'Unknown person',
    late: row.already_left !== null,
    client: sees ? { id: row.person_id, name: spokenName(row) } : null,
    reader: sees ? row.reader : null,
    classes: sees ? openClasses(told) : null,
  }
}

/** The classes disclosed, without the restricted one. */
export const openClasses = (told: readonly DisclosedClass[]): string[] =>
  told.map((one) => one.class).filter((about) => about !== RESTRICTED_CLASS)

/** What stays in the register of a record that is erased: no recipient, class or purpose, since these may say who it was, or what. */
export async function registerKept(tx: Readable, clientId: string) {
  const rows = await tx
    .selectFrom('disclosure')
    .select(['on_day', 'route', 'role', 'told'])
    .where('client_id', '=', clientId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ on: row.on_day, route: row.route, role: row.role, basis: basisOf(toldOf(row)) },
  }))
}

/** As what somebody was told, with the day of the last time: of everybody in the register, erased clients included. */
export async function rolesTold(tx: Readable): Promise<{ role: string; last: string }[]> {
  const asked = JSON.stringify([...RecipientRole.options, 'client'])
  const { rows } = await sql<{ role: string; last: string }>`
    select r.value as role, (select max(d.on_day) from disclosure d where d.role = r.value) as last
    from json_each(${asked}) r where last is not null`.execute(tx)
  const of = new Map(rows.map(({ role, last }) => [role, last]))
  for (const { role, last } of await rolesOfErased(tx))
    if (last > (of.get(role) ?? '')) of.set(role, last)
  return [...of].map(([role, last]) => ({ role, last }))
}
