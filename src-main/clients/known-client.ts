import { sql, type RawBuilder } from 'kysely'
import { foldedWords } from '../search/fold.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'

/** A client as a sentence names them: `Dominic Fenwright`, or what is known of that. */
export const spokenName = ({
  forenames,
  surname,
}: {
  forenames: string | null
  surname: string
}): string => [forenames, surname].filter(Boolean).join(' ')

/** A client as every list of the office names them: `Fenwright, Dominic`. Headings and sentences name them as spoken. */
export const listName = ({
  forenames,
  surname,
}: {
  forenames: string | null
  surname: string
}): string => [surname, forenames].filter(Boolean).join(', ')

/** Titles, which are no part of a name. */
const TITLES = new Set('mr mrs miss ms mx dr professor revd sir dame lord lady'.split(' '))
/** A name as one is told from another: its words in any order, without title. */
export const nameKey = (name: string): string =>
  foldedWords(name)
    .filter((word) => !TITLES.has(word))
    .sort()
    .join(' ')

/**
 * Records of clients to join by id: the random tag that stands for each in the log, and the name of the person, which
 * is that of the record kept.
 */
export const clientsNamed = (tx: Readable) =>
  tx
    .selectFrom('client as o')
    .innerJoin('client_record as r', 'r.client_id', 'o.id')
    .innerJoin('client as k', 'k.id', 'r.person_id')
    .select(['o.id', 'o.tag', 'r.person_id', 'r.place', 'k.surname', 'k.forenames'])
    .select('k.folded_name')

/** Every record by the name of its person. */
export const RECORDS_BY_NAME: Order = {
  from: 'client k cross join client_record r on r.person_id = k.id',
  by: ['k.folded_name', 'k.id'],
}

/** How many records of clients there are. */
export async function clientsCounted(tx: Readable): Promise<number> {
  const { total } = await tx
    .selectFrom('client')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** The day on which the person of a row’s record died by any record, to be asked within another question; null while no death is recorded. */
export const deathOfClient = (clientId: RawBuilder<unknown>) => sql<string | null>`(
  select min(s.from_on) from client_record as a
    join client_record as b on b.person_id = a.person_id
    join stay as s on s.client_id = b.client_id
  where a.client_id = ${clientId} and s.kind = 'died'
    and not exists (select 1 from stay as n where n.replaces = s.id))`

/** The day on which the person of a row’s record was born by the record that is kept, to be asked within another question; null where it is not known. */
export const birthOfClient = (clientId: RawBuilder<unknown>) => sql<string | null>`(
  select k.born_on from client_record as r join client as k on k.id = r.person_id
  where r.client_id = ${clientId})`

/** The day, in England and Wales, since which a record is there, to be asked within another question. */
export const onRecordSince = (clientId: RawBuilder<unknown>) => sql<string>`(
  select london_day(v.recorded_at) from client_version v
  where v.client_id = ${clientId} and v.version = 1)`

/** A record of a client by id; throws `not-found`. */
export async function knownClient(tx: Readable, clientId: string) {
  const client = await clientsNamed(tx).where('o.id', '=', clientId).executeTakeFirst()
  if (client) return client
  throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
}

/** The random tag that stands for a record of a client in the log; throws `not-found`. */
export const tagOf = async (tx: Readable, clientId: string): Promise<string> =>
  (await knownClient(tx, clientId)).tag

/** The record that goes on for the person whose record this is: what is new is recorded there. Throws `not-found`. */
export const keptRecord = async (tx: Readable, clientId: string) => {
  const client = await knownClient(tx, clientId)
  return client.person_id === clientId ? client : knownClient(tx, client.person_id)
}

/** The tags of these records, by id. */
export async function tagsOf(
  tx: Readable,
  clientIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await clientsNamed(tx).where(oneOf('o.id', clientIds)).execute()
  return new Map(rows.map(({ id, tag }) => [id, tag]))
}

/** The entries that joined records with this one or parted them from it, besides the records that go with it. */
export async function joiningsNaming(
  tx: Readable,
  keptId: string,
  goingWith: readonly string[],
): Promise<number[]> {
  const rows = await tx
    .selectFrom('joining')
    .select('seq')
    .where('kept_id', '=', keptId)
    .where('client_id', 'not in', goingWith)
    .orderBy('seq')
    .execute()
  return rows.map(({ seq }) => seq)
}
