import type { Letter, LetterRow, LetterState } from '../../src-main/letters/contract.ts'
import { today } from '../parts/today.ts'

/** What can be done with a letter from its foot. */
export type ActName =
  | 'approve'
  | 'print'
  | 'came-out'
  | 'sign'
  | 'send'
  | 'recall'
  | 'reply'
  | 'chase'
  | 'options'
  | 'open'

export interface Act {
  name: ActName
  verb: string
  /** The verb at the end of a row. */
  short?: string
  icon: string
  /** The permission without which the act is not offered. */
  may: string
}

const ACTS: Record<ActName, Act> = {
  approve: { name: 'approve', verb: 'Approve', icon: 'i-lucide-stamp', may: 'approve-letters' },
  print: { name: 'print', verb: 'Print', icon: 'i-lucide-printer', may: 'print-letters' },
  'came-out': {
    name: 'came-out',
    verb: 'Confirm printing',
    icon: 'i-lucide-printer-check',
    may: 'print-letters',
  },
  sign: {
    name: 'sign',
    verb: 'Mark signed',
    short: 'Sign',
    icon: 'i-lucide-signature',
    may: 'print-letters',
  },
  send: { name: 'send', verb: 'Mark sent', icon: 'i-lucide-mail-check', may: 'send-letters' },
  recall: { name: 'recall', verb: 'Recall', icon: 'i-lucide-undo-2', may: 'print-letters' },
  reply: {
    name: 'reply',
    verb: 'Record a reply',
    short: 'Reply',
    icon: 'i-lucide-inbox',
    may: 'send-letters',
  },
  chase: { name: 'chase', verb: 'Chase', icon: 'i-lucide-send', may: 'draft-letters' },
  options: {
    name: 'options',
    verb: 'Further steps',
    icon: 'i-lucide-signpost',
    may: 'read-letters',
  },
  open: { name: 'open', verb: 'Open', icon: 'i-lucide-folder-open', may: 'read-letters' },
}

/** The act of that name, as a button says it. */
export const actOf = (name: ActName): Act => ACTS[name]

const FIRST: Record<LetterState, ActName[]> = {
  draft: ['approve'],
  approved: ['print', 'came-out', 'recall'],
  printed: ['sign', 'print', 'recall'],
  signed: ['send', 'print', 'recall'],
  sent: ['reply'],
  'to-recall': ['recall'],
  recalled: [],
  returned: [],
  replied: ['reply'],
  discarded: [],
}

/** Whether the other side is late with an answer. */
export const isLate = ({ state, deadline }: Pick<Letter | LetterRow, 'state' | 'deadline'>) =>
  state === 'sent' && deadline !== null && deadline.daysLate > 0

/** After so many chasers that brought nothing the other ways are looked at. */
const CHASERS = 2

/** What is done about a late answer, the likeliest first: a chaser that still has its days is waited for. */
function lateActs({ chasing }: Pick<LetterRow, 'chasing'>, day: string): ActName[] {
  // Who took the authority back has nothing asked for any more.
  if (!chasing.may) return ['reply']
  if (chasing.until !== null && day <= chasing.until) return ['reply', 'chase']
  return chasing.times < CHASERS ? ['chase', 'reply'] : ['options', 'reply', 'chase']
}

/** Whether two chasers brought nothing, so that the law's other ways are shown. */
export const isStuck = (letter: Pick<LetterRow, 'state' | 'deadline' | 'chasing'>): boolean =>
  isLate(letter) && letter.chasing.may && letter.chasing.times >= CHASERS

/** The acts of a letter as it stands, the one to be done first; `handedOver` once a printer has been given it. */
export function actsOf(
  letter: Pick<LetterRow, 'state' | 'deadline' | 'chasing'>,
  handedOver = false,
  day = today(),
): Act[] {
  const names = FIRST[letter.state]
  if (letter.state === 'approved' && handedOver)
    return (['came-out', 'print', 'recall'] as const).map(actOf)
  if (isLate(letter)) return lateActs(letter, day).map(actOf)
  return names.map(actOf)
}

/** The one act of a row in a list of letters. */
export function rowAct(row: LetterRow, day = today()): Act {
  if (isLate(row)) return ACTS[lateActs(row, day)[0]!]
  if (row.kind === 'L09' && row.state === 'sent') return ACTS.open
  const first = row.state === 'draft' ? undefined : FIRST[row.state][0]
  return first && row.state !== 'replied' ? ACTS[first] : ACTS.open
}

/** Where a letter's act is done: its own page, with the act's question open, or the form of a chaser. */
export function placeOf(
  act: ActName,
  { matterId, letterId }: { matterId: string; letterId: string },
) {
  if (act === 'chase')
    return { path: '/letters/new', query: { matter: matterId, kind: 'L09', answers: letterId } }
  return { path: `/letters/${letterId}`, query: act === 'open' ? {} : { act } }
}
