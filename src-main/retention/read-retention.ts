import { sql } from 'kysely'
import { birthOfClient, clientsNamed, spokenName } from '../clients/known-client.ts'
import { byRecord, type Records, recordsOf, recordsWithin } from '../clients/records.ts'
import { formatDay } from '../dates/words.ts'
import type { InTheWay } from '../erasure/contract.ts'
import type { LoggedKeeping } from '../erasure/logged.ts'
import { holdInTheWay, holdsOn, isHeld, isProposed, proposalsOf } from '../erasure/read-erasure.ts'
import { closingsOf, filesPast, type Closing, withoutMatter } from '../matters/files-past.ts'
import { closedOf } from '../matters/read-access.ts'
import { peopleNamed } from '../people/names.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import { FileKind, type Period, type ReviewRow } from './contract.ts'
import { dueOf, isDecided, keepingOf, type PeriodsNow, SUGGESTED } from './periods.ts'

/** How long files of each kind are kept, by whom that was decided, and what held before. */
export async function periodsOf(tx: Readable): Promise<z.input<typeof Period>[]> {
  const rows = await tx
    .selectFrom('retention_period as r')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'r.by')
    .selectAll('r')
    .select('p.name')
    .orderBy('r.seq', 'desc')
    .execute()
  return FileKind.options.map((kind) => {
    const [decided = null, ...earlier] = rows
      .filter((row) => row.kind === kind)
      .map(({ seq, at, by, name, years, reason }) => ({
        ...{ seq, at, who: name ?? by, years, reason },
      }))
    const suggested = SUGGESTED[kind]
    return { kind, years: decided?.years ?? suggested.years, decided, suggested, earlier }
  })
}

/** The same as far as it is reckoned with. */
export async function periodsNow(tx: Readable): Promise<PeriodsNow> {
  const all = await periodsOf(tx)
  return new Map(
    all.map(({ kind, years, decided }) => [kind, { years, set: decided?.seq ?? null }]),
  )
}

const yearsOf = (periods: PeriodsNow) =>
  Object.fromEntries([...periods].map(([kind, { years }]) => [kind, years]))

type Longer = Awaited<ReturnType<typeof longerOf>>[number]
const longerOf = (tx: Readable, clientIds: Iterable<string>) =>
  tx
    .selectFrom('kept_longer as l')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'l.by')
    .selectAll('l')
    .select('p.name')
    .where(oneOf('l.client_id', clientIds))
    .orderBy('l.seq')
    .execute()

/** What keeping a person’s file follows from. */
export interface Kept {
  personId: string
  closings: Closing[]
  bornKnown: boolean
  /** The newest decision of those on any record, which alone counts, and those of before on another. */
  longer: LongerShown | null
  /** Null while a matter is open. */
  keeping: LoggedKeeping | null
}

/** Of the persons whose records these are, how long each file is kept; by the record that is kept. */
export async function keptOf(
  tx: Readable,
  clientIds: readonly string[],
  periods: PeriodsNow,
): Promise<Map<string, Kept>> {
  const records = await recordsOf(tx, clientIds)
  const ids = [...records.keys()]
  const closings = byRecord(records, await closingsOf(tx, ids), ({ clientId }) => clientId)
  const bare = byRecord(records, await withoutMatter(tx, ids), (row) => row.client_id)
  const longer = byRecord(records, await longerOf(tx, ids), (row) => row.client_id)
  const births = await clientsNamed(tx)
    .clearSelect()
    .select('r.person_id')
    .select(birthOfClient(sql.ref('o.id')).as('bornOn'))
    .where(oneOf('o.id', ids))
    .execute()
  return new Map(
    births.map(({ person_id: personId, bornOn }): [string, Kept] => {
      const own = closings.get(personId) ?? []
      const since = (bare.get(personId) ?? []).map((row) => row.since)
      const keeping = keepingOf({ bornOn, matters: own, since }, periods)
      const decisions = (longer.get(personId) ?? []).map((row) => longerShown(row, records))
      const last = decisions.at(-1) ?? null
      const counts = keeping && last && last.until > keeping.due ? last : null
      const added = counts && { seq: counts.seq, until: counts.until }
      return [
        personId,
        {
          ...{
            personId,
            closings: own,
            bornKnown: bornOn !== null,
            longer: last && { ...last, before: decisions.slice(0, -1) },
          },
          keeping: keeping && { ...keeping, longer: added },
        },
      ]
    }),
  )
}

/** Until when a person’s file was to be kept, or in words why it is to be kept still. */
export async function keptUntil(
  tx: Readable,
  clientIds: readonly string[],
  today: string,
): Promise<LoggedKeeping | string> {
  const [kept] = (await keptOf(tx, clientIds, await periodsNow(tx))).values()
  const keeping = kept?.keeping
  if (!keeping)
    return 'A matter of this client is open, so that no time runs yet. Close the matter.'
  const due = dueOf(keeping)
  if (due > today)
    return `The file of this client is kept until ${formatDay(due)}. Wait until then, or choose another ground.`
  if (isDecided(keeping)) return keeping
  return 'No partner has decided how long such files are kept: the years are a suggestion. Record them under Office, Keeping of files.'
}

/** Which files are listed: those whose time has run, those that are kept longer than that, those that fall due. */
export interface Asked {
  which: 'due' | 'longer' | 'ahead'
  today: string
  /** Until when those that fall due are listed. */
  ahead: string
}

function chosen(tx: Readable, { which, today, ahead }: Asked, periods: PeriodsNow) {
  const by = which === 'ahead' ? ahead : today
  const person = sql.ref('f.person_id')
  const longer = sql<string | null>`(
    select l.until from kept_longer l where l.client_id in ${recordsWithin(person)}
    order by l.seq desc limit 1)`
  const due = sql<string>`max(f.due_on, coalesce(${longer}, ''))`
  const all = tx.selectFrom(filesPast({ years: yearsOf(periods), by }).as('f'))
  const query =
    which === 'due'
      ? all.where(sql<boolean>`${due} <= ${today}`)
      : all.where(sql<boolean>`${due} > ${today}`)
  return { due, query: which === 'ahead' ? query.where(sql<boolean>`${due} <= ${ahead}`) : query }
}

/** How many files are to be looked at: their time has run, they are not on hold, and nobody proposed yet that they go. */
export async function filesToReview(tx: Readable, today: string): Promise<number> {
  const periods = await periodsNow(tx)
  const { query } = chosen(tx, { which: 'due', today, ahead: today }, periods)
  const { files } = await query
    .where(sql<boolean>`not ${isHeld(sql.ref('f.person_id'))}`)
    .where(sql<boolean>`not ${isProposed(sql.ref('f.person_id'))}`)
    .select(({ fn }) => fn.countAll<number>().as('files'))
    .executeTakeFirstOrThrow()
  return files
}

/** A page of the files chosen, those that were longest due first, and how many there are. */
export async function reviewPage(
  tx: Readable,
  asked: Asked & { offset: number; limit: number },
  openOf: (
    tx: Readable,
    clientIds: readonly string[],
  ) => Promise<(z.input<typeof InTheWay> & { clientId: string })[]>,
): Promise<{ rows: z.input<typeof ReviewRow>[]; total: number }> {
  const periods = await periodsNow(tx)
  const { due, query } = chosen(tx, asked, periods)
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const found = await query
    .select('f.person_id')
    .orderBy(due)
    .orderBy('f.person_id')
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
  const persons = found.map(({ person_id }) => person_id)
  const records = await recordsOf(tx, persons)
  const ids = [...records.keys()]
  const kept = await keptOf(tx, persons, periods)
  const of = <Row>(rows: Row[], clientOf: (row: Row) => string) => byRecord(records, rows, clientOf)
  const holds = of(await holdsOn(tx, ids), (row) => row.client_id)
  const proposals = of(await proposalsOf(tx, ids), (row) => row.client_id)
  const open = of(await openOf(tx, ids), ({ clientId }) => clientId)
  const closed = of(await closedOf(tx, ids), (clientId) => clientId)
  const named = await clientsNamed(tx).where(oneOf('o.id', persons)).execute()
  const names = new Map(named.map((row) => [row.id, spokenName(row)]))
  const rows = persons.map((id): z.input<typeof ReviewRow> => {
    const { keeping, closings, longer } = kept.get(id)!
    const held = holds.get(id) ?? []
    const isDue = dueOf(keeping!) <= asked.today
    const inTheWay = [
      ...held.map(holdInTheWay),
      ...(open.get(id) ?? []),
      ...(closed.has(id) && isDue ? [CLOSED_IN_THE_WAY] : []),
    ]
    const decided = isDecided(keeping!)
    const proposed = proposals.has(id)
    return {
      client: { id: id, name: names.get(id)! },
      due: dueOf(keeping!),
      refs: closings.map(({ ourRef }) => ourRef),
      longer,
      ...{ decided, proposed, held: held.length > 0, inTheWay },
      free: decided && !proposed && inTheWay.length === 0 && isDue,
    }
  })
  return { rows, total }
}

/** It says that there is something, and nothing of what; said only where the file would be free to go without it. */
const CLOSED_IN_THE_WAY: z.input<typeof InTheWay> = {
  what: 'matter',
  name: 'You may not see everything that is held of this client',
  cure: 'Ask another partner.',
}

type Decided = ReturnType<typeof longerShown>
type LongerShown = Decided & { before: Decided[] }

/** That a file is kept longer, as it is shown to whoever may open restricted information. */
const longerShown = (
  { client_id, seq, until, at, by, name, reason }: Longer,
  records: Records,
) => ({ seq, until, at, who: name ?? by, reason, record: records.get(client_id)!.place })
