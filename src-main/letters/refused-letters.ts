import { sql } from 'kysely'
import { byRecord, type Records } from '../clients/records.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { ANSWER_EVENTS } from './answer-events.ts'
import { KINDS, NUMBERS, type LetterKind } from './kinds.ts'

/** A letter that was answered, with what came back and what was decided of the client’s copy. */
export interface AnsweredLetter {
  id: string
  matterId: string
  /** It and the letters that speak of it: what came in answer to any of them came to it. */
  ids: readonly string[]
  kind: LetterKind
  events: readonly { seq: number; at: string; by: string; act: string; said: unknown }[]
  restricted: boolean
}

/** Groups of case details by which a letter argues about records that are withheld. */
const OF_A_REFUSAL: ReadonlySet<string> = new Set([
  ...['refusal', 'dataComplaint', 'dataClaim', 'regulator'],
])
/** Kinds of letter that argue about records that are withheld, whatever they answer. */
export const ARGUES: ReadonlySet<string> = new Set(
  NUMBERS.filter((kind) =>
    [...KINDS[kind].details, ...KINDS[kind].alsoDetails].some((group) => OF_A_REFUSAL.has(group)),
  ),
)
const ASKS = NUMBERS.filter((kind) => KINDS[kind].asks !== null)

/** The letters about these clients that asked for records and were answered, by record. */
export async function answeredRequests(
  tx: Readable,
  records: Records,
): Promise<Map<string, AnsweredLetter[]>> {
  const rows = await tx
    .selectFrom('letter as l')
    .innerJoin('letter_index as i', 'i.id', 'l.id')
    .select(['l.id', 'l.client_id', 'l.matter_id', 'l.kind', 'i.restricted', SPEAK_OF])
    .select(ANSWER_EVENTS.as('events'))
    .where(oneOf('l.client_id', records.keys()))
    .where('l.kind', 'in', ASKS)
    .where('i.sent_on', 'is not', null)
    .orderBy('l.seq')
    .execute()
  const found = rows.map(({ id, client_id, matter_id: matterId, kind, ids, ...row }) => ({
    client_id,
    letter: {
      ...{ id, matterId, kind: kind as LetterKind, restricted: row.restricted === 1 },
      ids: [id, ...(JSON.parse(ids) as string[])],
      events: JSON.parse(row.events) as AnsweredLetter['events'],
    },
  }))
  const by = byRecord(records, found, ({ client_id }) => client_id)
  return new Map([...by].map(([id, all]) => [id, all.map(({ letter }) => letter)]))
}
const SPEAK_OF =
  sql<string>`(select json_group_array(a.id) from letter as a where a.answers = l.id)`.as('ids')
