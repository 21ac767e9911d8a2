import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { paired, type StandingReply } from './replies.ts'

/** Refuses a day that lies ahead, or before something that came first. */
export function expectDay(on: string, earliest: string, tooEarly: string, today: string): void {
  const fault =
    on > today
      ? 'This date is in the future. Correct it.'
      : on < earliest
        ? `${tooEarly} Correct the date.`
        : null
  if (fault) throw new Refusal('invalid-input', fault, { on: fault })
}

const ASKED = {
  'clarification-answered': ['clarification-asked', 'No open question of theirs is recorded'],
  'id-supplied': ['id-asked', 'No open request for identification is recorded'],
} as const

/** Refuses a reply that is recorded already, and an answer of ours to what nobody asked by then: it would count for nothing. */
export function expectFitting(
  replies: readonly StandingReply[],
  next: Omit<StandingReply, 'seq' | 'first'>,
): void {
  if (
    replies.some(({ kind, on, note }) => kind === next.kind && on === next.on && note === next.note)
  )
    throw new Refusal(
      'conflict',
      `The same reply of ${formatDay(next.on)} is already recorded. If another came, say in the note how it differs.`,
    )
  if (next.kind !== 'clarification-answered' && next.kind !== 'id-supplied') return
  const [asks, none] = ASKED[next.kind]
  if (!paired([...replies, next], asks, next.kind).unasked.includes(next)) return
  const fault = `${none} on or before ${formatDay(next.on)}. Record that first, or correct the date.`
  throw new Refusal('invalid-input', fault, { on: fault })
}
