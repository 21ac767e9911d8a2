import { sql } from 'kysely'
import { InformationClass } from '../consents/contract.ts'
import { oneOf } from '../vault/json-rows.ts'
import type { Readable } from '../vault/vault.ts'
import { ANSWER_EVENTS } from './answer-events.ts'
import type { LetterContent } from './contract.ts'
import { KINDS, NHS_COMPLAINTS, NUMBERS, type LetterKind } from './kinds.ts'
import { repliesIn, type StandingReply } from './replies.ts'

/** The letter by which a complaint about care goes to the ombudsman. */
export const SECOND_STAGE: LetterKind = NUMBERS.find(
  (kind) => KINDS[kind].to === 'health-ombudsman',
)!

/** A letter about a complaint, or what came back: one paper of the chain. */
export interface ComplaintPaper {
  letterId: string
  kind: LetterKind
  on: string
  /** Ours where it is our letter; otherwise theirs, or our answer to a question of theirs. */
  reply: StandingReply['kind'] | null
  other: string
  ours: boolean
  ref: string
  tells: readonly InformationClass[]
  restricted: boolean
}

const WHAT: Record<StandingReply['kind'], string> = {
  acknowledged: 'Acknowledgement',
  'answered-in-full': 'Answer',
  'answered-in-part': 'Answer in part',
  refused: 'Refusal',
  'not-held': 'Answer that nothing is held',
  'clarification-asked': 'Question',
  'clarification-answered': 'Answer to the question',
  extended: 'Notice that more time is taken',
  'id-asked': 'Request for identification',
  'id-supplied': 'Identification',
  'fee-asked': 'Request for a fee',
}

/** What a paper is called in the list of them. */
export const paperWords = ({ kind, reply }: Pick<ComplaintPaper, 'kind' | 'reply'>): string =>
  reply ? WHAT[reply] : KINDS[kind].part === 'chaser' ? 'Reminder' : 'Complaint'

const OF_A_COMPLAINT = NUMBERS.filter(
  (kind) =>
    NHS_COMPLAINTS.includes(kind) ||
    (KINDS[kind].part === 'chaser' && KINDS[kind].purpose === 'complaint'),
)
const OURS: ReadonlySet<string> = new Set(['clarification-answered', 'id-supplied'])

/** Every paper of the complaints about care in these matters, the letters that left and what came back, oldest first. */
export async function complaintPapers(
  tx: Readable,
  matterIds: readonly string[],
): Promise<Map<string, ComplaintPaper[]>> {
  const rows = await tx
    .selectFrom('letter as l')
    .innerJoin('letter_index as i', 'i.id', 'l.id')
    .select(['l.id', 'l.matter_id', 'l.kind', 'i.sent_on', 'i.restricted', 'i.state'])
    .select([sql<string>`l.content`.as('content'), ANSWER_EVENTS.as('events')])
    .where(oneOf('l.matter_id', matterIds))
    .where('l.kind', 'in', OF_A_COMPLAINT)
    .where('i.sent_on', 'is not', null)
    .where('i.state', '!=', 'returned')
    .execute()
  const found = new Map<string, ComplaintPaper[]>()
  for (const { id, matter_id, kind, sent_on, restricted, content, events } of rows) {
    const { addressee, passages, enclosures, yourRef } = JSON.parse(content) as LetterContent
    const classes = [...passages, ...enclosures].flatMap(
      (one) => InformationClass.safeParse(one.class).data ?? [],
    )
    const about = {
      ...{ letterId: id, kind: kind as LetterKind, other: addressee.name, ref: yourRef },
      ...{ tells: [...new Set(classes)], restricted: restricted === 1 },
    }
    const papers = found.get(matter_id) ?? []
    found.set(matter_id, papers)
    papers.push({ ...about, on: sent_on!, reply: null, ours: true })
    for (const { kind: reply, on } of repliesIn(JSON.parse(events) as never))
      papers.push({ ...about, on, reply, ours: OURS.has(reply) })
  }
  for (const papers of found.values())
    papers.sort((one, other) => one.on.localeCompare(other.on) || (one.reply ? 1 : 0))
  return found
}
