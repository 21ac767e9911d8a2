import type { z } from '../wire/schema.ts'
import type { ReplyDecision, ReplyKind } from './contract.ts'
import type { Question } from './kinds.ts'
import { ReplyCorrected, ReplyDecided, ReplyRecorded } from './logged.ts'

/** What came back, as far as a clock goes by it. */
export interface Reply {
  kind: z.output<typeof ReplyKind>
  on: string
  /** Whether it waits for a solicitor’s decision; a reply recorded before that was asked never did. */
  toDecide?: boolean | undefined
  /** What a solicitor decided of it, and for a later look the day of that. */
  decided?: { decision: z.output<typeof ReplyDecision>; until: string | null } | null | undefined
  /** The entries that recorded it and that decided it; none while that is only being looked at. */
  seq?: number | undefined
  decidedSeq?: number | undefined
}
/** A reply as it now stands, by the entry that recorded or corrected it. */
export interface StandingReply extends Reply {
  seq: number
  /** The entry that first recorded it: the same through every correction. */
  first: number
  note: string
}

/** Replies that a solicitor decides upon. */
const DECIDED_UPON: ReadonlySet<string> = new Set([
  ...['refused', 'answered-in-part', 'not-held', 'fee-asked', 'id-asked'],
])
export const isDecidedUpon = (kind: string): boolean => DECIDED_UPON.has(kind)
const REFUSES: ReadonlySet<string> = new Set(['refused', 'not-held'])
/** Whether something that was asked for does not come by it. */
export const isRefusal = ({ kind }: Pick<Reply, 'kind'>): boolean =>
  REFUSES.has(kind) || kind === 'answered-in-part'

/** Whether a reply ends the waiting: a whole answer, or one that a solicitor accepted. Pure. */
export const endsWaiting = ({ kind, toDecide, decided }: Reply): boolean =>
  kind === 'answered-in-full' ||
  (REFUSES.has(kind) && !toDecide && !decided) ||
  ((REFUSES.has(kind) || kind === 'answered-in-part') && decided?.decision === 'accept')

/** Decisions by which an answer is still waited for. */
const WAITS_ON: ReadonlySet<string> = new Set(['chase', 'challenge', 'restart'])
const later = (one: number | undefined, other: number | undefined) =>
  (one ?? Infinity) > (other ?? Infinity)

/** The reply that ends the waiting, the last of several; undefined where none does. */
const endOf = <One extends Reply>(replies: readonly One[]): One | undefined =>
  replies
    .filter(endsWaiting)
    .reduce<One | undefined>((last, one) => (last && last.on > one.on ? last : one), undefined)

/** What came after the ending reply, of one day as it was recorded, and asks for a decision all the same. */
const contradicts = (one: Reply, end: Reply): boolean =>
  one !== end &&
  isDecidedUpon(one.kind) &&
  (one.on > end.on || (one.on === end.on && later(one.seq, end.seq)))

/**
 * The reply by which the waiting has ended; null while it goes on. It goes on again where a solicitor, who had that reply,
 * decided of one that contradicts it that an answer is still owed. Pure.
 */
function endedBy<One extends Reply>(replies: readonly One[]): One | null {
  const end = endOf(replies)
  const isReopened = (one: One) =>
    contradicts(one, end!) &&
    WAITS_ON.has(one.decided?.decision ?? '') &&
    later(one.decidedSeq, end!.seq)
  return end && !replies.some(isReopened) ? end : null
}

/** Whether nothing more is waited for. Pure. */
export const hasEnded = (replies: readonly Reply[]): boolean => endedBy(replies) !== null

/** Whether nothing is due while it is decided upon or argued with: refused, and not to be chased. Pure. */
export const holdsTime = ({ kind, decided }: Reply): boolean =>
  REFUSES.has(kind) && decided?.decision !== 'chase'

/** The replies as they now stand: corrected, withdrawn and decided upon. Pure. */
export function repliesIn(
  events: readonly { seq: number; act: string; said: unknown }[],
): StandingReply[] {
  const standing = new Map<number, StandingReply>()
  for (const { seq, act, said } of events) {
    if (act === 'reply-recorded') {
      const { kind, on, note, toDecide } = REPLY.parse(said)
      standing.set(seq, { seq, first: seq, kind, on, note, toDecide, decided: null })
    }
    if (act === 'reply-corrected') {
      const { replaces, kind, on, note } = CORRECTED.parse(said)
      const first = standing.get(replaces)?.first
      standing.delete(replaces)
      if (first === undefined || kind === null) continue
      const toDecide = isDecidedUpon(kind)
      standing.set(seq, { seq, first, kind, on, note, toDecide, decided: null })
    }
    if (act === 'reply-decided') {
      const { reply, decision, until } = DECIDED.parse(said)
      const one = standing.get(reply)
      if (one) standing.set(reply, { ...one, decided: { decision, until }, decidedSeq: seq })
    }
  }
  return [...standing.values()]
}
const REPLY = ReplyRecorded.omit({ letterId: true })
const CORRECTED = ReplyCorrected.omit({ letterId: true })
const DECIDED = ReplyDecided.omit({ letterId: true })
/** The newest entry about a reply: that of its decision, where one was taken. Pure. */
export const replyVersion = ({ seq, decidedSeq }: StandingReply): number => decidedSeq ?? seq
/** The acts by which replies come to stand as they do. */
export const REPLY_ACTS = ['reply-recorded', 'reply-corrected', 'reply-decided'] as const

/** A question and its answer, oldest first; each answer settles the oldest question before it that has none. */
export function paired<One extends Reply>(
  replies: readonly One[],
  asks: Reply['kind'],
  answers: Reply['kind'],
): { pairs: { asked: One; answered: One | null }[]; unasked: One[] } {
  const byDay = (kind: Reply['kind']) =>
    replies.filter((one) => one.kind === kind).sort((one, other) => (one.on < other.on ? -1 : 1))
  const pairs = byDay(asks).map((asked) => ({ asked, answered: null as One | null }))
  const unasked: One[] = []
  for (const answered of byDay(answers)) {
    const open = pairs.find((pair) => !pair.answered && pair.asked.on <= answered.on)
    if (open) open.answered = answered
    else unasked.push(answered)
  }
  return { pairs, unasked }
}

const QUESTIONS = {
  'id-asked': 'id-supplied',
  'clarification-asked': 'clarification-answered',
  'fee-asked': null,
} as const satisfies Record<Question, Reply['kind'] | null>

/** What they asked and nobody answered, oldest first; nothing once the waiting has ended. Pure. */
export function openQuestions(replies: readonly Reply[]): { kind: Question; on: string }[] {
  if (hasEnded(replies)) return []
  return (Object.keys(QUESTIONS) as Question[])
    .flatMap((kind) => {
      const answers = QUESTIONS[kind]
      const asked = replies.filter((one) => one.kind === kind)
      const open =
        answers === null
          ? asked
          : paired(replies, kind, answers).pairs.flatMap((one) => (one.answered ? [] : one.asked))
      return open.map(({ on }) => ({ kind, on }))
    })
    .sort((one, other) => (one.on < other.on ? -1 : 1))
}

/**
 * The replies that wait for a decision on a day: `late` are demands for identification after the time had run. A reply that
 * ends the waiting settles those before it, not those that contradict it. Pure.
 */
export function undecided<One extends Reply>(
  replies: readonly One[],
  late: readonly One[],
  day: string,
): One[] {
  const end = endedBy(replies)
  const supplied = paired(replies, 'id-asked', 'id-supplied').pairs.filter(
    ({ answered }) => answered,
  )
  const settled = new Set(supplied.map(({ asked }) => asked))
  return replies.filter((one) => {
    const { decided, toDecide } = one
    if (end && !contradicts(one, end)) return false
    // Decided while nobody knew of the reply that ended the waiting before it.
    if (end && decided && !later(one.decidedSeq, end.seq)) return WAITS_ON.has(decided.decision)
    if (decided) return decided.decision === 'challenge' && (decided.until ?? '') <= day
    return late.includes(one) || (toDecide === true && !settled.has(one))
  })
}
