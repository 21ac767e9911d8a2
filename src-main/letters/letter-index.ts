import { toldIn, type ToldBy } from '../disclosures/chronology.ts'
import type { openMatterIds } from '../matters/passing.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { peopleNamed } from '../people/names.ts'
import { sql } from 'kysely'
import { byRecord, ofPerson, type Records } from '../clients/records.ts'
import { oneOf, rowsOf } from '../vault/json-rows.ts'
import type { Tables } from '../vault/schema.ts'
import type { Readable, Writable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { letters as contract } from './contract.ts'
import { CHASER_KINDS, kindThat } from './kinds.ts'
import { contentOf } from './logged.ts'

type Asked = z.output<(typeof contract)['list']['input']>
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

type Group = z.output<(typeof contract)['list']['output']>['groups'][number]
/** A stretch of a list: letters that stand alike, in their own order. */
interface Stretch {
  stage: string
  days?: LetterDays['sort']
  without?: LetterDays['sort']
}

const UNSENT: Stretch[] = [
  ...['signed', 'printed', 'approved'].map((stage) => ({ stage, without: 'shut' as const })),
  { stage: 'draft' },
]
const STOPPABLE: Stretch[] = ['signed', 'printed', 'approved'].map((stage) => ({
  stage,
  days: 'shut',
}))
const OPEN: Stretch[] = [
  ...STOPPABLE,
  ...UNSENT,
  { stage: 'waiting', days: 'due' },
  { stage: 'waiting', without: 'due' },
]
/** What must not leave first, then what is nearest to leaving, then by the day that the answer is due. */
const ORDER: Record<Asked['which'], Stretch[]> = {
  open: OPEN,
  all: [...OPEN, { stage: 'done' }],
  discarded: [{ stage: 'discarded' }],
}
const GROUP_OF: Record<string, Group['name']> = {
  ...{ draft: 'unsent', approved: 'unsent', printed: 'unsent', signed: 'unsent' },
  ...{ waiting: 'waiting', done: 'done', discarded: 'discarded' },
}

/** The ids of one page of the office's letters, or of a client's or a matter's, and what there is of each group. */
export async function pageOf(
  tx: Readable,
  { matterId, clientId, which, offset, limit }: Asked,
  { today, seesRestricted }: Sight,
): Promise<{ ids: string[]; total: number; groups: Group[] }> {
  const stretches = ORDER[which]
  const stages = [...new Set(stretches.map(({ stage }) => stage))]
  let all = tx.selectFrom('letter_index as l').where(stageOf, 'in', stages)
  all = all.where(inSight(seesRestricted))
  if (matterId !== undefined) all = all.where('l.matter_id', '=', matterId)
  if (clientId !== undefined) all = all.where(ofPerson('l.client_id', clientId))
  const counts = await all
    .select(({ fn }) => [stageOf.as('stage'), fn.countAll<number>().as('total')])
    .groupBy(stageOf)
    .execute()
  const total = counts.reduce((sum, one) => sum + one.total, 0)
  const narrowed = matterId !== undefined || clientId !== undefined
  const groups = groupsOf(counts, narrowed ? 0 : await lateOn(tx, { today, seesRestricted }))
  if (narrowed) {
    const rows = await all
      .select('l.id')
      .orderBy('l.first_seq', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { ids: rows.map(({ id }) => id), total, groups }
  }
  const ids: string[] = []
  let before = offset
  for (const { stretch, length } of await lengthsOf(tx, stretches, counts, {
    today,
    seesRestricted,
  })) {
    const wanted = Math.min(limit - ids.length, length - before)
    if (wanted > 0)
      ids.push(
        ...(await idsOf(tx, stretch, { today, seesRestricted }, { offset: before, limit: wanted })),
      )
    before = Math.max(0, before - length)
  }
  return { ids, total, groups }
}

/** As of which day, and whether letters are listed that hold something restricted. */
interface Sight {
  today: string
  seesRestricted: boolean
}
const inSight = (seesRestricted: boolean) =>
  sql<boolean>`(${seesRestricted ? 1 : 0} or l.restricted = 0)`

type Counts = { stage: string; total: number }[]

function groupsOf(counts: Counts, late: number): Group[] {
  const sum = (name: Group['name']) =>
    counts
      .filter(({ stage }) => GROUP_OF[stage] === name)
      .reduce((all, { total }) => all + total, 0)
  return (['unsent', 'waiting', 'done', 'discarded'] as const)
    .map((name) => ({ name, total: sum(name), late: name === 'waiting' ? late : 0 }))
    .filter(({ total }) => total > 0)
}

async function lateOn(tx: Readable, { today, seesRestricted }: Sight): Promise<number> {
  const { late } = await tx
    .selectFrom('letter_days as d')
    .select(({ fn }) => fn.countAll<number>().as('late'))
    .where('d.sort', '=', 'due')
    .where('d.from_day', '<', today)
    .$if(!seesRestricted, (query) => query.where(OF_OPEN))
    .executeTakeFirstOrThrow()
  return late
}

const OF_OPEN = sql<boolean>`exists (select 1 from letter_index l where l.id = d.id and l.restricted = 0)`

/** How long each stretch is, so that a page begins where it must without reading what stands before it. */
async function lengthsOf(
  tx: Readable,
  stretches: readonly Stretch[],
  counts: Counts,
  { today, seesRestricted }: Sight,
): Promise<{ stretch: Stretch; length: number }[]> {
  const shut = await tx
    .selectFrom('letter_days as d')
    .innerJoin('letter_index as l', 'l.id', 'd.id')
    .select(({ fn }) => [stageOf.as('stage'), fn.countAll<number>().as('total')])
    .where('d.sort', '=', 'shut')
    .where('d.from_day', '<=', today)
    .where('d.to_day', '>=', today)
    .where(inSight(seesRestricted))
    .groupBy(stageOf)
    .execute()
  // An answer is due to letters that wait for one, and to no others.
  const due = await tx
    .selectFrom('letter_days as d')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('d.sort', '=', 'due')
    .$if(!seesRestricted, (query) => query.where(OF_OPEN))
    .executeTakeFirstOrThrow()
  const whole = (stage: string) => counts.find((one) => one.stage === stage)?.total ?? 0
  const of = (stage: string, sort: LetterDays['sort']) =>
    sort === 'shut' ? (shut.find((one) => one.stage === stage)?.total ?? 0) : due.total
  return stretches.map((stretch) => {
    const { stage, days, without } = stretch
    const length = days ? of(stage, days) : whole(stage) - (without ? of(stage, without) : 0)
    return { stretch, length }
  })
}

async function idsOf(
  tx: Readable,
  { stage, days, without }: Stretch,
  { today, seesRestricted }: Sight,
  { offset, limit }: { offset: number; limit: number },
): Promise<string[]> {
  const marked = (sort: LetterDays['sort']) =>
    sort === 'due'
      ? sql<boolean>`exists (select 1 from letter_days d where d.id = l.id and d.sort = 'due')`
      : sql<boolean>`exists (select 1 from letter_days d where d.id = l.id and d.sort = 'shut'
          and d.from_day <= ${today} and d.to_day >= ${today})`
  if (days === 'due') {
    const rows = await tx
      .selectFrom('letter_days as d')
      .select('d.id')
      .where('d.sort', '=', 'due')
      .$if(!seesRestricted, (query) => query.where(OF_OPEN))
      .orderBy('d.from_day')
      .orderBy('d.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return rows.map(({ id }) => id)
  }
  let query = tx.selectFrom('letter_index as l').select('l.id').where(stageOf, '=', stage)
  query = query.where(inSight(seesRestricted))
  if (days) query = query.where(marked(days))
  if (without) query = query.where(sql<boolean>`not ${marked(without)}`)
  const backwards = stage === 'done' || stage === 'discarded'
  const rows = await query
    .orderBy('l.dated_on', backwards ? 'desc' : 'asc')
    .orderBy('l.first_seq', backwards ? 'asc' : 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ id }) => id)
}

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
  return { ourRef, steps, restricted: restricted === 1, posted: posted ?? null }
}

/** The paper of each of these letters as it was approved, by letter. */
export async function frozenOf(tx: Readable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('letter_event')
    .select(['letter_id', sql<string>`json_extract(said, '$.paperId')`.as('paper')])
    .where(oneOf('letter_id', ids))
    .where('act', '=', 'letter-approved')
    .execute()
  return new Map(rows.map(({ letter_id, paper }) => [letter_id, paper]))
}
