import { namesIn } from '../people/names.ts'
import { sql } from 'kysely'
import type { z } from '../wire/schema.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Client, Stay } from './contract.ts'
import { differenceInWords, differencesAmong, type RecordFile } from './joined.ts'
import { readParticulars, type LoggedParticulars } from './logged.ts'
import { byRecord, recordsOf, type Records } from './records.ts'
import { correctedBy, inForceOfAll, kindOf, nameOfStay, NEVER, staysOfPerson } from './stays.ts'
import { postLines } from './whereabouts.ts'

const NOT_ON_FILE = 'This client is not on file. Go back to the list.'

/** A record's own row, and every record of the person with its stays; throws `not-found`. */
export async function rowsOf(
  tx: Readable,
  clientId: string,
): Promise<{ client: Tables['client']; records: readonly RecordFile[] }> {
  const file = (await clientFiles(tx, await recordsOf(tx, [clientId]))).get(clientId)
  if (!file) throw new Refusal('not-found', NOT_ON_FILE)
  const { records } = file
  return { client: records.find(({ client }) => client.id === clientId)!.client, records }
}

/** The particulars in force of the person whose record this is. */
export async function particularsOf(tx: Readable, clientId: string): Promise<LoggedParticulars> {
  const { particulars } = await tx
    .selectFrom('client_version')
    .select('particulars')
    .where('client_id', '=', ({ selectFrom }) =>
      selectFrom('client_record').select('person_id').where('client_id', '=', clientId),
    )
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  return readParticulars(particulars)
}

/** A client as recorded now: one record of the person, with what is known of the person by all of them. */
export interface ClientFile {
  /** The record's own id and tag, and for the rest what the record says that is kept. */
  client: Tables['client']
  particulars: LoggedParticulars
  /** Where the client was by all records, from the first to the last; nothing that was corrected. */
  stays: Tables['stay'][]
  /** Every record of the person by itself, the kept one first. */
  records: readonly RecordFile[]
}

/** Every one of these records, by id. */
export async function clientFiles(
  tx: Readable,
  records: Records,
): Promise<Map<string, ClientFile>> {
  const rows = await tx
    .selectFrom('client as c')
    .innerJoin('client_version as v', (on) =>
      on.onRef('v.client_id', '=', 'c.id').onRef('v.version', '=', 'c.version'),
    )
    .selectAll('c')
    .select(['v.particulars', STAYS.as('stays'), FORMER_NUMBERS.as('numbers')])
    .select(JOINED_SEQ.as('joined_seq'))
    .where(oneOf('c.id', records.keys()))
    .execute()
  const files = rows.map(({ particulars, stays, numbers, joined_seq, ...client }): RecordFile => {
    const { personId, place } = records.get(client.id)!
    return {
      ...{ client, place, joinedSeq: personId === client.id ? null : joined_seq },
      particulars: readParticulars(particulars),
      formerNumbers: (JSON.parse(numbers) as string[]).filter(
        (one) => one !== '' && one !== client.prison_number,
      ),
      stays: JSON.parse(stays) as Tables['stay'][],
    }
  })
  const persons = byRecord(
    records,
    files.sort((one, other) => one.place - other.place),
    ({ client }) => client.id,
  )
  return new Map(
    files.map(({ client: { id, tag } }) => {
      const all = persons.get(id)!
      const [{ client, particulars }] = all as [RecordFile]
      const file = { client: { ...client, id, tag }, particulars, records: all }
      return [id, { ...file, stays: staysOfPerson(all) }]
    }),
  )
}

const STAYS = sql<string>`(
  select json_group_array(json_object('id', s.id, 'client_id', s.client_id, 'replaces', s.replaces,
    'establishment_id', s.establishment_id, 'from_on', s.from_on, 'source', s.source, 'seq', s.seq,
    'recorded_at', s.recorded_at, 'recorded_by', s.recorded_by, 'reason', s.reason, 'kind', s.kind,
    'place', s.place, 'lines', s.lines, 'postcode', s.postcode) order by s.seq)
  from stay as s where s.client_id = c.id)`
const FORMER_NUMBERS = sql<string>`(
  select json_group_array(distinct iif(json_valid(w.particulars),
    json_extract(w.particulars, '$.prisonNumber.number'), ''))
  from client_version as w where w.client_id = c.id)`
const JOINED_SEQ = sql<number | null>`(
  select max(j.seq) from joining as j where j.client_id = c.id and j.what = 'joined')`

/** How a client is shown: today, and what prisons are called. */
interface Showing {
  today: string
  prisonOf(establishmentId: string): string
}

/** The whole client as the window shows it, with what was corrected and by whom, and every record of the person. */
export async function readClient(
  tx: Readable,
  clientId: string,
  { today, prisonOf }: Showing,
): Promise<z.input<typeof Client>> {
  const records = await recordsOf(tx, [clientId])
  const file = (await clientFiles(tx, records)).get(clientId)
  if (!file) throw new Refusal('not-found', NOT_ON_FILE)
  const kept = await tx
    .selectFrom('client_version')
    .selectAll()
    .where(oneOf('client_id', records.keys()))
    .orderBy('version', 'desc')
    .execute()
  const nameOf = await namesIn(tx)
  const versionsOf = (id: string) =>
    kept
      .filter(({ client_id }) => client_id === id)
      .map((row) => ({
        ...readParticulars(row.particulars),
        version: row.version,
        recordedAt: row.recorded_at,
        recordedBy: nameOf(row.recorded_by),
        reason: row.reason,
        seq: row.seq,
      }))
  const { personId } = records.get(clientId)!
  const [current, ...earlier] = versionsOf(personId)
  if (!current) throw new Refusal('damaged', 'This client has no recorded version. Verify the log.')
  const others = file.records.filter(({ client }) => client.id !== personId)
  const joinings = others.length === 0 ? [] : await joiningsOf(tx, others)
  return {
    ...{ id: personId, openedAs: clientId === personId ? null : clientId },
    ...{ ...current, stays: shownStays(file.records, prisonOf, nameOf), earlier },
    takenBack: file.records.flatMap(({ stays, place }) =>
      stays
        .filter(({ kind }) => kind === NEVER)
        .map((row) => {
          const was = stays.find(({ id }) => id === row.replaces)!
          return {
            ...{ id: was.id, record: place, name: nameOfStay(was, prisonOf), from: was.from_on },
            ...{ source: was.source, recordedAt: was.recorded_at },
            ...{ recordedBy: nameOf(was.recorded_by), reason: row.reason },
            ...{ at: row.recorded_at, by: nameOf(row.recorded_by) },
          }
        }),
    ),
    joined: others.map(({ client, place }) => {
      const [version, ...before] = versionsOf(client.id)
      const { seq, at, by, reason } = joinings.find(({ client_id }) => client_id === client.id)!
      return {
        id: client.id,
        place,
        ...version!,
        earlier: before,
        joining: { seq, at, by: nameOf(by), reason },
      }
    }),
    differences: differencesAmong(file.records, { today, prison: prisonOf }).map((one) => ({
      ...{ about: one.about, place: one.place, stops: one.stops },
      words: differenceInWords(one),
    })),
  }
}

/** The lines of the address recorded with a stay. */
export const linesOfStay = ({ lines }: Pick<Tables['stay'], 'lines'>): string[] =>
  JSON.parse(lines) as string[]

const addressOfStay = (row: Tables['stay']): string =>
  [...postLines({ kind: kindOf(row), place: '', lines: linesOfStay(row) }), row.postcode]
    .filter(Boolean)
    .join(', ')

const joiningsOf = (tx: Readable, others: readonly RecordFile[]) =>
  tx
    .selectFrom('joining')
    .selectAll()
    .where(
      'seq',
      'in',
      others.flatMap(({ joinedSeq }) => joinedSeq ?? []),
    )
    .execute()

/** The stays in force of every record of a person, each with the record it came from. */
function shownStays(
  records: readonly RecordFile[],
  nameOf: (id: string) => string,
  by: (id: string) => string,
): z.input<typeof Stay>[] {
  const shown = (row: Tables['stay']) => ({
    name: nameOfStay(row, nameOf),
    address: addressOfStay(row),
    from: row.from_on,
    source: row.source,
    recordedAt: row.recorded_at,
    recordedBy: by(row.recorded_by),
  })
  const rows = records.flatMap(({ stays }) => stays)
  return inForceOfAll(records).map(({ row, place }, at, ordered) => ({
    id: row.id,
    ...{ clientId: row.client_id, record: place },
    kind: kindOf(row),
    establishmentId: (row.establishment_id || null) as never,
    ...{ place: row.place, lines: linesOfStay(row), postcode: row.postcode },
    ...shown(row),
    to: ordered[at + 1]?.row.from_on ?? null,
    reason: row.reason,
    superseded: correctedBy(row, rows).map(shown),
  }))
}
