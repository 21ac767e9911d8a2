import { toldIn, type ToldBy } from '../disclosures/chronology.ts'
import type { openMatterIds } from '../matters/passing.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { peopleNamed } from '../people/names.ts'
import { sql } from 'kysely'
import { byRecord, ofPerson, type Records } from '../clients/records.ts'
import { oneOf, rowsOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import { namingClosed } from './approved-papers.ts'
import { CHASER_KINDS, kindThat } from './kinds.ts'
import { contentOf } from './logged.ts'

/** The stage a letter is at, by which the office lists it, of the rows called `l`. */
export const stageOf = sql<string>`l.stage`

/** By the letter that was chased, the chasers that left and that nobody sent back: each with its day. */
export async function chasersOf(
  tx: Readable,
  ids: readonly string[],
): Promise<Map<string, { on: string; restricted: boolean }[]>> {
  const chasers = new Map<string, { on: string; restricted: boolean }[]>()
  if (ids.length === 0) return chasers
  const rows = await tx
    .selectFrom('letter_index')
    .select(['answers', 'sent_on', 'restricted'])
    .where(oneOf('answers', ids))
    .where('kind', 'in', CHASER_KINDS)
    .where('sent_on', 'is not', null)
    .where('state', '!=', 'returned')
    .orderBy('first_seq')
    .execute()
  for (const { answers, sent_on, restricted } of rows)
    chasers.set(answers!, [
      ...(chasers.get(answers!) ?? []),
      { on: sent_on!, restricted: restricted === 1 },
    ])
  return chasers
}

/** Of each of these letters, whether it holds something restricted, and whether it was not discarded. */
export async function howTheyStand(
  tx: Readable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { restricted: boolean; stands: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letter_index')
    .select(['id', 'restricted', 'state'])
    .where(oneOf('id', ids))
    .execute()
  return new Map(
    rows.map(({ id, restricted, state }) => [
      id,
      { restricted: restricted === 1, stands: state !== 'discarded' },
    ]),
  )
}

/** A letter of a client as another one gives account of it. */
export interface OtherLetter {
  id: string
  client_id: string
  kind: string
  to_name: string
  to_role: string
  dated_on: string
  state: string
  sent_on: string | null
  our_ref: string
  recalled_seq: number | null
  /** Whether it holds something restricted. */
  restricted: number
  /** The entry by which it left; null while it has not. */
  sent_seq: number | null
  /** To whom it disclosed something, and on what forms. */
  told: readonly ToldBy[]
  /** What the books said when it was last written or approved, as JSON; null for one older than that is kept. */
  states: string | null
}

/** The letters of the persons whose records these are, as another one gives account of them, oldest first. */
export async function lettersToReader(
  tx: Readable,
  records: Records,
): Promise<Map<string, OtherLetter[]>> {
  const rows = await tx
    .selectFrom('letter_index as l')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .leftJoin('letter_event as e', (on) =>
      on.onRef('e.letter_id', '=', 'l.id').on('e.act', '=', 'letter-recalled'),
    )
    .select(['l.id', 'l.client_id', 'l.kind', 'l.to_name', 'l.to_role', 'l.dated_on', 'l.state'])
    .select(['l.sent_on', 'l.restricted', 'm.our_ref', 'e.seq as recalled_seq'])
    .select(STATES.as('states'))
    .select(toldIn(sql.ref('l.id')).as('told'))
    .select(SENT_SEQ.as('sent_seq'))
    .where(oneOf('l.client_id', records.keys()))
    .orderBy('l.first_seq')
    .execute()
  const read = rows.map(({ told, ...row }) => ({ ...row, told: JSON.parse(told) as ToldBy[] }))
  return byRecord(records, read, ({ client_id }) => client_id)
}
/** What the books said when a letter was last written or approved, as `statedBy` has it. */
export const STATES = sql<string | null>`(
  select w.said -> '$.states' from letter_event as w
  where w.letter_id = l.id and w.said -> '$.states' is not null order by w.seq desc limit 1)`
const SENT_SEQ = sql<number | null>`(
  select max(s.seq) from letter_event as s where s.letter_id = l.id and s.act = 'letter-sent')`

/** The letters of clients that are not done with: what their day and their deadlines follow from. */
export async function openLettersOf(
  tx: Readable,
  clientIds: readonly string[],
): Promise<Pick<Tables['letter_index'], 'id' | 'client_id' | 'kind' | 'to_name' | 'state'>[]> {
  return tx
    .selectFrom('letter_index')
    .select(['id', 'client_id', 'kind', 'to_name', 'state'])
    .where(oneOf('client_id', clientIds))
    .where('state', 'in', ['draft', 'approved', 'printed', 'signed', 'sent', 'returned'])
    .orderBy('first_seq')
    .execute()
}

/** The clients of whom a letter is in draft, to be inserted. */
export const clientsDrafting = (tx: Readable) =>
  tx.selectFrom('letter_index as l').select('l.client_id').distinct().where(stageOf, '=', 'draft')

/** The clients who have a letter that is approved and has not left. */
export async function stoppableClients(tx: Readable): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_index as l')
    .select('l.client_id')
    .distinct()
    .where(stageOf, 'in', ['approved', 'printed', 'signed'])
    .execute()
  return rows.map(({ client_id }) => client_id)
}

/** The letters of a matter that are not done with, oldest first; `consentRequested` of forms to sign alone. */
export async function unfinishedOf(
  tx: Readable,
  matterId: string,
  { seesRestricted }: Pick<Sight, 'seesRestricted'>,
) {
  const rows = await tx
    .selectFrom('letter_index as i')
    .innerJoin('letter as l', 'l.id', 'i.id')
    .select(['i.id', 'i.kind', 'i.to_name', 'i.state', 'i.sent_on'])
    .select(sql<string | null>`iif(i.kind = ${kindThat('form')}, l.content, null)`.as('form'))
    .where('i.matter_id', '=', matterId)
    .$if(!seesRestricted, (query) => query.where('i.restricted', '=', 0))
    .where(({ or, and, eb }) =>
      or([
        eb('i.state', 'in', ['draft', 'approved', 'printed', 'signed']),
        and([eb('i.state', '=', 'returned'), sql<boolean>`not ${replaced(seesRestricted)}`]),
        and([eb('i.state', '=', 'sent'), eb('i.awaits', '=', 1)]),
      ]),
    )
    .orderBy('i.first_seq')
    .execute()
  return rows.map(({ form, ...row }) => ({
    ...row,
    consentRequested: form === null ? null : contentOf(form).consentRequested,
  }))
}

/** How many letters of these matters have not left yet. */
export async function notSentIn(
  tx: Readable,
  matters: ReturnType<typeof openMatterIds>,
): Promise<number> {
  const { letters } = await tx
    .selectFrom('letter_index')
    .select(({ fn }) => fn.countAll<number>().as('letters'))
    .where('matter_id', 'in', matters)
    .where('state', 'in', ['draft', 'approved', 'printed', 'signed'])
    .executeTakeFirstOrThrow()
  return letters
}

/** Whether a draft that was not discarded takes the letter's place, of those that whoever asks may see. */
const replaced = (seesRestricted: boolean) => sql`exists (
  select 1 from letter_event as e join letter_index as n on n.id = json_extract(e.said, '$.replacedBy')
  where e.letter_id = i.id and e.act = 'letter-replaced' and n.state <> 'discarded'
    and n.restricted <= ${seesRestricted ? 1 : 0})`

/** Whether a letter took a client a form to sign and has left. */
export async function isFormTo(tx: Readable, letterId: string, clientId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('letter_index')
    .select('id')
    .where('id', '=', letterId)
    .where(ofPerson('client_id', clientId))
    .where('kind', '=', kindThat('form'))
    .where('sent_on', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}

/** The letters that hold something restricted, to be asked within another question. */
export const restrictedLetters = (tx: Readable) =>
  tx.selectFrom('letter_index').select('id').where('restricted', '=', 1)

/** Every letter of the person whose record this is, oldest first. */
export async function lettersOf(
  tx: Readable,
  clientId: string,
  { seesRestricted }: Pick<Sight, 'seesRestricted'>,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_index as l')
    .select('id')
    .where(ofPerson('client_id', clientId))
    .where(inSight(seesRestricted))
    .orderBy('first_seq')
    .execute()
  return rows.map(({ id }) => id)
}

/** How many letters stand in each of these records. */
export async function lettersCounted(
  tx: Readable,
  clientIds: readonly string[],
  { seesRestricted }: Pick<Sight, 'seesRestricted'>,
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('letter_index as l')
    .where(inSight(seesRestricted))
    .select(({ fn }) => ['client_id', fn.countAll<number>().as('letters')])
    .where(oneOf('client_id', clientIds))
    .groupBy('client_id')
    .execute()
  return new Map(rows.map(({ client_id, letters }) => [client_id, letters]))
}

/** Days that follow from a letter: from when its answer is due, or on which it may not leave. */
export interface LetterDays {
  id: string
  client_id: string
  sort: 'due' | 'shut'
  from_day: string
  to_day: string
}

/** Puts the days of these clients' letters in place of those that were there. */
export async function putLetterDays(
  tx: Writable,
  clientIds: readonly string[],
  days: readonly LetterDays[],
): Promise<void> {
  await tx.deleteFrom('letter_days').where(oneOf('client_id', clientIds)).execute()
  const columns = ['id', 'client_id', 'sort', 'from_day', 'to_day'] as const
  await tx
    .insertInto('letter_days')
    .columns([...columns])
    .expression(rowsOf(columns, days))
    .execute()
}

/** As of which day, and whether letters are listed that hold something restricted. */
export interface Sight {
  today: string
  seesRestricted: boolean
}
/** Of the rows called `l`, those that whoever asks may see. */
export const inSight = (seesRestricted: boolean) =>
  sql<boolean>`(${seesRestricted ? 1 : 0} or l.restricted = 0)`

/** What happened to a letter, as the register of disclosures shows it: each act with its entry and whose it was. */
export async function letterTrail(tx: Readable, letterId: string) {
  const rows = await tx
    .selectFrom('letter_event as e')
    .innerJoin('letter as l', 'l.id', 'e.letter_id')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .leftJoin(peopleNamed(tx).as('p'), 'p.id', 'e.by')
    .innerJoin('letter_index as i', 'i.id', 'e.letter_id')
    .select([
      'e.seq',
      'e.at',
      'e.act',
      'e.said',
      'p.name',
      'm.our_ref',
      'i.restricted',
      'i.sent_on',
    ])
    .where('e.letter_id', '=', letterId)
    .orderBy('e.seq')
    .execute()
  const steps = rows.map(({ seq, at, act, said, name }) => ({
    ...{ seq, at, act, by: name ?? 'Unknown person' },
    said: JSON.parse(said) as unknown,
  }))
  const [{ our_ref: ourRef, restricted, sent_on } = { our_ref: '', restricted: 0, sent_on: null }] =
    rows
  const posted = await tx
    .selectFrom('post_book')
    .select(['seq', 'at'])
    .where('on_day', '=', sent_on ?? '')
    .where(
      sql<boolean>`exists (
      select 1 from json_each(lines) as one where one.value ->> 'letterId' = ${letterId})`,
    )
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  const namesClosed = (await namingClosed(tx, [letterId])).size > 0
  return { ourRef, steps, restricted: restricted === 1, namesClosed, posted: posted ?? null }
}
