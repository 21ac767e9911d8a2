import { formatDay } from '../dates/words.ts'
import type { Against, Allowed, Question, Reason } from './allowed.ts'
import type { Decision } from './contract.ts'
import { spokenOf, standingOn } from '../representatives/standing.ts'
import type { Signature } from '../representatives/authority.ts'
import type { z } from '../wire/schema.ts'

type Words = (name: string, recorder: string) => string

/** What contradicts what, with the days of both. */
export function conflictWords(
  name: string,
  { signedOn, what, saidOn, receivedOn }: Against,
): string {
  const form = `the form for ${name} signed on ${formatDay(signedOn)}`
  if (what === 'form')
    return `Two forms for ${name} signed on ${formatDay(signedOn)} contradict each other.`
  return saidOn === null
    ? `The withdrawal received on ${formatDay(receivedOn)} has no recorded day, so it is not known whether it came before ${form}.`
    : `The withdrawal of ${formatDay(saidOn)} and ${form} are of one day, so it is not known which was last.`
}
/** What settles it: the client’s own word, signed later than both. */
export const CONFLICT_CURE =
  'Ask the client, and record a new form that is signed after both. If a day was recorded wrongly, correct it.'

const WHY: Record<Exclude<Reason, 'conflicting'>, Words> = {
  given: (name) => `The client consented to disclosing this to ${name}.`,
  'not-asked': (name) => `The client was not asked whether this may be disclosed to ${name}.`,
  'not-chosen': (name) => `The client left the box for ${name} empty.`,
  refused: (name) => `The client refused disclosure of this to ${name}.`,
  withdrawn: (name) => `The client withdrew the consent for ${name}.`,
  expired: (name) => `The client’s consent for ${name} has expired.`,
  died: (name) =>
    `The client has died. What the client gave for ${name} ended then; the duty of confidence did not.`,
  'not-consulted': (name) => `The client was not consulted before answering about ${name}.`,
  unchecked: (name, recorder) =>
    `The client’s form for ${name} is awaiting a second check by somebody other than ${recorder}.`,
  'no-authority': (name) => `Whoever signed the form for ${name} may not sign for the client.`,
  'sent-back': (name) =>
    `The client’s form for ${name} was returned for correction at its second check.`,
}

const CURE: Record<Reason, string | null> = {
  given: null,
  conflicting: `Leave it out. ${CONFLICT_CURE}`,
  'not-asked': 'Leave it out, or send the client a consent form that names this recipient.',
  'not-chosen': 'Leave it out, or ask again with a new form.',
  refused: 'Leave it out.',
  withdrawn: 'Leave it out; only a new consent allows it.',
  expired: 'Leave it out, or send a new form to sign.',
  died: 'Leave it out. Only whoever acts for the estate can permit it: take their instructions.',
  'not-consulted': 'Consult the client, then record a new form.',
  unchecked: 'Have somebody else check the entry against the paper.',
  'sent-back': 'Record the form again as it is on the paper.',
  'no-authority': 'Have a new form signed by the client, or by somebody with authority.',
}

/** The name and capacity of a signatory, as on record on a day. */
export function whoSigned({ representative }: Signature, on: string): string {
  const standing = standingOn(representative, on)
  return standing ? spokenOf(standing.appointment) : 'A representative who is not on record'
}

/** The gate's answer in the office's words, with the shortest cure. */
export const decisionOf = (
  { recipient, on }: Question,
  { allowed, reason, grantId, recordedBy = '', against, fault, signature }: Allowed,
): z.input<typeof Decision> => ({
  allowed,
  why:
    reason === 'conflicting'
      ? conflictWords(recipient.name, against!)
      : (fault?.why ??
        (signature && reason === 'given'
          ? `${whoSigned(signature, on)}, consented for the client to disclosing this to ${recipient.name}.`
          : WHY[reason](recipient.name, recordedBy))),
  cure: fault ? `Leave it out. ${fault.cure}` : CURE[reason],
  consentId: grantId,
})
