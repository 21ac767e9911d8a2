import type { LetterState } from './contract.ts'

/** What can happen to a letter, by the acts of the log. */
export type LetterAct =
  | 'letter-drafted'
  | 'letter-redrafted'
  | 'letter-approved'
  | 'letter-printed'
  | 'letter-signed'
  | 'letter-sent'
  | 'letter-recalled'
  | 'letter-returned'
  | 'letter-copied'
  | 'letter-discarded'
  | 'letter-replaced'
  | 'reply-recorded'
  | 'reply-corrected'
  | 'reply-decided'
  | 'sending-corrected'
  | 'step-undone'
  | 'sending-undone'
  | 'client-copy-decided'

/** One thing that happened to a letter; `reply` is what came back, where something did. */
export interface Happened {
  act: LetterAct
  reply?: string
  /** Where the letter stands by its replies, where the act says so. */
  state?: Reached
}

export type Reached = Exclude<LetterState, 'to-recall'>

/** What an entry says happened to a letter; null where its act is about none. Pure. */
export function happenedBy(act: string, said: { [field: string]: unknown }): Happened | null {
  if (!Object.hasOwn(WAY, act)) return null
  return {
    act: act as LetterAct,
    ...(act === 'reply-recorded' && said['toDecide'] !== true
      ? { reply: String(said['kind']) }
      : {}),
    ...(STATING.has(act) && said['state'] ? { state: said['state'] as Reached } : {}),
  }
}
/** Acts that say where the letter stands after them. */
const STATING: ReadonlySet<string> = new Set<LetterAct>([
  ...(['reply-recorded', 'reply-corrected', 'reply-decided', 'step-undone'] as const),
])

/** Replies that end the waiting; an answer in part, a question or a fee does not. */
const ANSWERS: ReadonlySet<string> = new Set(['answered-in-full', 'refused', 'not-held'])
const isAnswer = (reply: string): boolean => ANSWERS.has(reply)

const WAY: { [A in LetterAct]: { from: readonly Reached[]; to: Reached | null } } = {
  'letter-drafted': { from: [], to: 'draft' },
  'letter-redrafted': { from: ['draft'], to: null },
  'letter-approved': { from: ['draft'], to: 'approved' },
  'letter-discarded': { from: ['draft'], to: 'discarded' },
  // Printed again is printed still: a sheet may be spoilt.
  'letter-printed': { from: ['approved', 'printed'], to: 'printed' },
  'letter-signed': { from: ['printed'], to: 'signed' },
  'letter-sent': { from: ['signed'], to: 'sent' },
  'letter-recalled': { from: ['approved', 'printed', 'signed'], to: 'recalled' },
  'letter-returned': { from: ['sent'], to: 'returned' },
  'letter-copied': {
    from: ['approved', 'printed', 'signed', 'sent', 'returned', 'replied', 'recalled'],
    to: null,
  },
  'letter-replaced': { from: ['returned', 'recalled', 'discarded'], to: null },
  // A reply to a letter that was also returned undelivered is still recorded.
  'reply-recorded': { from: ['sent', 'returned', 'replied'], to: null },
  'reply-corrected': { from: ['sent', 'returned', 'replied'], to: null },
  'sending-corrected': { from: ['sent', 'returned', 'replied'], to: null },
  'step-undone': { from: ['printed', 'signed', 'returned'], to: null },
  'sending-undone': { from: ['sent'], to: 'signed' },
  'reply-decided': { from: ['sent', 'returned', 'replied'], to: null },
  'client-copy-decided': { from: ['sent', 'returned', 'replied'], to: null },
}

/** From where each step is taken back, and to where. */
export const UNDOES = {
  'letter-printed': { from: 'printed', to: 'approved' },
  'letter-signed': { from: 'signed', to: 'printed' },
  'letter-returned': { from: 'returned', to: 'sent' },
} as const

/** Approved and not yet out of the office: these can still be stopped. */
const STOPPABLE: readonly Reached[] = ['approved', 'printed', 'signed']

/** Whether it is approved and has not left the office. Pure. */
export const isStoppable = (events: readonly Happened[]): boolean => {
  const state = reached(events)
  return state !== null && STOPPABLE.includes(state)
}

/** Where a letter got to by what happened to it; an act that was not possible then changes nothing. Pure. */
export function reached(events: readonly Happened[]): Reached | null {
  let state: Reached | null = null
  for (const event of events)
    if (mayFollow(state, event.act)) state = event.state ?? stepOf(event)?.to ?? state
  return state
}

/** From where an act carries a letter on, and to where; null where it stays as it is. */
export function stepOf({
  act,
  reply = '',
}: Happened): { from: readonly Reached[]; to: Reached } | null {
  const { from } = WAY[act]
  const to = act === 'reply-recorded' && isAnswer(reply) ? 'replied' : WAY[act].to
  return to && { from, to }
}

/** Whether `act` may follow where a letter has got to. */
export const mayFollow = (state: Reached | null, act: LetterAct): boolean =>
  act === 'letter-drafted' ? state === null : state !== null && WAY[act].from.includes(state)

/**
 * How a letter stands: what happened to it, and whether the gate is open today. What was approved and has not
 * left is to be recalled as soon as the gate is shut, without anybody having said so. Pure.
 */
export function stateOf(events: readonly Happened[], gateOpen: boolean): LetterState {
  const state = reached(events)
  if (state === null) throw new Error('a letter that nobody drafted')
  return STOPPABLE.includes(state) && !gateOpen ? 'to-recall' : state
}
