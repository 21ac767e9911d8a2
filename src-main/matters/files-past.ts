import { type RawBuilder, sql } from 'kysely'
import { birthOfClient, onRecordSince } from '../clients/known-client.ts'
import { personOf, recordsWithin } from '../clients/records.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { MatterKind } from './contract.ts'

/** The age from which nobody is a child (Family Law Reform Act 1969, section 1). */
export const OF_AGE = 18
/** Of a file that is not past on any day. */
const NEVER = '9999-12-31'

/** How many years the file of each kind of matter is kept, and that of a client who has none (`none`). */
export type Years = Readonly<Record<string, number>>

/**
 * Every person whose matters are all closed and whose time for keeping has run by a day, with the day on which it had run: the
 * latest of their matters', each by its closing, or the client’s coming of age if that is later, and its kind. To be asked from.
 */
export function filesPast({ years, by }: { years: Years; by: string }) {
  const table = JSON.stringify(years)
  const least = Math.min(...Object.values(years))
  const person = sql.ref('c.person_id')
  const over = (from: RawBuilder<unknown>, kind: RawBuilder<unknown>) =>
    sql`coalesce(date(${from}, '+' || (${table} ->> ${kind}) || ' years'), ${NEVER})`
  const grown = sql`coalesce(date(${birthOfClient(person)}, ${`+${OF_AGE} years`}), '')`
  const ofMatters = sql`(
    select max(${over(sql`max(y.closed_on, ${grown})`, sql`n.kind`)})
    from matter n left join matter_closing y on y.matter_id = n.id
    where n.client_id in ${recordsWithin(person)})`
  const ofNone = sql`(
    select max(${over(sql`max(${onRecordSince(sql.ref('w.client_id'))}, ${grown})`, sql`'none'`)})
    from no_matter w where w.client_id in ${recordsWithin(person)})`
  // A client is found by the day in Greenwich, which is never later than the day that counts.
  const closedBy = sql`date(${by}, ${`-${least} years`})`
  return sql<{ person_id: string; due_on: string }>`(
    select f.person_id, f.due_on from (
      select c.person_id, ${ofMatters} as due_on from (
        select distinct ${personOf(sql.ref('m.client_id'))} as person_id
        from matter_closing x cross join matter m on m.id = x.matter_id
        where x.closed_on <= ${closedBy}
      ) c
      union all
      select c.person_id, ${ofNone} as due_on from (
        select distinct ${personOf(sql.ref('w.client_id'))} as person_id
        from no_matter w where w.since <= date(${by}, ${`-${years['none'] ?? 0} years`})
      ) c
      where not exists (select 1 from matter n where n.client_id in ${recordsWithin(person)})
    ) f where f.due_on <= ${by})`
}

/** A matter as far as keeping it asks: when it was closed, null while it is open. */
export interface Closing {
  id: string
  clientId: string
  ourRef: string
  kind: string
  closedOn: string | null
}

/** Every matter of these records, in the order of their numbers. */
export async function closingsOf(tx: Readable, clientIds: Iterable<string>): Promise<Closing[]> {
  const rows = await tx
    .selectFrom('matter as m')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .select(['m.id', 'm.client_id', 'm.our_ref', 'm.kind', 'x.closed_on'])
    .where(oneOf('m.client_id', clientIds))
    .orderBy('m.client_number')
    .orderBy('m.matter_number')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, clientId: row.client_id, ourRef: row.our_ref },
    ...{ kind: row.kind, closedOn: row.closed_on },
  }))
}

/** Of these records those in which no matter was ever opened, with the day since when each is on record. */
export const withoutMatter = (tx: Readable, clientIds: Iterable<string>) =>
  tx
    .selectFrom('no_matter as w')
    .select(['w.client_id', onRecordSince(sql.ref('w.client_id')).as('since')])
    .where(oneOf('w.client_id', clientIds))
    .execute()

/** What matters were ever opened about, as far as they are on record. */
export async function kindsOpened(tx: Readable): Promise<string[]> {
  const asked = JSON.stringify(MatterKind.options)
  const { rows } = await sql<{ kind: string }>`
    select k.value as kind from json_each(${asked}) k
    where exists (select 1 from matter m where m.kind = k.value)`.execute(tx)
  return rows.map(({ kind }) => kind)
}
