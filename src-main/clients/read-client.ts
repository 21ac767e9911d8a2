import { namesIn } from '../people/names.ts'
import { sql } from 'kysely'
import type { z } from '../wire/schema.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Client, Stay } from './contract.ts'
import { readParticulars, type LoggedParticulars } from './logged.ts'
import { correctedBy, inForce, kindOf } from './timeline.ts'
import { postLines, stayName, whereNow } from './whereabouts.ts'

type Rows = { client: Tables['client']; stays: Tables['stay'][] }

/** The client's row and every stay, corrected ones too; throws `not-found`. */
export async function rowsOf(tx: Readable, clientId: string): Promise<Rows> {
  const client = await tx
    .selectFrom('client')
    .selectAll()
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!client) throw new Refusal('not-found', 'This client is not on file. Go back to the list.')
  const stays = await tx
    .selectFrom('stay')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('seq')
    .execute()
  return { client, stays }
}

/** A client's particulars in force. */
export async function particularsOf(tx: Readable, clientId: string): Promise<LoggedParticulars> {
  const { particulars } = await tx
    .selectFrom('client_version')
    .select('particulars')
    .where('client_id', '=', clientId)
    .orderBy('version', 'desc')
    .executeTakeFirstOrThrow()
  return readParticulars(particulars)
}

/** A client as recorded now: the row, the particulars and every stay, corrected ones too. */
export interface ClientFile extends Rows {
  particulars: LoggedParticulars
}

/** These clients, by id. */
export async function clientFiles(
  tx: Readable,
  clientIds: readonly string[],
): Promise<Map<string, ClientFile>> {
  const rows = await tx
    .selectFrom('client as c')
    .innerJoin('client_version as v', (on) =>
      on.onRef('v.client_id', '=', 'c.id').onRef('v.version', '=', 'c.version'),
    )
    .selectAll('c')
    .select(['v.particulars', STAYS.as('stays')])
    .where(oneOf('c.id', clientIds))
    .execute()
  return new Map(
    rows.map(({ particulars, stays, ...client }) => [
      client.id,
      {
        client,
        particulars: readParticulars(particulars),
        stays: JSON.parse(stays) as Tables['stay'][],
      },
    ]),
  )
}

const STAYS = sql<string>`(
  select json_group_array(json_object('id', s.id, 'client_id', s.client_id, 'replaces', s.replaces,
    'establishment_id', s.establishment_id, 'from_on', s.from_on, 'source', s.source, 'seq', s.seq,
    'recorded_at', s.recorded_at, 'recorded_by', s.recorded_by, 'reason', s.reason, 'kind', s.kind,
    'place', s.place, 'lines', s.lines, 'postcode', s.postcode) order by s.seq)
  from stay as s where s.client_id = c.id)`

/** The whole client as the window shows it, with what was corrected and by whom. */
export async function readClient(
  tx: Readable,
  clientId: string,
  prisonOf: (establishmentId: string) => string,
): Promise<z.input<typeof Client>> {
  const { stays } = await rowsOf(tx, clientId)
  const kept = await tx
    .selectFrom('client_version')
    .selectAll()
    .where('client_id', '=', clientId)
    .orderBy('version', 'desc')
    .execute()
  const nameOf = await namesIn(tx)

  const [current, ...earlier] = kept.map((row) => ({
    ...readParticulars(row.particulars),
    version: row.version,
    recordedAt: row.recorded_at,
    recordedBy: nameOf(row.recorded_by),
    reason: row.reason,
    seq: row.seq,
  }))
  if (!current) throw new Refusal('damaged', 'This client has no recorded version. Verify the log.')
  return { id: clientId, ...current, stays: shownStays(stays, prisonOf, nameOf), earlier }
}

/** The lines of the address recorded with a stay. */
export const linesOfStay = ({ lines }: Pick<Tables['stay'], 'lines'>): string[] =>
  JSON.parse(lines) as string[]

type Named = Pick<Tables['stay'], 'kind' | 'place' | 'establishment_id' | 'from_on'>
const stayed = (row: Omit<Named, 'from_on'>, prisonOf: (establishmentId: string) => string) => ({
  kind: kindOf(row),
  place: row.place,
  prison: row.establishment_id === '' ? '' : prisonOf(row.establishment_id),
})

/** A stay by name: `HMP Leeds`, `Released`. */
export const nameOfStay = (
  row: Omit<Named, 'from_on'>,
  prisonOf: (establishmentId: string) => string,
): string => stayName(stayed(row, prisonOf))

/** A stay as a list of clients shows it: `HMP Leeds`, `released 1 December 2026`. */
export const whereOfStay = (row: Named, prisonOf: (establishmentId: string) => string): string =>
  whereNow({ ...stayed(row, prisonOf), from: row.from_on })

const addressOfStay = (row: Tables['stay']): string =>
  [...postLines({ kind: kindOf(row), place: '', lines: linesOfStay(row) }), row.postcode]
    .filter(Boolean)
    .join(', ')

function shownStays(
  rows: Tables['stay'][],
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
  return inForce(rows).map((row, place, ordered) => ({
    id: row.id,
    kind: kindOf(row),
    establishmentId: (row.establishment_id || null) as never,
    ...{ place: row.place, lines: linesOfStay(row), postcode: row.postcode },
    ...shown(row),
    to: ordered[place + 1]?.from_on ?? null,
    reason: row.reason,
    superseded: correctedBy(row, rows).map(shown),
  }))
}
