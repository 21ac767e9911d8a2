import { ClientId } from '../clients/contract.ts'
import { PersonId } from '../people/contract.ts'
import { RepresentativeId } from '../representatives/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'

/** The class that is held back from everyday view, asked for by name and never told by a general consent. */
export const RESTRICTED_CLASS = 'hiv-sexual-health'

/** What a piece of information is about. HIV and sexual health stand apart from health, always. */
export const InformationClass = z.enum([
  'identity',
  'location',
  'health',
  RESTRICTED_CLASS,
  'mental-health',
  'substance-use',
  'offence',
  'legal-advice',
])
export type InformationClass = z.output<typeof InformationClass>

export const RecipientRole = z.enum(
  [
    'records-holder',
    'treating',
    'custody',
    'commissioner',
    'ombudsman',
    'regulator',
    'coroner',
    'expert',
    'family',
    'opponent',
    'other',
  ],
  'Choose the recipient’s role.',
)
export type RecipientRole = z.output<typeof RecipientRole>

export const Purpose = z.enum(
  ['obtain-records', 'treatment', 'complaint', 'legal-claim', 'inform'],
  'Choose the purpose.',
)
export type Purpose = z.output<typeof Purpose>

export const Recipient = z.strictObject({
  name: text(160, 'Enter the recipient.'),
  role: RecipientRole,
})

/** Given, refused, or the box left empty; a class that is not on the form at all was not asked. */
export const Answer = z.enum(['given', 'refused', 'not-chosen'])

export const ConsentId = id<'Consent'>()
export type ConsentId = z.output<typeof ConsentId>

const dayAskedFor = (missing: string) => z.string().min(1, missing).pipe(Day)

/** The client must be consulted before HIV or sexual health is disclosed to anybody, and must consent by name. */
const Consultation = z.strictObject({
  by: z.uuid('Choose who spoke to the client.').pipe(PersonId),
  on: dayAskedFor('Enter the date the client was consulted.'),
  said: text(2000, 'Write what was said to the client and what they answered.'),
  /** The client; for one who has died, whoever acts for the estate. Null leaves it to the office. */
  with: z.enum(['client', 'representative']).nullable().default(null),
})

/** Somebody who acts for the client signed, and not the client. */
const SignedBy = z.strictObject({
  representativeId: z.uuid('Choose who signed.').pipe(RepresentativeId),
  /** Of an attorney or deputy: when and by whom the client was found unable to decide this. */
  lacks: z
    .strictObject({
      on: dayAskedFor('Enter the date of the assessment.'),
      source: text(300, 'Enter who found it, and where that is recorded.'),
    })
    .nullable()
    .default(null),
  /** Why the office relies on the signature where the law does not settle that. */
  decided: optionalText(500),
})

export const ConsentDraft = z.strictObject({
  clientId: ClientId,
  kind: z.enum(['authority-to-obtain', 'consent-to-tell']),
  recipient: Recipient,
  purpose: Purpose,
  choices: z
    .array(z.strictObject({ class: InformationClass, answer: Answer }))
    .min(1, 'Enter at least one answer from the form.')
    .max(8),
  /** Needed when HIV and sexual health is given. */
  consulted: Consultation.nullable(),
  signedOn: dayAskedFor('Enter the date the client signed.'),
  /** Never filled in for the person: the day it came in. */
  receivedOn: dayAskedFor('Enter the date it was received.'),
  until: Day.nullable(),
  /** The words the client signed, kept exactly. */
  wording: text(10_000, 'Enter the words the client signed.'),
  how: z.enum(['post', 'visit', 'video', 'hand'], 'Choose how it was received.'),
  interpreter: z.boolean().default(false),
  officerPresent: z.boolean().default(false),
  note: optionalText(1000),
  /** The form returned for correction that this one replaces. */
  replaces: ConsentId.nullable().default(null),
  /** Null where the client signed. */
  signedBy: SignedBy.nullable().default(null),
  /** The letter that the form to sign went out with; null where it is not known. */
  sentWith: id<'Letter'>().nullable().default(null),
})
export type ConsentDraft = z.output<typeof ConsentDraft>

export const Withdrawal = z.strictObject({
  consentId: ConsentId,
  /** Every class that the consent gave, or only some. */
  classes: z.array(InformationClass).min(1, 'Choose what is withdrawn.'),
  receivedOn: dayAskedFor('Enter the date it was received.'),
  /** The day it was signed or spoken; null where the paper does not say. */
  saidOn: Day.nullable().default(null),
  how: z.enum(
    ['post', 'visit', 'video', 'telephone', 'slip', 'hand'],
    'Choose how it was received.',
  ),
  note: optionalText(1000),
  /** Of a form that a representative signed: who withdrew it. */
  saidBy: z.enum(['client', 'representative']).default('client'),
})

/** A withdrawal put right: with its right days and classes, or as one that never was. */
export const WithdrawalCorrection = z.strictObject({
  ...Withdrawal.shape,
  /** The entry that is corrected. */
  replaces: z.int().positive(),
  classes: z.array(InformationClass),
  /** Nothing was withdrawn: the entry was a mistake. */
  mistake: z.boolean(),
  /** Whether HIV and sexual health stays withdrawn; null leaves it as it was, for whoever may not see it. */
  restricted: z.boolean().nullable().default(null),
  reason: text(300, 'Give the reason for the correction.'),
})

export const ConsentState = z.enum([
  'in-force',
  /** In force, and old enough that the client is to be asked again. */
  'review-due',
  'expiring',
  'awaiting-check',
  'sent-back',
  /** Another client’s form: entered here in error. */
  'removed',
  'expired',
  /** Ended with the client’s life. */
  'died',
  'refused',
  'not-chosen',
  'withdrawn',
  /** Given, and withdrawn so near to it that the days do not say which was last. */
  'conflicting',
  /** Whoever signed for the client may not, or no longer. */
  'no-authority',
])

/** A withdrawal as it was recorded. */
const Withdrew = z.object({
  seq: z.number(),
  classes: z.array(InformationClass),
  saidOn: Day.nullable(),
  receivedOn: Day,
  how: z.string(),
  note: z.string(),
  saidBy: z.enum(['client', 'representative']),
  recordedBy: z.string(),
  recordedAt: Moment,
  /** Why and when it was corrected; what is put in its place, if anything, stands beside it. */
  corrected: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
})

export const Consent = z.object({
  id: ConsentId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  kind: z.enum(['authority-to-obtain', 'consent-to-tell']),
  recipient: Recipient,
  purpose: Purpose,
  /** HIV and sexual health reads `restricted` for everybody alike until opened. */
  choices: z.array(
    z.object({ class: InformationClass, state: z.union([ConsentState, z.literal('restricted')]) }),
  ),
  signedOn: Day,
  receivedOn: Day,
  until: Day.nullable(),
  wording: z.string(),
  recordedAt: Moment,
  recordedBy: z.string(),
  recordedById: PersonId,
  /** The second check: its result, by whom, against what. */
  check: z.object({
    state: z.enum(['not-needed', 'awaiting', 'passed', 'returned', 'removed']),
    /** Passed, and its restricted part awaits somebody who may open that: said of every form alike. */
    partly: z.boolean(),
    at: Moment.nullable(),
    by: z.string(),
    against: z.string(),
    reason: z.string(),
  }),
  /** From `on` the client is to be asked again whether it is still valid (office rule); `done` once asked. */
  review: z.object({
    on: Day,
    due: z.boolean(),
    done: z.object({ on: Day, by: z.string() }).nullable(),
  }),
  /** The last day it may be relied on. */
  lastDay: Day,
  replaces: ConsentId.nullable(),
  /** Who signed for the client; null where the client did. */
  signedBy: z
    .object({
      representativeId: RepresentativeId,
      /** Name and capacity. */
      who: z.string(),
      lacks: z.object({ on: Day, source: z.string() }).nullable(),
      decided: z.string(),
    })
    .nullable(),
  /** Fingerprint of the words signed, the same for all who signed the same. */
  wordingMark: z.string(),
  /** The paper the client signed, as last scanned; null while none is attached. */
  scan: z
    .object({
      kind: z.enum(['pdf', 'png', 'jpeg']),
      /** Bytes. */
      size: z.number(),
      recordedAt: Moment,
      recordedBy: z.string(),
    })
    .nullable(),
  withdrawals: z.array(Withdrew),
})
export type Consent = z.output<typeof Consent>

/** Whether one class may be disclosed, why, and the shortest cure where it may not. */
export const Decision = z.object({
  allowed: z.boolean(),
  why: z.string(),
  cure: z.string().nullable(),
  consentId: ConsentId.nullable(),
})
export type Decision = z.output<typeof Decision>

const Question = z.strictObject({
  clientId: ClientId,
  recipient: Recipient,
  class: InformationClass,
  purpose: Purpose,
  on: Day,
})

/** Consent, refusal and withdrawal, and what follows from them. */
export const consents = {
  record: operation(ConsentDraft, Consent, { may: 'record-consents' }),
  withdraw: operation(Withdrawal, Consent, { may: 'record-consents' }),
  /** Opens again from today what a withdrawal recorded by mistake had shut, and never for a day before. */
  correctWithdrawal: operation(WithdrawalCorrection, Consent, { may: 'record-consents' }),
  list: operation(z.strictObject({ clientId: ClientId }), z.array(Consent), {
    may: 'read-consents',
  }),
  /** Opens restricted answers about HIV and sexual health; a read that is itself logged, with its reason. */
  reveal: operation(
    z.strictObject({ consentId: ConsentId, reason: text(300, 'Give the reason for opening it.') }),
    z.object({
      ...{ answer: Answer, state: ConsentState, consulted: Consultation.nullable() },
      /** Those that are of HIV and sexual health, alone or among others. */
      withdrawals: z.array(Withdrew),
    }),
    { may: 'reveal-consents' },
  ),
  /** Asks for the scan of the signed form; unchanged when cancelled. */
  attachScan: operation(z.strictObject({ consentId: ConsentId }), Consent, {
    may: 'record-consents',
  }),
  /** Shows it in this computer's own reader; it shows restricted answers too, so opening it is logged. */
  openScan: operation(z.strictObject({ consentId: ConsentId }), z.object({}), {
    may: 'reveal-consents',
  }),
  /** The whole entry as typed, restricted answer included, for its second check; logged. */
  openToCheck: operation(
    z.strictObject({ consentId: ConsentId, scan: z.boolean().default(false) }),
    z.object({
      choices: z.array(z.object({ class: InformationClass, answer: Answer })),
      consulted: Consultation.nullable(),
      how: z.string(),
      interpreter: z.boolean(),
      officerPresent: z.boolean(),
      note: z.string(),
      signedBy: Consent.shape.signedBy,
    }),
    { may: 'record-consents' },
  ),
  check: operation(
    z.strictObject({
      consentId: ConsentId,
      against: z.enum(['scan', 'paper'], 'Choose what you checked it against.'),
    }),
    Consent,
    { may: 'record-consents' },
  ),
  /** Out of force until it is recorded again: at its second check, or whenever what was recorded turns out to be wrong. */
  sendBack: operation(
    z.strictObject({
      consentId: ConsentId,
      reason: text(500, 'Enter what differs.'),
      /** It is another client’s form: the entry is taken back and counts for nothing. */
      ofAnother: z.boolean().default(false),
    }),
    Consent,
    { may: 'record-consents' },
  ),
  /** That the client was asked again was recorded by mistake. */
  undoReview: operation(
    z.strictObject({ consentId: ConsentId, reason: text(300, 'Give the reason.') }),
    Consent,
    { may: 'record-consents' },
  ),
  /** The client was asked again and said that it is still valid. */
  review: operation(
    z.strictObject({
      consentId: ConsentId,
      on: dayAskedFor('Enter the date the client was asked.'),
      how: z.enum(['post', 'visit', 'video', 'telephone'], 'Choose how the client was asked.'),
      note: optionalText(1000),
    }),
    Consent,
    { may: 'record-consents' },
  ),
  /** A sheet for the client, with the slip to withdraw it: to a printer, to a file, or shown in the reader. */
  receipt: operation(
    z.strictObject({
      consentId: ConsentId,
      way: z.enum(['printer', 'file', 'reader']),
      printer: z.string().max(200).default(''),
    }),
    z.object({ made: z.boolean() }),
    { may: 'record-consents' },
  ),
  mayTell: operation(Question, Decision, { may: 'read-consents' }),
}
