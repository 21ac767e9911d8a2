import type { Letter } from '../../src-main/letters/contract.ts'
import { routeInWords } from '../words/letters.ts'

type Standing = Pick<
  Letter,
  'state' | 'sent' | 'deadline' | 'reconstruction' | 'replies' | 'replacedBy'
>

/** How a letter stands, in one sentence that says what comes next; `formatDay` writes a day. */
export function footWords(
  { state, sent, deadline, reconstruction, replies, replacedBy }: Standing,
  formatDay: (day: string) => string,
): string {
  if (reconstruction && (state === 'approved' || state === 'printed' || state === 'signed'))
    return 'A reconstruction under an earlier law: it cannot be signed or sent.'
  const again = replacedBy ? ' It was drafted again.' : ''
  switch (state) {
    case 'draft':
      return 'Complete. Ready to approve.'
    case 'approved':
      return 'Approved. Print it and check the print.'
    case 'printed':
      return 'Printed. Awaiting signature.'
    case 'signed':
      return 'Signed. Mark it sent when it has left the office.'
    case 'to-recall':
      return 'The client’s consent has changed. This letter must not be sent: recall the printed copy.'
    case 'recalled':
      return `Recalled. The printed copy is destroyed; the letter stays in the log.${again}`
    case 'discarded':
      return `Discarded draft. It stays in the log.${again || ' To send this letter, draft it again.'}`
    case 'returned':
      return `Returned undelivered.${again || ' Draft it again with the right address.'}`
    case 'replied':
      return 'Answered. The time limit has ended.'
    case 'sent': {
      const left = sent ? `${routeInWords(sent.route)}, ${formatDay(sent.on)}.` : 'Sent.'
      if (replies.some(({ toDecide }) => toDecide))
        return `${left} What came back is to be decided by a solicitor.`
      if (!deadline) return left
      return `${left} ${deadline.daysLate > 0 ? 'The reply was due on' : 'The reply is due on'} ${formatDay(deadline.due)}.`
    }
  }
}
