import { sql } from 'kysely'
import { leafOf, leavesIn } from '../audit/read.ts'
import { namesIn } from '../people/names.ts'
import { clientsNamed, deathOfClient, spokenName } from '../clients/known-client.ts'
import type { LawSource } from '../law/law-book.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type { Matter } from './contract.ts'
import { limitationAfterDeath } from './after-death.ts'
import { limitationShown } from './limitation.ts'
import { LoggedMatter } from './logged.ts'
import { accessShown } from './read-access.ts'
import { mayBeResponsible } from './matter-rules.ts'

/** Matters to join by id. */
export const mattersNamed = (tx: Readable) =>
  tx.selectFrom('matter').select(['id', 'client_id', 'our_ref', 'title', 'responsible'])

/** Every matter by its reference. */
export const MATTERS_BY_REFERENCE: Order = { from: 'matter m', by: ['m.our_ref'] }

export const noSuchMatter = () =>
  new Refusal('not-found', 'This matter is not on file. Go back to the list.')

/** The matter's row with the tag of its client's record, and the person by the record that is kept; throws `not-found`. */
export async function matterRow(
  tx: Readable,
  matterId: string,
): Promise<
  Tables['matter'] & { tag: string; personId: string; clientName: string; diedOn: string | null }
> {
  const row = await tx
    .selectFrom('matter as m')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'm.client_id')
    .selectAll('m')
    .select(['c.tag', 'c.person_id', 'c.surname', 'c.forenames'])
    .select(deathOfClient(sql.ref('m.client_id')).as('diedOn'))
    .where('m.id', '=', matterId)
    .executeTakeFirst()
  if (!row) throw noSuchMatter()
  const { surname, forenames, person_id: personId, ...matter } = row
  return { ...matter, personId, clientName: spokenName({ forenames, surname }) }
}

/** How many matters stand in each of these records of clients. */
export async function mattersCounted(
  tx: Readable,
  clientIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('matter')
    .select(({ fn }) => ['client_id', fn.countAll<number>().as('matters')])
    .where(oneOf('client_id', clientIds))
    .groupBy('client_id')
    .execute()
  return new Map(rows.map(({ client_id, matters }) => [client_id, matters]))
}

/** What a letter needs of its matter. */
export interface MatterFile {
  id: string
  clientId: string
  ourRef: string
  title: string
  responsible: string
  eventOn: string | null
  knownOn: string | null
  closed: boolean
  /** Of a closed one: the rules whose limitation dates stay in the diary. */
  limits: readonly string[]
}

/** These matters, by id, or of these clients every open one and those that keep a limitation date in the diary. */
export async function matterFiles(
  tx: Readable,
  wanted: { ids: readonly string[] } | { openOf: readonly string[] },
): Promise<Map<string, MatterFile>> {
  let query = tx
    .selectFrom('matter as m')
    .leftJoin('matter_closing as x', 'x.matter_id', 'm.id')
    .select(['m.id', 'm.client_id', 'm.our_ref', 'm.title', 'm.responsible'])
    .select(['m.event_on', 'm.known_on', 'x.closed_on', 'x.limits'])
  query =
    'ids' in wanted
      ? query.where(oneOf('m.id', wanted.ids))
      : query
          .where(oneOf('m.client_id', wanted.openOf))
          .where(({ or, eb }) => or([eb('x.matter_id', 'is', null), eb('x.limits', '!=', '[]')]))
  const rows = await query.orderBy('m.id').execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...{ id: row.id, clientId: row.client_id, ourRef: row.our_ref, title: row.title },
        ...{ responsible: row.responsible, eventOn: row.event_on, knownOn: row.known_on },
        closed: row.closed_on !== null,
        limits: JSON.parse(row.limits ?? '[]') as string[],
      },
    ]),
  )
}

/** The whole matter as the window shows it, with its limitation dates as at `today`. */
export async function readMatter(
  tx: Readable,
  matterId: string,
  { today, law }: { today: string; law: LawSource },
): Promise<z.input<typeof Matter>> {
  const row = await matterRow(tx, matterId)
  const nameOf = await namesIn(tx)
  const book = await law.book(tx)
  const [current, ...earlier] = await versionsOf(tx, matterId, nameOf)
  if (!current) throw new Refusal('damaged', 'This matter has no recorded version. Verify the log.')
  const notes = await tx
    .selectFrom('matter_note')
    .select(['at', 'by', 'text'])
    .where('matter_id', '=', matterId)
    .orderBy('seq', 'desc')
    .execute()
  const closing = await tx
    .selectFrom('matter_closing')
    .select(['closed_on', 'reason', 'limits'])
    .where('matter_id', '=', matterId)
    .executeTakeFirst()
  const reopened = await tx
    .selectFrom('matter_reopening')
    .selectAll()
    .where('matter_id', '=', matterId)
    .orderBy('seq', 'desc')
    .execute()
  return {
    id: matterId,
    clientId: row.personId,
    clientName: row.clientName,
    ourRef: row.our_ref,
    ...current,
    responsibleName: nameOf(current.responsible),
    responsibleHere: await mayBeResponsible(tx, current.responsible),
    openedOn: row.opened_on,
    access: await accessShown(tx, matterId),
    closed: closing
      ? {
          ...{ on: closing.closed_on, reason: closing.reason },
          limits: JSON.parse(closing.limits) as string[],
        }
      : null,
    reopened: reopened.map(({ at, by, reason, closed_on, closed_reason }) => ({
      ...{ at, by: nameOf(by), reason, closedOn: closed_on, closedReason: closed_reason },
    })),
    limitation: limitationShown(current, today, book),
    afterDeath: limitationAfterDeath(current, row.diedOn, book),
    notes: notes.map(({ at, by, text }) => ({ at, by: nameOf(by), text })),
    earlier,
  }
}

/** The closing of a matter as its reopening keeps it; null for an open one. */
export async function closingOf(tx: Readable, matterId: string) {
  const row = await tx
    .selectFrom('matter_closing as x')
    .innerJoin(leavesIn(tx).as('g'), 'g.seq', 'x.seq')
    .select(['x.seq', 'x.closed_on', 'x.reason', 'g.leaf'])
    .where('x.matter_id', '=', matterId)
    .executeTakeFirst()
  if (!row) return null
  const { at, actor } = leafOf(row.seq, row.leaf)
  return { seq: row.seq, at, by: actor, on: row.closed_on, reason: row.reason }
}

async function versionsOf(tx: Readable, matterId: string, nameOf: (id: string) => string) {
  const rows = await tx
    .selectFrom('matter_version')
    .selectAll()
    .where('matter_id', '=', matterId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ version, recorded_at, recorded_by, reason, particulars }) => {
    const { kind, ...rest } = LoggedMatter.parse(JSON.parse(particulars))
    return {
      ...rest,
      kind: kind as Matter['kind'],
      version,
      recordedAt: recorded_at,
      recordedBy: nameOf(recorded_by),
      reason,
    }
  })
}
