import { CONSENT_STATES } from '../../src-main/consents/state-words.ts'
import { LETTER_STATES } from '../../src-main/letters/state-words.ts'

const { draft, approved, printed, signed, sent, replied, recalled, returned } = LETTER_STATES

/** Each state that has a badge, in the word that stands on it. */
export const STATE_WORDS = {
  ...{ draft, approved, printed, signed, sent, replied, recalled, returned },
  ...CONSENT_STATES,
  holds: 'Passed',
  finding: 'First finding',
  check: 'To be checked',
  late: 'Late',
  limitation: 'Limitation',
  blocked: 'Blocked',
  due: 'Due',
  provisional: 'Provisional',
  running: 'Running',
  sign: 'To sign',
  'no-date': 'No date',
  left: 'Removed',
  passed: 'Expired',
  'not-asked': 'Not asked',
  restricted: 'Restricted',
  closed: 'Closed',
  superseded: 'Superseded',
} as const

/** Every state that has a badge. */
export type BadgeKind = keyof typeof STATE_WORDS
