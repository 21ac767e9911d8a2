import { counting, DETAILS, type CaseDetails } from '../details/groups.ts'
import { formatDay } from '../dates/words.ts'
import { londonDay } from '../dates/days.ts'
import type { Missing } from './gate.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { ClientCopyDecided } from './logged.ts'
import { repliesOf, type LetterRecord } from './record.ts'
import type { CopyDecision } from './refusal-contract.ts'
import { isRefusal } from './replies.ts'

/** Whether a refusal says that what is withheld may harm the client: not where it speaks of harm to somebody else. Pure. */
export function mayHarm({ refusal }: CaseDetails): boolean {
  const row = refusal?.[0] && counting(DETAILS.refusal, refusal[0])
  return row?.['ground'] === 'harm' && row['harmTo'] !== 'other'
}

/** What was last decided of the client’s own copy, with the entry that says so; null where nothing was. Pure. */
export function copyDecided({ events }: Pick<LetterRecord, 'events'>) {
  const event = events.findLast(({ act }) => act === 'client-copy-decided')
  if (!event) return null
  const { decision, reason } = DECIDED.parse(event.said)
  return { decision, reason, by: event.by, at: event.at }
}
const DECIDED = ClientCopyDecided.omit({ letterId: true })

/** Why no copy of a letter about a refusal goes to the client; null where one may, or where the letter is about none. Pure. */
export function copyBarred({
  answered,
  details,
}: Pick<LetterRecord, 'answered' | 'details'>): Exclude<CopyDecision, 'send'> | 'undecided' | null {
  if (!answered || !repliesOf(answered).some(isRefusal) || !mayHarm(details)) return null
  const found = copyDecided(answered)
  if (!found) return 'undecided'
  return found.decision === 'send' ? null : found.decision
}

/** A copy to the client stays in the office until somebody has decided that the client gets it by post. Pure. */
export function copyMissing(one: LetterRecord): Missing[] {
  const { content, events, answered } = one
  const open = reached(events) === 'draft' || isStoppable(events)
  const barred = copyBarred(one)
  if (!open || !barred || !content.copies.some(({ addressee }) => addressee.role === 'client'))
    return []
  const found = answered && copyDecided(answered)
  const on = found ? ` on ${formatDay(londonDay(found.at))}` : ''
  return [{ ...WHY[barred], what: WHY[barred].what.replace('{on}', on), where: 'copies' }]
}
const WHY = {
  undecided: {
    what: 'The refusal says that reading may harm the client, and nobody has decided whether the client gets a copy.',
    cure: 'Have a solicitor decide it with the refusal, or leave the copy out.',
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
