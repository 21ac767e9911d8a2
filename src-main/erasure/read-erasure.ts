import { type RawBuilder, sql } from 'kysely'
import { clientsNamed, spokenName } from '../clients/known-client.ts'
import { recordsWithin } from '../clients/records.ts'
import { peopleNamed } from '../people/names.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { z } from '../wire/schema.ts'
import type { ErasedClient } from './contract.ts'
import { LoggedCounts, LoggedTold } from './logged.ts'

/** The holds that stand on these records. */
export const holdsOn = (tx: Readable, clientIds: Iterable<string>) =>
  tx
    .selectFrom('legal_hold as h')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'h.by')
    .selectAll('h')
    .select('p.name')
    .where(oneOf('h.client_id', clientIds))
    .orderBy('h.seq')
    .execute()

/** Whether a row’s person is on legal hold, or proposed to be erased, by any of their records: to be asked within another question. */
export const isHeld = (personId: RawBuilder<unknown>) =>
  sql<boolean>`exists (select 1 from legal_hold h where h.client_id in ${recordsWithin(personId)})`
export const isProposed = (personId: RawBuilder<unknown>) =>
  sql<boolean>`exists (
    select 1 from erasure_proposal e where e.client_id in ${recordsWithin(personId)})`

/** A hold as something that keeps a record from being erased. */
export const holdInTheWay = ({ asked_by }: { asked_by: string }) => ({
  ...{ what: 'hold' as const, name: `A legal hold, asked for by ${asked_by}` },
  cure: 'A partner lifts it once the reason has gone.',
})

/** The proposals that these records be erased. */
export const proposalsOf = (tx: Readable, clientIds: Iterable<string>) =>
  tx
    .selectFrom('erasure_proposal as e')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'e.by')
    .selectAll('e')
    .select('p.name')
    .where(oneOf('e.client_id', clientIds))
    .orderBy('e.seq')
    .execute()

/** Every proposal that waits and every hold whose day to look at it again has come, each with its client. */
export async function waitingErasures(tx: Readable, today: string) {
  const proposed = await tx
    .selectFrom('erasure_proposal as e')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'e.client_id')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'e.by')
    .select(['e.client_id', 'e.seq', 'e.at', 'e.by', 'e.reason', 'p.name', 'c.person_id'])
    .select(['c.surname', 'c.forenames'])
    .orderBy('e.seq')
    .execute()
  const held = await tx
    .selectFrom('legal_hold as h')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'h.client_id')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'h.by')
    .select(['h.client_id', 'h.seq', 'h.at', 'h.by', 'h.reason', 'p.name', 'c.person_id'])
    .select(['c.surname', 'c.forenames'])
    .where('h.review_on', '<=', today)
    .orderBy('h.seq')
    .execute()
  const line = (row: (typeof proposed)[number]) => ({
    ...{ at: row.at, who: row.name ?? row.by, reason: row.reason },
    client: { id: row.person_id, name: spokenName(row) },
  })
  // Records that go together are one line.
  const proposedOnce = proposed.filter((row) => row.person_id === row.client_id)
  return { proposed: proposedOnce.map(line), held: held.map(line) }
}

/** Every erasure, newest first; how much went, and what was disclosed, only for whoever may read the register. */
export async function erasedClients(
  tx: Readable,
  register: boolean,
): Promise<z.input<typeof ErasedClient>[]> {
  const rows = await tx
    .selectFrom('erased_client as e')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'e.by')
    .leftJoin(peopleNamed(tx).as('q'), 'q.id', 'e.proposed_by')
    .selectAll('e')
    .select(['p.name', 'q.name as proposer'])
    .orderBy('e.seq', 'desc')
    .execute()
  return rows.map((row) => ({
    ...{ seq: row.seq, at: row.at, who: row.name ?? row.by },
    ...{ proposedSeq: row.proposed_seq, proposedBy: row.proposer ?? row.proposed_by },
    ...{ ground: row.ground as z.input<typeof ErasedClient>['ground'] },
    clientNumber: row.client_number,
    went: register ? LoggedCounts.parse(JSON.parse(row.went)) : null,
    told: register ? z.array(LoggedTold).parse(JSON.parse(row.told)) : [],
  }))
}

/** Lines that the register keeps of erased clients, newest first: of a year and on a basis where they are chosen. */
export async function toldOfErased(
  tx: Readable,
  { year, basis, limit }: { year: number | null; basis: string | null; limit: number },
) {
  const told = sql<{ value: string }>`json_each(e.told)`.as<'t'>(sql.ref('t'))
  const of = (name: string) => sql<string>`t.value ->> ${name}`
  let query = tx.selectFrom(['erased_client as e', told])
  if (year !== null)
    query = query.where(sql<boolean>`${of('on')} between ${`${year}-01-01`} and ${`${year}-12-31`}`)
  const isOwn = sql<boolean>`${of('role')} = 'client'`
  if (basis === 'own') query = query.where(isOwn).where(sql<boolean>`${of('basis')} = 'other'`)
  else if (basis === 'other')
    query = query.where(sql<boolean>`not ${isOwn}`).where(sql<boolean>`${of('basis')} = 'other'`)
  else if (basis !== null) query = query.where(sql<boolean>`${of('basis')} = ${basis}`)
  const { all } = await query
    .select(({ fn }) => fn.countAll<number>().as('all'))
    .executeTakeFirstOrThrow()
  const rows = await query
    .select(['e.seq', of('on').as('on'), of('route').as('route'), of('role').as('role')])
    .select(of('basis').as('basis'))
    .orderBy('on', 'desc')
    .orderBy('e.seq', 'desc')
    .limit(limit)
    .execute()
  const own = (row: (typeof rows)[number]) => row.role === 'client' && row.basis === 'other'
  return { all, lines: rows.map((row) => ({ ...row, basis: own(row) ? 'own' : row.basis })) }
}

/** As what somebody was told about an erased client, with the day of the last time. */
export async function rolesOfErased(tx: Readable): Promise<{ role: string; last: string }[]> {
  const { rows } = await sql<{ role: string; last: string }>`
    select t.value ->> 'role' as role, max(t.value ->> 'on') as last
    from erased_client e, json_each(e.told) t group by role`.execute(tx)
  return rows
}

/** How many records were erased, when the last was, and how many are on hold. */
export async function erasuresCounted(
  tx: Readable,
): Promise<{ count: number; last: string | null; holds: number }> {
  const erased = await tx
    .selectFrom('erased_client')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .select(({ fn }) => fn.max<string | null>('at').as('last'))
    .executeTakeFirstOrThrow()
  const { holds } = await tx
    .selectFrom('legal_hold')
    .select(({ fn }) => fn.countAll<number>().as('holds'))
    .executeTakeFirstOrThrow()
  return { ...erased, holds }
}

/** The tag and the entry of every erasure, oldest first. */
export const erasuresIn = (tx: Readable) =>
  tx.selectFrom('erased_client').select(['tag', 'seq']).orderBy('seq').execute()

/** The highest number that an erased client had; 0 where none had one. */
export async function highestErasedNumber(tx: Readable): Promise<number> {
  const { last } = await tx
    .selectFrom('erased_client')
    .select(({ fn }) => fn.max<number | null>('client_number').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}
