import { chaserOf, type LetterKind, type LetterRow } from '../../src-main/letters/contract.ts'
import { listedAct, nextActs, type NextAct } from '../../src-main/letters/next-acts.ts'
import { today } from '../parts/today.ts'

export interface Act {
  name: NextAct
  verb: string
  /** The verb at the end of a row. */
  short?: string
  icon: string
  /** The permission without which the act is not offered. */
  may: string
}

const ACTS: Record<NextAct, Act> = {
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
  decide: { name: 'decide', verb: 'Decide', icon: 'i-lucide-scale', may: 'approve-letters' },
  chase: { name: 'chase', verb: 'Chase', icon: 'i-lucide-send', may: 'draft-letters' },
  options: {
    name: 'options',
    verb: 'Further steps',
    icon: 'i-lucide-signpost',
    may: 'read-letters',
  },
  'record-form': {
    name: 'record-form',
    verb: 'Record the form',
    short: 'Record form',
    icon: 'i-lucide-clipboard-pen',
    may: 'record-consents',
  },
  again: {
    name: 'again',
    verb: 'Draft again',
    icon: 'i-lucide-file-plus-2',
    may: 'draft-letters',
  },
  open: { name: 'open', verb: 'Open', icon: 'i-lucide-folder-open', may: 'read-letters' },
}

/** The act of that name, as a button says it. */
export const actOf = (name: NextAct): Act => ACTS[name]

/** The letters that went out, are not answered and are chased by this kind, the most overdue first. */
export const lettersToChase = (rows: readonly LetterRow[], by: LetterKind): LetterRow[] =>
  rows
    .filter(({ state, kind }) => state === 'sent' && chaserOf(kind) === by)
    .sort((a, b) => (b.deadline?.daysLate ?? 0) - (a.deadline?.daysLate ?? 0))

/** The acts of a letter as it stands, as buttons say them. */
export const actsOf = (
  letter: Parameters<typeof nextActs>[0],
  handedOver = false,
  day = today(),
): Act[] => nextActs(letter, day, handedOver).map(actOf)

/** The one act of a row in a list of letters. */
export const rowAct = (row: LetterRow, day = today()): Act => actOf(listedAct(row, day))

/** Where a letter's act is done: its own page, with the act's question open, or the form of a chaser or of what came back. */
export function placeOf(
  act: NextAct,
  { matterId, clientId, letterId }: { matterId: string; clientId: string; letterId: string },
) {
  if (act === 'chase')
    // Which kind chases it follows from the letter.
    return { path: '/letters/new', query: { matter: matterId, answers: letterId } }
  if (act === 'record-form')
    return { path: `/clients/${clientId}/consents/new`, query: { letter: letterId } }
  // It is read before it is approved.
  const query = act === 'open' || act === 'approve' ? {} : { act }
  return { path: `/letters/${letterId}`, query }
}
