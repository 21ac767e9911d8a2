import type { Letter, LetterRow, LetterState } from './contract.ts'
import { KINDS } from './kinds.ts'

/** What can be done with a letter from its foot. */
export type NextAct =
  | 'approve'
  | 'print'
  | 'came-out'
  | 'sign'
  | 'send'
  | 'recall'
  | 'reply'
  | 'decide'
  | 'chase'
  | 'options'
  | 'record-form'
  | 'again'
  | 'open'

type Standing = Pick<
  Letter | LetterRow,
  'state' | 'deadline' | 'chasing' | 'reconstruction' | 'replacedBy'
> & { toDecide: readonly unknown[] }

const FIRST: Record<LetterState, NextAct[]> = {
  draft: ['approve'],
  approved: ['print', 'came-out', 'recall'],
  printed: ['sign', 'print', 'recall'],
  signed: ['send', 'print', 'recall'],
  sent: ['reply'],
  'to-recall': ['recall'],
  recalled: ['again'],
  returned: ['again'],
  replied: ['reply'],
  discarded: ['again'],
}

/** What never leaves is neither signed nor sent. */
const KEPT: Partial<Record<LetterState, NextAct[]>> = {
  approved: ['print', 'came-out', 'recall'],
  printed: ['print', 'recall'],
  signed: ['recall'],
}

/** Whether the other side is late with an answer. */
export const isLate = ({ state, deadline }: Pick<Standing, 'state' | 'deadline'>): boolean =>
  state === 'sent' && deadline !== null && deadline.daysLate > 0

/** After so many chasers that brought nothing the law's other ways are looked at. */
export const CHASERS = 2

/** Whether the chasers brought nothing, so that the law's other ways are shown. */
export const isStuck = (letter: Standing): boolean =>
  isLate(letter) && letter.chasing.may && letter.chasing.times >= CHASERS

/** What is done about a late answer, the likeliest first: a chaser that still has its days is waited for. */
function lateActs({ chasing }: Standing, day: string): NextAct[] {
  // Who took the authority back has nothing asked for any more.
  if (!chasing.may) return ['reply']
  if (chasing.until !== null && day <= chasing.until) return ['reply', 'chase']
  return chasing.times < CHASERS ? ['chase', 'reply'] : ['options', 'reply', 'chase']
}

/** The acts of a letter as it stands, the one to be done first; `handedOver` once a printer has been given it. */
export function nextActs(letter: Standing, day: string, handedOver = false): NextAct[] {
  if (letter.state === 'approved' && handedOver) return ['came-out', 'print', 'recall']
  const acts = isLate(letter) ? lateActs(letter, day) : actsOf(letter)
  return letter.toDecide.length > 0 ? ['decide', ...acts] : acts
}

/**
 * The one act of a letter in every list of it, of the day, the letters, a client or a matter: what is not answered for
 * there is opened.
 */
export function listedAct(row: Standing & Pick<LetterRow, 'kind' | 'waits'>, day: string): NextAct {
  if (row.toDecide.length > 0) return 'decide'
  if (isLate(row)) return lateActs(row, day)[0]!
  if (row.waits === 'approval') return 'approve'
  if (KINDS[row.kind].part === 'form' && row.state === 'sent') return 'record-form'
  const opens = row.state === 'draft' || row.state === 'replied'
  if (opens || (KINDS[row.kind].part === 'chaser' && row.state === 'sent')) return 'open'
  return actsOf(row)[0] ?? 'open'
}

const actsOf = ({ state, reconstruction, replacedBy }: Standing): NextAct[] =>
  ((reconstruction && KEPT[state]) || FIRST[state]).filter(
    (act) => act !== 'again' || replacedBy === null,
  )
