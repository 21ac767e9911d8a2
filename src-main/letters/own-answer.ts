import type { Log } from '../audit/log.ts'
import { formatDay } from '../dates/words.ts'
import type { Writable } from '../vault/vault.ts'
import { questionIn } from './facts-behind.ts'
import { KINDS } from './kinds.ts'
import { isStoppable, mayFollow, reached } from './lifecycle.ts'
import { recordHappened, repliesOf, sentOf, standsAt, type LetterRecord } from './record.ts'
import { hasEnded, paired } from './replies.ts'

type Recording = [log: Pick<Log, 'record'>, tx: Writable, by: { id: string }]

/** What stands with the answer that a letter of ours is, so that it is known by it again. */
const noteOf = ({ content: { kind, datedOn } }: Pick<LetterRecord, 'content'>): string =>
  `Our letter ${kind} of ${formatDay(datedOn)}`

/** Why a letter that answers a question of the holder has nothing to answer any more; null where it has. Pure. */
export function nothingToAnswer(one: LetterRecord): { what: string; cure: string } | null {
  const { answered, content, events } = one
  const draft = reached(events) === 'draft'
  if (!answered || KINDS[content.kind].part !== 'answer' || !(draft || isStoppable(events)))
    return null
  if (hasEnded(repliesOf(answered)))
    return {
      what: 'The request that the holder asked about was answered: nothing more is waited for.',
      cure: draft ? 'Discard the draft, or correct the reply.' : 'Recall it, or correct the reply.',
    }
  // What an approved letter states of a question that was corrected is told with what else it states.
  return draft && questionIn(content.kind, one) === null
    ? {
        what: 'The question that it answers is no longer recorded with the request, or is another than the case details say.',
        cure: 'Record the reply, correct the case details, or discard the draft.',
      }
    : null
}

/** A letter that answers a question of the holder, once it has left, is the answer that the clock of the request waits for. */
export async function recordAnswer(
  ...[log, tx, by, one]: [...Recording, LetterRecord & { on: string }]
): Promise<void> {
  const { answered, content, on } = one
  const question = questionIn(content.kind, one)
  const kind = question && KINDS[content.kind].answersTo[question.kind]
  if (!answered || !kind || !mayFollow(reached(answered.events), 'reply-recorded')) return
  const before = repliesOf(answered)
  const next = { kind, on, note: noteOf(one) }
  const all = [...before, { ...next, seq: Infinity }]
  // Where a person has recorded it already, it is known.
  if (paired(all, question.kind, kind).unasked.some(({ seq }) => seq === Infinity)) return
  const state = standsAt(answered, all)
  await recordHappened(log, tx, by, answered, 'reply-recorded', { ...next, state })
}

/** The same answer put right with the sending that it came with: on another day, or taken back with it where `to` is null. */
export async function correctAnswer(
  ...[log, tx, by, one]: [...Recording, LetterRecord & { to: string | null; reason: string }]
): Promise<void> {
  const { answered, to, reason } = one
  const left = sentOf(one)
  if (!answered || !left || KINDS[one.content.kind].part !== 'answer') return
  const replies = repliesOf(answered)
  const note = noteOf(one)
  const found = replies.find((reply) => reply.on === left.on && reply.note === note)
  if (!found || !mayFollow(reached(answered.events), 'reply-corrected')) return
  const others = replies.filter((reply) => reply !== found)
  const { kind } = found
  const now = to === null ? others : [...others, { kind, on: to }]
  await recordHappened(log, tx, by, answered, 'reply-corrected', {
    ...{ replaces: found.seq, kind: to === null ? null : kind, on: to ?? found.on, note, reason },
    state: standsAt(answered, now),
  })
}
