import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { ANSWER_EVENTS } from './answer-events.ts'
import { KINDS, NUMBERS, type LetterKind } from './kinds.ts'

/** A letter that was answered, with what came back and what was decided of the client’s copy. */
export interface AnsweredLetter {
  id: string
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

/** The letters of these matters that asked for records and were answered, by matter. */
export async function answeredRequests(
  tx: Readable,
  matterIds: readonly string[],
): Promise<Map<string, AnsweredLetter[]>> {
  const rows = await tx
    .selectFrom('letter as l')
    .innerJoin('letter_index as i', 'i.id', 'l.id')
    .select(['l.id', 'l.matter_id', 'l.kind', 'i.restricted', ANSWER_EVENTS.as('events')])
    .where(oneOf('l.matter_id', matterIds))
    .where('l.kind', 'in', ASKS)
    .where('i.sent_on', 'is not', null)
    .orderBy('l.seq')
    .execute()
  const found = rows.map(({ id, matter_id, kind, restricted, events }) => ({
    matter_id,
    letter: {
      ...{ id, kind: kind as LetterKind, restricted: restricted === 1 },
      events: JSON.parse(events) as AnsweredLetter['events'],
    },
  }))
  const by = Map.groupBy(found, ({ matter_id }) => matter_id)
  return new Map([...by].map(([id, all]) => [id, all.map(({ letter }) => letter)]))
}
