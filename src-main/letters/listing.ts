import { sql } from 'kysely'
import { RECORDS_BY_NAME } from '../clients/known-client.ts'
import { ofPerson } from '../clients/records.ts'
import { MATTERS_BY_REFERENCE } from '../matters/read-matter.ts'
import { pageIn, within, type Order } from '../vault/order.ts'
import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { letters as contract } from './contract.ts'
import { inSight, stageOf, type LetterDays, type Sight } from './letter-index.ts'

type Asked = z.output<(typeof contract)['list']['input']>

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
  { matterId, clientId, which, sort, offset, limit }: Asked,
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
  if (sort) {
    const where = [sql`${stageOf} in (${sql.join(stages)})`, inSight(seesRestricted)]
    if (matterId !== undefined) where.push(sql`l.matter_id = ${matterId}`)
    if (clientId !== undefined) where.push(ofPerson('l.client_id', clientId))
    const page = { ...{ down: sort.down, where }, offset, limit }
    const rows = await pageIn<{ id: string }>(tx, 'l.id', ORDERS[sort.by], page)
    return { ids: rows.map(({ id }) => id), total, groups }
  }
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

const ORDERS: Record<NonNullable<Asked['sort']>['by'], Order> = {
  ref: within(MATTERS_BY_REFERENCE, 'letter_index l on l.matter_id = m.id', 'l.first_seq'),
  client: within(RECORDS_BY_NAME, 'letter_index l on l.client_id = r.client_id', 'l.first_seq'),
  kind: { from: 'letter_index l', by: ['l.kind', 'l.dated_on', 'l.first_seq'] },
  to: { from: 'letter_index l', by: ['l.to_name collate nocase', 'l.first_seq'] },
  dated: { from: 'letter_index l', by: ['l.dated_on', 'l.first_seq'] },
}

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
