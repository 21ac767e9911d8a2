import type { LetterRow, LetterState } from './contract.ts'

/** How a letter stands, in the words of every list. */
export const LETTER_STATES: Record<LetterState, string> = {
  draft: 'Draft',
  approved: 'Approved',
  printed: 'Printed',
  signed: 'Signed',
  sent: 'Sent',
  'to-recall': 'Recall needed',
  recalled: 'Recalled',
  returned: 'Returned undelivered',
  replied: 'Answered',
  discarded: 'Discarded',
}

/** How a letter of a list stands: of a draft, what it waits for. */
export function standingWord({
  state,
  waits,
  toDecide: [undecided],
}: Pick<LetterRow, 'state' | 'waits' | 'toDecide'>): string {
  if (undecided) return 'To decide'
  if (waits === 'authority') return 'Awaiting authority'
  return waits === 'approval' ? 'Ready to approve' : LETTER_STATES[state]
}
