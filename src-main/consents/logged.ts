import { entryNumber } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'
import type { ConsentDraft } from './contract.ts'

// The log's own words: a form may ask for less or other things, and what was logged still reads.
/** What a piece of information is about, as the log spells it. */
export const LoggedClass = z.enum([
  ...['identity', 'location', 'health', 'hiv-sexual-health', 'mental-health'],
  ...['substance-use', 'offence', 'legal-advice'],
] as const)
/** What somebody is to the client, as the log spells it. */
export const LoggedRole = z.enum([
  ...['records-holder', 'treating', 'custody', 'commissioner', 'ombudsman'],
  ...['regulator', 'expert', 'family', 'opponent', 'other', 'coroner'],
] as const)
/** What something is told for, as the log spells it. */
export const LoggedPurpose = z.enum([
  ...['obtain-records', 'treatment', 'complaint', 'legal-claim', 'inform'],
] as const)
const LoggedAnswer = z.enum(['given', 'refused', 'not-chosen'])
const Consultation = z.object({
  ...{ by: z.string(), on: z.string(), said: z.string() },
  /** It was the representative of a client who had died, and not the client. */
  with: z.literal('representative').optional(),
})
const SignedBy = z.object({
  representativeId: z.string(),
  /** When and by whom the client was found unable to decide this. */
  lacks: z.object({ on: z.string(), source: z.string() }).nullable(),
  /** Why the office relies on it where the law does not settle that; empty where it need not. */
  decided: z.string(),
})

/** A form as it stands in the log: always the same fields, whatever was asked on it. */
export const LoggedForm = z.object({
  kind: z.enum(['authority-to-obtain', 'consent-to-tell']),
  recipient: z.object({ name: z.string(), role: LoggedRole }),
  purpose: LoggedPurpose,
  choices: z.array(z.object({ class: LoggedClass, answer: LoggedAnswer })),
  consulted: Consultation.nullable(),
  signedOn: z.string(),
  receivedOn: z.string(),
  until: z.string().nullable(),
  wording: z.string(),
  how: z.string(),
  interpreter: z.boolean(),
  officerPresent: z.boolean(),
  note: z.string(),
  /** Whether it awaits a second check; forms from before that was asked do too. */
  secondCheck: z.boolean().default(true),
  /** The form returned for correction that this one replaces. */
  replaces: z.string().nullable().default(null),
  /** Left out where the client signed, as on every form of before. */
  signedBy: SignedBy.optional(),
  /** The letter that it was sent out to be signed with; forms of before do not say. */
  sentWith: z.string().optional(),
})
export type LoggedForm = z.output<typeof LoggedForm>

export const ConsentRecorded = z.object({
  ...LoggedForm.shape,
  clientId: z.string(),
  consentId: z.string(),
})
export const ConsentWithdrawn = z.object({
  consentId: z.string(),
  classes: z.array(LoggedClass),
  receivedOn: z.string(),
  how: z.string(),
  note: z.string(),
  /** The day it was signed or spoken; null, as in entries of before, where it is not known. */
  saidOn: z.string().nullable().default(null),
  /** Of a form that a representative signed: it was they who withdrew, and not the client. */
  saidBy: z.literal('representative').optional(),
})
/** What a withdrawal is put in place of: one recorded wrongly, or, with no classes, one that was none. */
export const WithdrawalCorrected = ConsentWithdrawn.extend({
  replaces: entryNumber(),
  reason: z.string(),
})
export const ScanAttached = z.object({
  consentId: z.string(),
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'png', 'jpeg']),
})
export const CheckOpened = z.object({ consentId: z.string() })
export const ConsentChecked = z.object({
  consentId: z.string(),
  against: z.enum(['scan', 'paper']),
  /** Checked by somebody who may not open restricted information, and so without it. */
  partly: z.literal(true).optional(),
})
export const ConsentReturned = z.object({
  consentId: z.string(),
  reason: z.string(),
  /** It is another client’s form: what was recorded of it here counts for nothing, and never did. */
  ofAnother: z.literal(true).optional(),
})
/** That a client was asked again was recorded by mistake. */
export const ReviewUndone = z.object({
  consentId: z.string(),
  review: entryNumber(),
  reason: z.string(),
})
export const ConsentReviewed = z.object({
  consentId: z.string(),
  on: z.string(),
  how: z.string(),
  note: z.string(),
})
export const ReceiptMade = z.object({ consentId: z.string(), way: z.string() })
export const ConsentRevealed = z.object({ consentId: z.string(), reason: z.string() })

/** The form in a draft, in the fields that are logged and in no others. */
export function formOf(
  { signedBy, consulted, sentWith, ...draft }: ConsentDraft,
  secondCheck: boolean,
): LoggedForm {
  const { with: whom, ...said } = consulted ?? {}
  return LoggedForm.parse({
    ...{ ...draft, secondCheck },
    consulted: consulted && {
      ...said,
      ...(whom === 'representative' ? { with: whom } : {}),
    },
    ...(signedBy ? { signedBy } : {}),
    ...(sentWith === null ? {} : { sentWith }),
  })
}
