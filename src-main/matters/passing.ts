import { sql } from 'kysely'
import type { Log } from '../audit/log.ts'
import { clientsNamed, knownClient, listName } from '../clients/known-client.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { Actor } from '../wire/operation.ts'
import { LoggedMatter } from './logged.ts'
import { checkResponsible } from './matter-rules.ts'
import { referenceKept } from './numbering.ts'
import { expectSees } from './read-access.ts'
import { matterRow } from './read-matter.ts'

const openMattersOf = (tx: Readable, personId: string) =>
  tx
    .selectFrom('matter as m')
    .where('m.responsible', '=', personId)
    .where(sql<boolean>`not exists (select 1 from matter_closing as x where x.matter_id = m.id)`)

/** The ids of the open matters that somebody is responsible for, as a part of another question. */
export const openMatterIds = (tx: Readable, personId: string) =>
  openMattersOf(tx, personId).select('m.id')

/** How many there are. */
export async function openMattersCounted(tx: Readable, personId: string): Promise<number> {
  const { matters } = await openMattersOf(tx, personId)
    .select(({ fn }) => fn.countAll<number>().as('matters'))
    .executeTakeFirstOrThrow()
  return matters
}

/** The first of them as a list shows them. */
export async function openMattersShown(tx: Readable, personId: string, most: number) {
  const rows = await openMattersOf(tx, personId)
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'm.client_id')
    .select(['m.our_ref', 'm.title', 'c.surname', 'c.forenames'])
    .orderBy('m.client_number')
    .orderBy('m.matter_number')
    .limit(most)
    .execute()
  return rows.map((row) => ({ ourRef: row.our_ref, title: row.title, clientName: listName(row) }))
}

/** Makes another person responsible for each open matter of somebody, each by an entry of its own. */
export async function passMatters(
  tx: Writable,
  log: Pick<Log, 'record'>,
  by: Actor,
  { from, to, reason }: { from: string; to: string; reason: string },
): Promise<number> {
  await checkResponsible(tx, to)
  const open = await openMatterIds(tx, from).orderBy('m.id').execute()
  for (const { id: matterId } of open) await passMatter(tx, log, by, { matterId, to, reason })
  return open.length
}

/** Makes another person responsible for a matter: a correction of what is recorded of it, and of nothing else. */
export async function passMatter(
  tx: Writable,
  log: Pick<Log, 'record'>,
  by: Actor,
  { matterId, to, reason }: { matterId: string; to: string; reason: string },
): Promise<void> {
  const row = await matterRow(tx, matterId)
  await expectSees(tx, matterId, to)
  const { particulars } = await tx
    .selectFrom('matter_version')
    .select('particulars')
    .where('matter_id', '=', matterId)
    .where('version', '=', row.version)
    .executeTakeFirstOrThrow()
  const said = LoggedMatter.parse(JSON.parse(particulars))
  const numbers = { clientNumber: row.client_number, matterNumber: row.matter_number }
  const client = await knownClient(tx, row.client_id)
  const ourRef = await referenceKept(tx, { ...numbers, ourRef: row.our_ref }, client, to)
  await log.record(tx, by, {
    act: 'matter-corrected',
    subject: row.tag,
    detail: {
      ...{ ...said, responsible: to, clientId: row.client_id, matterId, ...numbers, ourRef },
      ...{ openedOn: row.opened_on, version: row.version + 1, reason },
    },
  })
}
