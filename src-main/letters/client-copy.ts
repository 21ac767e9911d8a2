import { counting, DETAILS, type CaseDetails } from '../details/groups.ts'
import { formatDay } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import type { Missing } from './gate.ts'
import { KINDS } from './kinds.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { ClientCopyDecided } from './logged.ts'
import type { LetterRecord } from './record.ts'
import type { CopyDecision } from './refusal-contract.ts'
import { ARGUES, type AnsweredLetter } from './refused-letters.ts'
import { isRefusal, repliesIn } from './replies.ts'

/** Whether a refusal says that what is withheld may harm the client: not where it speaks of harm to somebody else. Pure. */
export function mayHarm({ refusal }: CaseDetails): boolean {
  const row = refusal?.[0] && counting(DETAILS.refusal, refusal[0])
  return row?.['ground'] === 'harm' && row['harmTo'] !== 'other'
}

/** What was last decided of the client’s own copy, with the entry that says so; null where nothing was. Pure. */
export function copyDecided({ events }: Pick<AnsweredLetter, 'events'>) {
  const event = events.findLast(({ act }) => act === 'client-copy-decided')
  if (!event) return null
  const { decision, reason } = DECIDED.parse(event.said)
  return { decision, reason, by: event.by, at: event.at }
}
const DECIDED = ClientCopyDecided.omit({ letterId: true })

/** Strictest first. */
const BARS = ['withhold', 'visit', 'undecided', 'unsaid'] as const
interface Bar {
  why: (typeof BARS)[number]
  /** When it was decided. */
  at: string | null
}

/**
 * What bars the client’s copy by what came back to one letter: a decision until another takes its place, whatever the case
 * details say since; and before any, harm to the client, or a request for records refused on a ground that is not recorded. Pure.
 */
export function barBy(
  { kind, events }: Pick<AnsweredLetter, 'kind' | 'events'>,
  details: CaseDetails,
): Bar | null {
  const decided = copyDecided({ events })
  if (decided) return decided.decision === 'send' ? null : { why: decided.decision, at: decided.at }
  const refusals = repliesIn(events).filter(isRefusal)
  if (refusals.length === 0) return null
  if (mayHarm(details)) return { why: 'undecided', at: null }
  // What is not held harms nobody.
  const isUnsaid =
    KINDS[kind].asks !== null &&
    !details.refusal?.[0]?.['ground'] &&
    refusals.some((reply) => reply.kind !== 'not-held')
  return isUnsaid ? { why: 'unsaid', at: null } : null
}

/** The strictest bar by the letter that it answers, and in a letter that argues about records by every request of the matter. */
function barOf({
  content,
  answered,
  details,
  requests,
}: Pick<LetterRecord, 'content' | 'answered' | 'details' | 'requests'>): Bar | null {
  const argues = ARGUES.has(content.kind) || (answered && ARGUES.has(answered.content.kind))
  const found = [
    answered && barBy({ kind: answered.content.kind, events: answered.events }, answered.details),
    ...(argues ? requests.map((one) => barBy(one, details)) : []),
  ].filter((bar) => bar !== null)
  return BARS.flatMap((why) => found.findLast((bar) => bar.why === why) ?? [])[0] ?? null
}

/** Why no copy of a letter about a refusal goes to the client; null where one may, or where the letter is about none. Pure. */
export function copyBarred(
  one: Parameters<typeof barOf>[0],
): Exclude<CopyDecision, 'send'> | 'undecided' | null {
  const bar = barOf(one)
  return bar && (bar.why === 'unsaid' ? 'undecided' : bar.why)
}

/** A copy to the client stays in the office until somebody has decided that the client gets it by post. Pure. */
export function copyMissing(one: LetterRecord): Missing[] {
  const { content, events } = one
  const open = reached(events) === 'draft' || isStoppable(events)
  if (!open || !content.copies.some(({ addressee }) => addressee.role === 'client')) return []
  const bar = barOf(one)
  if (!bar) return []
  const on = bar.at ? ` on ${formatDay(londonDay(bar.at))}` : ''
  const { what, cure } = WHY[bar.why]
  return [{ what: what.replace('{on}', on), cure, where: 'copies' }]
}
const WHY = {
  undecided: {
    what: 'The refusal says that reading may harm the client, and nobody has decided whether the client gets a copy.',
    cure: 'Have a solicitor decide it with the refusal, or leave the copy out.',
  },
  unsaid: {
    what: 'The ground of the refusal is not recorded, and nobody has decided whether the client gets a copy.',
    cure: 'Record the ground with the refusal, have a solicitor decide it there, or leave the copy out.',
  },
  withhold: {
    what: 'It was decided{on} that the client gets no copy.',
    cure: 'Leave the copy out, or have it decided anew with the refusal.',
  },
  visit: {
    what: 'It was decided{on} that the copy is handed over at a visit, and not sent.',
    cure: 'Leave the copy out; a file copy is printed for the visit.',
  },
} as const
