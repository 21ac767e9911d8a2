import type { Letter } from '../../src-main/letters/contract.ts'
import { routeInWords } from './letter-words.ts'

type Standing = Pick<Letter, 'state' | 'sent' | 'deadline'>

/** How a letter stands, in one sentence that says what comes next; `formatDay` writes a day. */
export function footWords(
  { state, sent, deadline }: Standing,
  formatDay: (day: string) => string,
): string {
  switch (state) {
    case 'draft':
      return 'Nothing is missing. It can be approved.'
    case 'approved':
      return 'Frozen as it stands. Print it, then look at the paper.'
    case 'printed':
      return 'On paper. It waits for a signature.'
    case 'signed':
      return 'Signed. Mark it sent when it has left the office.'
    case 'to-recall':
      return 'What the client agreed to has changed. This letter must not leave: take the paper back.'
    case 'recalled':
      return 'Recalled. The paper is destroyed, and the letter stays in the log.'
    case 'discarded':
      return 'A draft that was discarded. It stays in the log; for this letter draft another.'
    case 'returned':
      return 'It came back. Look at the address before another is sent.'
    case 'replied':
      return 'Answered. The clock has ended.'
    case 'sent': {
      const left = sent ? `${routeInWords(sent.route)}, ${formatDay(sent.on)}.` : 'Sent.'
      if (!deadline) return left
      return `${left} ${deadline.daysLate > 0 ? 'The reply was due on' : 'The reply is due on'} ${formatDay(deadline.due)}.`
    }
  }
}
