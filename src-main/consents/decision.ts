import type { Allowed, Question, Reason } from './allowed.ts'
import type { Decision } from './contract.ts'
import type { z } from '../wire/schema.ts'

const WHY: Record<Reason, (name: string) => string> = {
  given: (name) => `He consented to this being told to ${name}.`,
  'not-asked': (name) => `He was never asked whether ${name} may be told this.`,
  'not-chosen': (name) => `He was asked about ${name} and left the box empty.`,
  refused: (name) => `He refused to let ${name} be told this.`,
  withdrawn: (name) => `He took back his consent for ${name}.`,
  expired: (name) => `His consent for ${name} has run out.`,
  'not-consulted': (name) => `He was not consulted before he answered about ${name}.`,
}

const CURE: Record<Reason, string | null> = {
  given: null,
  'not-asked': 'Leave it out, or send him a consent form that names this recipient.',
  'not-chosen': 'Leave it out, or ask him again with a new form.',
  refused: 'Leave it out.',
  withdrawn: 'Leave it out; only a new consent brings it back.',
  expired: 'Leave it out, or send him a new form to sign.',
  'not-consulted': 'Consult him, then record a new form.',
}

/** The gate's answer in the office's words, with the shortest cure. */
export const inWords = (
  { recipient }: Question,
  { allowed, reason, grantId }: Allowed,
): z.input<typeof Decision> => ({
  allowed,
  why: WHY[reason](recipient.name),
  cure: CURE[reason],
  consentId: grantId,
})
