import type { ConsentDraft, ConsentState, Purpose } from './contract.ts'
import type { z } from '../wire/schema.ts'

/** How an answer on a form stands, in the words of its badge. */
export const CONSENT_STATES: Record<z.output<typeof ConsentState>, string> = {
  'in-force': 'In force',
  'review-due': 'Review due',
  expiring: 'Expiring',
  'awaiting-check': 'Awaiting check',
  'sent-back': 'Returned for correction',
  removed: 'Entered in error',
  expired: 'Expired',
  died: 'Ended: client died',
  refused: 'Refused',
  'not-chosen': 'Left blank',
  withdrawn: 'Withdrawn',
  conflicting: 'Contradicted',
  'no-authority': 'No authority to sign',
}

/** What the two kinds of form are called. */
export const FORM_NAMES: Record<ConsentDraft['kind'], string> = {
  'authority-to-obtain': 'Authority to obtain records',
  'consent-to-tell': 'Consent to disclose information',
}

/** What something may be told for. */
export const PURPOSES: Record<z.output<typeof Purpose>, string> = {
  'obtain-records': 'Obtaining records',
  treatment: 'Treatment',
  complaint: 'Complaint',
  'legal-claim': 'Legal claim',
  inform: 'Keeping them informed',
}
