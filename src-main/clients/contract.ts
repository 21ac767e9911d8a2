import { EstablishmentId } from '../establishments/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'
import { sortedBy } from '../wire/sorting.ts'
import { AddressLines, expectAddress, Postcode } from '../wire/postal.ts'
import { NhsNumber } from './nhs-number.ts'
import { PrisonNumber } from './prison-number.ts'
import { SORTS, WHEREABOUTS } from './whereabouts.ts'

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

export const StayKind = z.enum(WHEREABOUTS, 'Choose where the client is.')
const NO_PRISON = 'Choose a prison from the list.'

/** A stay in a prison or elsewhere, as typed; `source` says where the fact comes from: "letter from the client". */
export const StayDraft = z
  .strictObject({
    kind: StayKind.default('prison'),
    /** The prison that holds the client; empty where none does. */
    establishmentId: z
      .string()
      .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, NO_PRISON)
      .default(''),
    from: Day,
    source: text(200, 'Enter the source.'),
    /** The name of a hospital, a centre, approved premises; empty where none is known. */
    place: optionalText(120),
    lines: AddressLines.default([]),
    postcode: Postcode,
  })
  .refine(
    (typed: { kind?: unknown; establishmentId?: unknown }) =>
      !SORTS[StayKind.safeParse(typed.kind).data ?? 'released'].custody ||
      typed.establishmentId !== '',
    // Said beside what else is missing in the form.
    {
      ...{ path: ['establishmentId'], message: NO_PRISON },
      when: ({ value }) => typeof value === 'object' && value !== null,
    },
  )
  .superRefine((typed, issues) => expectAddress(typed, issues))
  .transform((typed) => ofItsKind(typed))
export type StayDraft = z.output<typeof StayDraft>

/** Without what its kind has no room for: no prison for the released, no address of its own in a prison. */
function ofItsKind<
  Typed extends {
    kind: keyof typeof SORTS
    establishmentId: string
    place: string
    lines: string[]
    postcode: string
  },
>(typed: Typed): Typed {
  const { custody, named, post } = SORTS[typed.kind]
  return {
    ...typed,
    ...(custody ? {} : { establishmentId: '' }),
    ...(named === null ? { place: '' } : {}),
    ...(post ? {} : { lines: [], postcode: '' }),
  }
}

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
  nhsNumber: NhsNumber,
})

export const ClientDraft = z.strictObject({
  ...Particulars.shape,
  /** Where the client is now. */
  stay: StayDraft,
  /** Of a client who is in no prison: the last one, where it is known. */
  before: StayDraft.nullable().default(null),
})
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
  /** Ten digits; empty where it is not known. */
  nhsNumber: z.string().default(''),
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
  /** The record that it stands in, by its id and by its number among those of the person. */
  clientId: ClientId,
  record: z.number(),
  kind: StayKind,
  /** The prison that holds the client; null where none does. */
  establishmentId: EstablishmentId.nullable(),
  /** The stay by name: `HMP Leeds`, `On licence, care of Elm House`. */
  name: z.string(),
  place: z.string(),
  lines: z.array(z.string()),
  postcode: z.string(),
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
      name: z.string(),
      address: z.string(),
      from: Day,
      source: z.string(),
      recordedAt: Moment,
      recordedBy: z.string(),
    }),
  ),
})
export type Stay = z.output<typeof Stay>

/** Another record of the same person, with how it was joined. */
export const JoinedRecord = z.object({
  id: ClientId,
  place: z.number(),
  ...Version.shape,
  earlier: z.array(Version),
  /** Its entry of the log, when, by whom and why. */
  joining: z.object({ seq: z.number(), at: Moment, by: z.string(), reason: z.string() }),
})
export type JoinedRecord = z.output<typeof JoinedRecord>

export const Client = z.object({
  id: ClientId,
  /** The record that was asked for, where it is joined with this one. */
  openedAs: ClientId.nullable(),
  /** The other records of the person, in the order they were joined. */
  joined: z.array(JoinedRecord),
  /** What the records say differently; no letter leaves while one stops it. */
  differences: z.array(
    z.object({
      about: z.enum(['name', 'number', 'born', 'prison']),
      place: z.number(),
      stops: z.boolean(),
      words: z.string(),
    }),
  ),
  /** The version in force. */
  ...Version.shape,
  /** Oldest first. */
  stays: z.array(Stay),
  /** Entries of the history that never were, as they were recorded, with why they were taken back. */
  takenBack: z.array(
    z.object({
      ...{ id: StayId, record: z.number(), name: z.string(), from: Day, source: z.string() },
      ...{ recordedAt: Moment, recordedBy: z.string() },
      ...{ at: Moment, by: z.string(), reason: z.string() },
    }),
  ),
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
  /** Where the client is: `HMP Leeds`, `released 1 December 2026`; empty where the only stay recorded is still to come. */
  whereNow: z.string(),
  /** True where the name is only near to what was typed. */
  near: z.boolean(),
})
export type ClientRow = z.output<typeof ClientRow>

const Move = z.strictObject({ clientId: ClientId, stay: StayDraft })
const StayCorrection = z.strictObject({
  clientId: ClientId,
  stayId: StayId,
  stay: StayDraft,
  /** The stay never was: recorded by mistake, and nothing takes its place. */
  never: z.boolean().default(false),
  reason: text(500, 'Give the reason for the correction.'),
})
export { Move, StayCorrection }

/** Clients, how to write to them, and where they were when. */
export const clients = {
  register: operation(ClientDraft, Client, { may: 'record-clients' }),
  correct: operation(ClientCorrection, Client, { may: 'record-clients' }),
  recordMove: operation(Move, Client, { may: 'record-clients' }),
  correctStay: operation(StayCorrection, Client, { may: 'record-clients' }),
  /** Joins `otherId` with the record that is kept; what speaks against one person must be confirmed. */
  join: operation(
    z.strictObject({
      keptId: ClientId,
      otherId: ClientId,
      confirmed: z.boolean().default(false),
      reason: text(500, 'Give the reason for joining the records.'),
    }),
    Client,
    { may: 'record-clients' },
  ),
  /** Undoes a joining wholly. */
  part: operation(
    z.strictObject({
      clientId: ClientId,
      reason: text(500, 'Give the reason for parting the records.'),
    }),
    Client,
    { may: 'record-clients' },
  ),
  get: operation(z.strictObject({ clientId: ClientId }), Client, { may: 'read-clients' }),
  /** By part of any name, by prison number, or by both with a date of birth; by surname when `text` is empty. */
  find: operation(
    z.strictObject({
      text: z.string().max(200).default(''),
      /** By name where nothing is typed, and else the likeliest first. */
      sort: sortedBy('name', 'number', 'born'),
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
