import { sql, type RawBuilder } from 'kysely'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'

/** Of each record the person whose it is, named by the record that is kept, and which of the person's it is. */
export type Records = ReadonlyMap<string, { personId: string; place: number }>

/** Every record of the persons whose records these are: what is read about a person is read of all of them. */
export async function recordsOf(tx: Readable, clientIds: Iterable<string>): Promise<Records> {
  const rows = await tx
    .selectFrom('client_record as a')
    .innerJoin('client_record as b', 'b.person_id', 'a.person_id')
    .select(['b.client_id', 'b.person_id', 'b.place'])
    .distinct()
    .where(oneOf('a.client_id', clientIds))
    .orderBy('b.person_id')
    .orderBy('b.place')
    .execute()
  return new Map(
    rows.map(({ client_id, person_id, place }) => [client_id, { personId: person_id, place }]),
  )
}

/** Rows of clients by the record of each; every record of a person has the rows of all of them. */
export function byRecord<Row>(
  records: Records,
  rows: Iterable<Row>,
  clientOf: (row: Row) => string,
): Map<string, Row[]> {
  const ofPersons = Map.groupBy(rows, (row) => records.get(clientOf(row))!.personId)
  return new Map(
    [...records].flatMap(([id, { personId }]) => {
      const own = ofPersons.get(personId)
      return own ? [[id, own]] : []
    }),
  )
}

/** Whether a column names a record of the person whose record this is: to be asked within another question. */
export const ofPerson = (column: string, clientId: string) =>
  sql<boolean>`${sql.ref(column)} in (
    select b.client_id from client_record a join client_record b on b.person_id = a.person_id
    where a.client_id = ${clientId})`

/** The person of a row’s record, to be asked within another question. */
export const personOf = (clientId: RawBuilder<unknown>) => sql<string>`(
  select a.person_id from client_record a where a.client_id = ${clientId})`

/** The records of a row’s person, to be asked within another question. */
export const recordsWithin = (personId: RawBuilder<unknown>) => sql<string>`(
  select b.client_id from client_record b where b.person_id = ${personId})`
