import type { z } from 'zod'
import type {
  Answer,
  ConsentDraft,
  consents,
  Withdrawal,
} from '../../src-main/consents/contract.ts'
import { FORM_NAMES } from '../../src-main/consents/state-words.ts'

/** The two kinds of form. */
export const FORM_KINDS: Record<ConsentDraft['kind'], { name: string; does: string }> = {
  'authority-to-obtain': {
    name: FORM_NAMES['authority-to-obtain'],
    does: 'The client allows a records holder to give us records.',
  },
  'consent-to-tell': {
    name: FORM_NAMES['consent-to-tell'],
    does: 'The client allows us to disclose information.',
  },
}

/** What the client said to a class on a form. */
export const ANSWERS = {
  given: 'Given',
  refused: 'Refused',
  'not-chosen': 'Left blank',
} satisfies Record<z.output<typeof Answer>, string>

type Way = ConsentDraft['how'] | Withdrawn | Asked
type Withdrawn = z.output<typeof Withdrawal>['how']
type Asked = z.input<typeof consents.review.input>['how']

/** The ways in which something comes to us from a client. */
const WAYS_IN = {
  post: 'By post',
  slip: 'Withdrawal slip',
  visit: 'At a visit',
  video: 'By video link',
  telephone: 'By telephone',
  hand: 'By hand',
} satisfies Record<Way, string>

/** How a form came in. */
export const WAYS: Record<ConsentDraft['how'], string> = {
  post: WAYS_IN.post,
  visit: WAYS_IN.visit,
  video: WAYS_IN.video,
  hand: WAYS_IN.hand,
}

/** How a withdrawal came in. */
export const WITHDRAWN_BY: Record<Withdrawn, string> = WAYS_IN

/** Who withdrew a form that a representative had signed. */
export const WITHDRAWERS: Record<z.output<typeof Withdrawal>['saidBy'], string> = {
  client: 'The client',
  representative: 'Whoever had signed for them',
}

/** How the client was asked again. */
export const ASKED_BY: Record<Asked, string> = {
  visit: WAYS_IN.visit,
  video: WAYS_IN.video,
  telephone: WAYS_IN.telephone,
  post: WAYS_IN.post,
}
