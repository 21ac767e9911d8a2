import type { z } from 'zod'
import type { ConsentDraft, Withdrawal } from '../../src-main/consents/contract.ts'

/** The two kinds of form. */
export const FORM_KINDS: Record<ConsentDraft['kind'], { name: string; does: string }> = {
  'authority-to-obtain': {
    name: 'Authority to obtain records',
    does: 'The client allows a records holder to give us records.',
  },
  'consent-to-tell': {
    name: 'Consent to disclose',
    does: 'The client allows us to disclose information.',
  },
}

/** How a form came in. */
export const WAYS: Record<ConsentDraft['how'], string> = {
  post: 'By post',
  visit: 'At a visit',
  video: 'By video link',
  hand: 'By hand',
}

/** How a withdrawal came in. */
export const WITHDRAWN_BY: Record<z.output<typeof Withdrawal>['how'], string> = {
  post: 'By post',
  slip: 'Withdrawal slip',
  visit: 'At a visit',
  video: 'By video link',
  telephone: 'By telephone',
  hand: 'By hand',
}

/** How the client was asked again. */
export const ASKED_BY = {
  visit: 'At a visit',
  video: 'By video link',
  telephone: 'By telephone',
  post: 'By post',
} as const
