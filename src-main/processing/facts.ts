import { sizeOf } from '../audit/stored-tree.ts'
import { backupsMade, lastTrial, planNow } from '../backups/read-backups.ts'
import { clientsCounted } from '../clients/known-client.ts'
import { rolesTold } from '../disclosures/listing.ts'
import { erasuresCounted } from '../erasure/read-erasure.ts'
import type { LawBook } from '../law/law-book.ts'
import { authorityLine, toCheck } from '../law/provenance.ts'
import { asAt } from '../law/reference.ts'
import { kindsOpened } from '../matters/files-past.ts'
import { Role } from '../people/contract.ts'
import { everybody } from '../people/people.ts'
import { allows, type Permission } from '../people/permissions.ts'
import { sheetRead } from '../people/recovery-sheet.ts'
import { personsOf } from '../people/same-person.ts'
import { readFirm } from '../practice/read-firm.ts'
import { secondCheckNow } from '../practice/second-check.ts'
import { filesToReview, periodsOf } from '../retention/read-retention.ts'
import { officeNamed, peopleNamed } from '../people/names.ts'
import type { Readable } from '../vault/vault.ts'
import type { Day } from '../wire/schema.ts'
import { ProcessingSaid } from './logged.ts'

/** Where the edition says what a firm owes as a controller. */
const TOPIC = '2.11.3'

/** What the office itself said, and when; null before it said anything. */
export async function saidNow(tx: Readable) {
  const row = await tx
    .selectFrom('processing_detail as d')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'd.by')
    .select(['d.said', 'd.at', 'd.by', 'p.name'])
    .executeTakeFirst()
  if (!row) return null
  return { ...ProcessingSaid.parse(JSON.parse(row.said)), at: row.at, who: row.name ?? row.by }
}

/** What was written out of the office, by the act: how often, and when last. */
const takenOut = (tx: Readable) =>
  tx
    .selectFrom('taken_out')
    .select(({ fn }) => ['act', fn.countAll<number>().as('times')])
    .select(({ fn }) => fn.max<string>('at').as('last'))
    .groupBy('act')
    .execute()

/** How many people who work here may do each of some things. */
async function access(tx: Readable) {
  const all = await everybody(tx)
  const person = personsOf(all)
  const here = all.filter(({ works }) => works)
  const may = (permission: Permission) =>
    new Set(here.filter(({ role }) => allows(role, permission)).map(({ id }) => person(id))).size
  const roles = Map.groupBy(here, ({ role }) => role)
  return {
    people: new Set(here.map(({ id }) => person(id))).size,
    roles: Role.options.flatMap((role) => {
      const people = roles.get(role)?.length ?? 0
      return people > 0 ? [{ role, people }] : []
    }),
    clients: may('read-clients'),
    restricted: may('reveal-consents'),
    erase: may('erase-clients'),
    exports: may('export-office'),
  }
}

/** Everything that the record of processing follows from, as the office has it now. */
export async function factsOf(tx: Readable, { today, book }: { today: Day; book: LawBook }) {
  const topic = book.reference.topics.get(TOPIC)
  const said = topic && asAt(topic, today)
  const [last] = await backupsMade(tx, 1)
  return {
    office: (await officeNamed(tx)).name,
    firm: await readFirm(tx),
    said: await saidNow(tx),
    clients: await clientsCounted(tx),
    kinds: await kindsOpened(tx),
    roles: await rolesTold(tx),
    periods: await periodsOf(tx),
    toReview: await filesToReview(tx, today),
    erasures: await erasuresCounted(tx),
    takenOut: await takenOut(tx),
    access: await access(tx),
    secondCheck: (await secondCheckNow(tx)).required,
    sheet: await sheetRead(tx),
    entries: await sizeOf(tx),
    backups: { plan: await planNow(tx), last: last ?? null, trial: (await lastTrial(tx)) ?? null },
    law: said
      ? { authority: authorityLine(said.authority), check: toCheck(said) ?? '' }
      : { authority: 'UK GDPR, Article 30', check: 'The edition in use says nothing of it.' },
  }
}
export type Facts = Awaited<ReturnType<typeof factsOf>>
