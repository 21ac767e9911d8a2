import { EstablishmentId } from '../establishments/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'
import { PrisonNumber } from './prison-number.ts'

export const ClientId = id<'Client'>()
export type ClientId = z.output<typeof ClientId>

export const Name = z.strictObject({
  surname: text(120, 'Enter the surname.'),
  forenames: optionalText(120),
})

/** How the client must be written to and spoken with; each is to be taken into account before a letter is made. */
export const Needs = z.strictObject({
  language: optionalText(60),
  interpreter: z.boolean().default(false),
  largePrint: z.boolean().default(false),
  easyWords: z.boolean().default(false),
  /** The client cannot read, or cannot see to read: letters are read aloud. */
  readAloud: z.boolean().default(false),
  note: optionalText(500),
})
export type Needs = z.output<typeof Needs>

/** A stay at a prison, as typed; `source` says where the fact comes from: "letter from the client". */
export const StayDraft = z.strictObject({
  establishmentId: EstablishmentId,
  from: Day,
  source: text(200, 'Enter the source.'),
})
export type StayDraft = z.output<typeof StayDraft>

/** Before the surname in a salutation; none where the client wants none, or nobody asked. */
export const TITLES = [
  ...['', 'Mr', 'Mrs', 'Miss', 'Ms', 'Mx', 'Dr', 'Professor', 'Revd'],
  ...['Sir', 'Dame', 'Lord', 'Lady'],
] as const
export const Pronouns = z.enum(['he', 'she', 'they'])
export type Pronouns = z.output<typeof Pronouns>

const Particulars = z.strictObject({
  ...Name.shape,
  aliases: z.array(Name).max(20, 'Enter no more than twenty other names.').default([]),
  bornOn: Day.nullable(),
  prisonNumber: PrisonNumber,
  needs: Needs,
  title: z.enum(TITLES, 'Choose the title, or none.').default(''),
  /** Null where nobody asked: letters then say `they`. */
  pronouns: Pronouns.nullable().default(null),
})

export const ClientDraft = z.strictObject({ ...Particulars.shape, stay: StayDraft })
export type ClientDraft = z.output<typeof ClientDraft>

/** New particulars in place of the old ones, with the reason; `version` is the one that was on the screen. */
export const ClientCorrection = z.strictObject({
  ...Particulars.shape,
  clientId: ClientId,
  version: z.int().positive(),
  reason: text(500, 'Give the reason for the correction.'),
})
export type ClientCorrection = z.output<typeof ClientCorrection>

const Version = z.object({
  ...Particulars.shape,
  prisonNumber: z.object({ number: z.string(), exception: z.string() }),
  version: z.number(),
  recordedAt: Moment,
  recordedBy: z.string(),
  /** Empty for the first version. */
  reason: z.string(),
  /** The log entry that made it. */
  seq: z.number(),
})

export const StayId = id<'Stay'>()
export const Stay = z.object({
  id: StayId,
  establishmentId: EstablishmentId,
  establishmentName: z.string(),
  from: Day,
  /** The day the next stay begins; null for the last one. */
  to: Day.nullable(),
  source: z.string(),
  recordedAt: Moment,
  recordedBy: z.string(),
  reason: z.string(),
  /** Stays that this one corrected, newest first. */
  superseded: z.array(
    z.object({
      establishmentName: z.string(),
      from: Day,
      source: z.string(),
      recordedAt: Moment,
      recordedBy: z.string(),
    }),
  ),
})
export type Stay = z.output<typeof Stay>

export const Client = z.object({
  id: ClientId,
  /** The version in force. */
  ...Version.shape,
  /** Oldest first. */
  stays: z.array(Stay),
  /** Superseded versions, newest first; both stay visible for good. */
  earlier: z.array(Version),
})
export type Client = z.output<typeof Client>

/** One row of a list or a search. */
export const ClientRow = z.object({
  id: ClientId,
  surname: z.string(),
  forenames: z.string(),
  /** The other name that matched, when it was not the name itself. */
  matched: z.string().nullable(),
  prisonNumber: z.string(),
  bornOn: Day.nullable(),
  /** Empty where the only stay recorded is a transfer still to come. */
  prisonNow: z.string(),
  /** True where the name is only near to what was typed. */
  near: z.boolean(),
})
export type ClientRow = z.output<typeof ClientRow>

const Move = z.strictObject({ clientId: ClientId, stay: StayDraft })
const StayCorrection = z.strictObject({
  clientId: ClientId,
  stayId: StayId,
  stay: StayDraft,
  reason: text(500, 'Give the reason for the correction.'),
})
export { Move, StayCorrection }

/** Clients, how to write to them, and where they were when. */
export const clients = {
  register: operation(ClientDraft, Client, { may: 'record-clients' }),
  correct: operation(ClientCorrection, Client, { may: 'record-clients' }),
  recordMove: operation(Move, Client, { may: 'record-clients' }),
  correctStay: operation(StayCorrection, Client, { may: 'record-clients' }),
  get: operation(z.strictObject({ clientId: ClientId }), Client, { may: 'read-clients' }),
  /** By part of any name, by prison number, or by both with a date of birth; by surname when `text` is empty. */
  find: operation(
    z.strictObject({
      text: z.string().max(200).default(''),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({
      rows: z.array(ClientRow),
      total: z.number(),
      /** True where so many match that only some were looked at: more must be typed. */
      more: z.boolean(),
    }),
    { may: 'read-clients' },
  ),
  /** Which clients on file might be the same person as the one being typed. */
  similar: operation(
    z.strictObject({
      surname: z.string().max(120).default(''),
      forenames: z.string().max(120).default(''),
      bornOn: Day.nullable().default(null),
      prisonNumber: z.string().max(40).default(''),
    }),
    z.array(ClientRow.extend({ why: z.string() })),
    { may: 'read-clients' },
  ),
}
