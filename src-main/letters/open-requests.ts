import { sql } from 'kysely'
import { clientsNamed, listName } from '../clients/known-client.ts'
import { daysAfter } from '../dates/days.ts'
import { farthest } from '../deadlines/reach.ts'
import type { LawBook } from '../law/law-book.ts'
import type { OpenDeadline } from '../law/moved.ts'
import type { Touched } from '../law/touched.ts'
import { mattersNamed } from '../matters/read-matter.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { LetterKind } from './contract.ts'
import { complaintClock, COMPLAINT_RULE, countsAs, deadlineOf, rulesFor } from './deadline.ts'
import { asksFor, COMPLAINS, isChaser, KINDS, RECORDS_CHASER } from './kinds.ts'
import { stageOf } from './letter-index.ts'
import { repliesIn, REPLY_ACTS, type Reply } from './replies.ts'

/** The clock of every letter that still waits for its answer, as a book has it; of those that a change can move, where one is named. */
export async function openRequests(
  tx: Readable,
  book: LawBook,
  { today, titleOf, touched }: { today: string; titleOf(kind: string): string; touched?: Touched },
): Promise<OpenDeadline[]> {
  const asking = (Object.keys(KINDS) as LetterKind[]).flatMap((kind) => {
    const asks = isChaser(kind) ? null : asksFor(kind, null)
    const mayMove = asks && (touched ? movable(touched, rulesFor(asks.records)) : () => true)
    return mayMove ? [{ kind: kind as string, records: asks.records, mayMove }] : []
  })
  if (asking.length === 0) return []
  const byRule = asking.some(({ records }) =>
    rulesFor(records).some((id) => touched?.rules.has(id)),
  )
  const onlyDays = touched !== undefined && !byRule && touched.routes.size === 0
  const rows = await tx
    .selectFrom('letter_index as l')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'l.client_id')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .select(['l.id', 'c.person_id', 'l.matter_id', 'l.kind', 'l.sent_on', 'l.route'])
    .select(['c.surname', 'c.forenames', 'm.our_ref'])
    .where(stageOf, '=', 'waiting')
    .where(
      'l.kind',
      'in',
      asking.map(({ kind }) => kind),
    )
    .$if(onlyDays, (query) => query.where('l.sent_on', '<=', touched!.days.toSorted().at(-1)!))
    .orderBy('l.first_seq')
    .execute()
  const repliesBy = await repliesTo(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.flatMap((row) => {
    const { records, mayMove } = asking.find(({ kind }) => kind === row.kind)!
    const sent = { on: row.sent_on!, route: row.route! }
    const replies = repliesBy.get(row.id) ?? []
    if (!mayMove(sent, replies)) return []
    const found = unlessRefused(() => deadlineOf({ records, sent, replies }, today, book))
    if (!found) return []
    const { rule, due, prudent } = found
    return [
      {
        ...{ what: 'letter' as const, rule, title: titleOf(row.kind) },
        letterId: row.id as OpenDeadline['letterId'],
        matterId: row.matter_id as OpenDeadline['matterId'],
        clientId: row.person_id as OpenDeadline['clientId'],
        ...{ clientName: listName(row), ourRef: row.our_ref, date: { due, prudent } },
      },
    ]
  })
}

/**
 * The time to acknowledge every complaint that a chaser made and nobody acknowledged, while its request waits, as a book
 * has it; of those that a change can move, where one is named.
 */
export async function openComplaints(
  tx: Readable,
  book: LawBook,
  { today, touched }: { today: string; touched?: Touched },
): Promise<OpenDeadline[]> {
  const mayMove = touched ? movable(touched, [COMPLAINT_RULE]) : () => true
  if (!mayMove) return []
  const within = touched && sentWithin(touched)
  const rows = await tx
    .selectFrom('letter_index as l')
    .innerJoin('letter_index as x', 'x.answers', 'l.id')
    .innerJoin('letter as w', 'w.id', 'x.id')
    .innerJoin(clientsNamed(tx).as('c'), 'c.id', 'l.client_id')
    .innerJoin(mattersNamed(tx).as('m'), 'm.id', 'l.matter_id')
    .select(['x.id', 'c.person_id', 'l.matter_id', 'l.id as answered', 'x.sent_on', 'x.route'])
    .select(['c.surname', 'c.forenames', 'm.our_ref'])
    .where(stageOf, '=', 'waiting')
    .where('x.kind', '=', RECORDS_CHASER)
    .where('x.state', '=', 'sent')
    .where(
      sql<boolean>`exists (select 1 from json_each(w.content, '$.passages') as p
        where p.value ->> 'id' = ${COMPLAINS})`,
    )
    .$if(Boolean(within), (query) =>
      query.where('x.sent_on', '>=', within!.from).where('x.sent_on', '<=', within!.to),
    )
    .orderBy('x.first_seq')
    .execute()
  const repliesBy = await repliesTo(
    tx,
    rows.map(({ answered }) => answered),
  )
  return rows.flatMap((row) => {
    const sent = { on: row.sent_on!, route: row.route! }
    const replies = repliesBy.get(row.answered) ?? []
    if (!mayMove(sent, replies)) return []
    const found = unlessRefused(() => complaintClock({ sent, replies }, today, book))
    if (!found || found.acknowledgedOn !== null) return []
    const { rule, due, prudent, title } = found
    return [
      {
        ...{ what: 'letter' as const, rule, title },
        letterId: row.id as OpenDeadline['letterId'],
        matterId: row.matter_id as OpenDeadline['matterId'],
        clientId: row.person_id as OpenDeadline['clientId'],
        ...{ clientName: listName(row), ourRef: row.our_ref, date: { due, prudent } },
      },
    ]
  })
}

/** When a complaint left that a changed holiday can move, which nothing that came since makes later; null where more changed. */
function sentWithin(touched: Touched): { from: string; to: string } | null {
  const days = touched.days.toSorted()
  if (touched.rules.has(COMPLAINT_RULE) || touched.routes.size > 0 || days.length === 0) return null
  return { from: daysAfter(days[0]!, -farthest(touched, [COMPLAINT_RULE])), to: days.at(-1)! }
}

/** A book whose law does not reach these days gives no date. */
function unlessRefused<Found>(find: () => Found): Found | null {
  try {
    return find()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

type MayMove = (sent: { on: string; route: string }, replies: readonly Reply[]) => boolean

/** Whether a change can move a request under one of these rules: by its rule, its route or a holiday on its way; null where it moves none. */
function movable(touched: Touched, rules: readonly string[]): MayMove | null {
  if (rules.some((id) => touched.rules.has(id))) return () => true
  if (touched.routes.size === 0 && touched.days.length === 0) return null
  const reach = farthest(touched, rules)
  return (sent, replies) => {
    if (touched.routes.has(countsAs(sent.route))) return true
    const last = [sent.on, ...replies.map(({ on }) => on)].sort().at(-1)!
    const until = daysAfter(last, reach)
    return touched.days.some((on) => sent.on <= on && on <= until)
  }
}

async function repliesTo(tx: Readable, ids: readonly string[]): Promise<Map<string, Reply[]>> {
  const rows = await tx
    .selectFrom('letter_event')
    .select(['letter_id', 'seq', 'act', 'said'])
    .where(oneOf('letter_id', ids))
    .where('act', 'in', [...REPLY_ACTS])
    .orderBy('seq')
    .execute()
  const by = Map.groupBy(rows, ({ letter_id }) => letter_id)
  return new Map(
    [...by].map(([id, all]) => [
      id,
      repliesIn(all.map((row) => ({ ...row, said: JSON.parse(row.said) as unknown }))),
    ]),
  )
}
