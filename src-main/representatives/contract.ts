import { ClientId, Name, TITLES } from '../clients/contract.ts'
import { PersonId } from '../people/contract.ts'
import { operation } from '../wire/operation.ts'
import { AddressLines, expectAddress, Postcode } from '../wire/postal.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'

/** By what somebody acts for a client; who only helps or is next of kin acts by nothing and is not recorded here. */
export const Capacity = z.enum(
  [
    ...['health-attorney', 'property-attorney', 'deputy', 'litigation-friend'],
    ...['executor', 'administrator', 'parent'],
  ] as const,
  'Choose in what capacity they act.',
)
export type Capacity = z.output<typeof Capacity>

/** Whether they act for the estate of a client who has died, and not for one who lives. */
export const ofTheDead = (capacity: Capacity): boolean =>
  capacity === 'executor' || capacity === 'administrator'

/** What an appointment covers, where the law leaves that to the order. */
export const Covered = z.enum(['health', 'property'])
export type Covered = z.output<typeof Covered>

export const RepresentativeId = id<'Representative'>()
export type RepresentativeId = z.output<typeof RepresentativeId>

const fields = {
  capacity: Capacity,
  title: z.enum(TITLES, 'Choose the title, or none.').default(''),
  ...Name.shape,
  lines: AddressLines,
  postcode: Postcode,
  telephone: optionalText(40),
  /** The first day: of the registration, the order, the certificate or the grant. */
  from: z.string().min(1, 'Enter the day it began.').pipe(Day),
  /** The last day, where the appointment has one. */
  until: Day.nullable().default(null),
  /** Of a deputy: by the order. */
  covers: z.array(Covered).max(2).default([]),
  /** With whom they must act, where they may not act alone. */
  together: optionalText(200),
  /** Conditions and limits, in the words of the appointment. */
  limits: optionalText(1000),
  /** The day of the proof, and who here saw it. */
  provedOn: Day.nullable().default(null),
  seenBy: PersonId.nullable().default(null),
  source: text(200, 'Enter the source.'),
}
const expectPost = (
  typed: { lines: readonly string[]; postcode: string },
  issues: Pick<z.RefinementCtx, 'addIssue'>,
) => expectAddress(typed, issues)

export const RepresentativeDraft = z
  .strictObject({ clientId: ClientId, ...fields })
  .superRefine(expectPost)
export type RepresentativeDraft = z.output<typeof RepresentativeDraft>

const Which = { representativeId: RepresentativeId }

/** New particulars in place of the old ones; `version` is the one that was on the screen. */
export const RepresentativeCorrection = z
  .strictObject({
    ...Which,
    ...fields,
    version: z.int().positive(),
    reason: text(500, 'Give the reason for the correction.'),
  })
  .superRefine(expectPost)

const Recorded = { at: Moment, by: z.string() }
const Version = z.object({
  capacity: Capacity,
  /** The capacity as a letter says it. */
  acts: z.string(),
  title: z.string(),
  surname: z.string(),
  forenames: z.string(),
  lines: z.array(z.string()),
  postcode: z.string(),
  telephone: z.string(),
  from: Day,
  until: Day.nullable(),
  covers: z.array(Covered),
  together: z.string(),
  limits: z.string(),
  provedOn: Day.nullable(),
  seenBy: PersonId.nullable(),
  seenByName: z.string(),
  source: z.string(),
  version: z.number(),
  ...Recorded,
  reason: z.string(),
})

export const Representative = z.object({
  id: RepresentativeId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  /** The version in force. */
  ...Version.shape,
  /** What the proof is. */
  proof: z.string(),
  scan: z
    .object({ kind: z.enum(['pdf', 'png', 'jpeg']), size: z.number(), ...Recorded })
    .nullable(),
  state: z.enum(['in-force', 'ends-soon', 'not-proved', 'ended', 'removed']),
  /** What of the proof is not on record yet. */
  lacking: z.array(z.string()),
  /** The last day, by the appointment itself or because it was ended; null while it has none. */
  lastDay: Day.nullable(),
  ended: z.object({ on: Day, reason: z.string(), ...Recorded }).nullable(),
  removed: z.object({ reason: z.string(), ...Recorded }).nullable(),
  /** Versions, endings and removals that were put right, newest first. */
  earlier: z.array(Version),
  takenBack: z.array(
    z.object({
      what: z.enum(['ended', 'removed']),
      on: Day.nullable(),
      reason: z.string(),
      ...Recorded,
    }),
  ),
})
export type Representative = z.output<typeof Representative>

/** What somebody may do in a capacity, as the edition says it today. */
export const CapacityRule = z.object({
  capacity: Capacity,
  name: z.string(),
  proof: z.string(),
  /** Whether what is covered is to be said, because the order decides it. */
  asksCovers: z.boolean(),
  /** Whether they act only while the client cannot decide. */
  lacks: z.boolean(),
  /** The topic of the law; null where the edition has none for it. */
  topic: z.string().nullable(),
  text: z.string(),
  authority: z.string(),
  uncertain: z.string().nullable(),
})
export type CapacityRule = z.output<typeof CapacityRule>

const Reason = text(500, 'Give the reason.')

/** Who acts for a client, in what capacity, and by what proof. */
export const representatives = {
  record: operation(RepresentativeDraft, Representative, { may: 'record-clients' }),
  correct: operation(RepresentativeCorrection, Representative, { may: 'record-clients' }),
  /** The last day of an appointment that came to its end. */
  end: operation(
    z.strictObject({
      ...Which,
      on: z.string().min(1, 'Enter the last day.').pipe(Day),
      reason: Reason,
    }),
    Representative,
    { may: 'record-clients' },
  ),
  /** Recorded by mistake: there is no such representative. */
  remove: operation(z.strictObject({ ...Which, reason: Reason }), Representative, {
    may: 'record-clients',
  }),
  /** Takes back an ending or a removal. */
  restore: operation(z.strictObject({ ...Which, reason: Reason }), Representative, {
    may: 'record-clients',
  }),
  /** Asks for the scan of the proof; unchanged when cancelled. */
  attachProof: operation(z.strictObject(Which), Representative, { may: 'record-clients' }),
  /** Shows it in this computer’s own reader; an order says why it was made, so opening it is logged. */
  openProof: operation(z.strictObject(Which), z.object({}), { may: 'reveal-consents' }),
  list: operation(
    z.strictObject({ clientId: ClientId }),
    z.object({ rows: z.array(Representative), rules: z.array(CapacityRule) }),
    { may: 'read-clients' },
  ),
}
