import { operation } from '../wire/operation.ts'
import { AddressLines, EmailAddress, expectAddress, Postcode } from '../wire/postal.ts'
import { Day, id, isDay, Moment, optionalText, text, z } from '../wire/schema.ts'

/** How far a fact is to be trusted: found in a source, from knowledge, or uncertain. Only the first needs no check mark. */
export const Confidence = z.enum(['verified', 'known', 'uncertain'])
export type Confidence = z.output<typeof Confidence>

/** A prison's short name made into a key: `leeds`, `isle-of-wight`. Stable across editions. */
export const EstablishmentId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose a prison from the list.')
  .brand<'Establishment'>()
export type EstablishmentId = z.output<typeof EstablishmentId>

/** A day as far as it is known: `2023-12-18`, the month `2017-02`, or the year `2016`. Nothing in it is guessed. */
export const PartialDay = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'Enter a year (2017), a month (2017-02) or a date (2017-02-18).',
  )
  .refine((typed) => typed.length < 10 || isDay(typed), 'This is not a date in the calendar.')
  .brand<'PartialDay'>()
export type PartialDay = z.output<typeof PartialDay>

/** Who ran a prison under contract, first to last; a null end means not known or not yet. */
export const OperatorSpan = z.object({
  operator: z.string(),
  from: PartialDay.nullable(),
  to: PartialDay.nullable(),
  confidence: Confidence,
  note: z.string(),
})

export const Establishment = z.object({
  id: EstablishmentId,
  /** As it is spoken of: `HMP Leeds`, `HMYOI Wetherby`. */
  name: z.string(),
  shortName: z.string(),
  /** Empty where it is not known. */
  category: z.string(),
  area: z.string(),
  nhsRegion: z.string(),
  country: z.enum(['England', 'Wales']),
  opened: PartialDay.nullable(),
  /** When it closed or was joined to its successor; null where that is not known, or not so. */
  closed: PartialDay.nullable(),
  /** False where it no longer holds prisoners under this name, even if the day is not known. */
  current: z.boolean(),
  successors: z.array(EstablishmentId),
  /** Empty for a prison that the public prison service has run throughout, as far as is known. */
  operators: z.array(OperatorSpan),
  confidence: Confidence,
  note: z.string(),
})
export type Establishment = z.output<typeof Establishment>

/** What the office knows of a prison from day to day; the disclosure team is nobody's prison. */
export const ArrangementSort = z.enum(
  ['provider', 'commissioner', 'governance', 'lead-pct', 'address', 'operator', 'disclosure-team'],
  'Choose what to record.',
)
export type ArrangementSort = z.output<typeof ArrangementSort>

const Arranged = {
  /** Null for the disclosure team alone. */
  establishmentId: EstablishmentId.nullable(),
  sort: ArrangementSort,
  name: text(120, 'Enter the name.'),
  lines: AddressLines.default([]),
  postcode: Postcode,
  /** Where letters go by email or CJSM. */
  email: EmailAddress.optional(),
  /** First and last day, both counted; null is open or not known. */
  from: Day.nullable(),
  to: Day.nullable(),
  /** A day on which it is known to be so, where its first day is not known: it is not used before. */
  seenOn: Day.nullable().optional(),
  source: text(500, 'Enter the source.'),
  note: optionalText(1000),
  /** False shows the mark *not verified* wherever it is used. */
  verified: z.boolean(),
}
export const ArrangementDraft = z.strictObject(Arranged)
export type ArrangementDraft = z.output<typeof ArrangementDraft>
export const ArrangementId = id<'Arrangement'>()
export type ArrangementId = z.output<typeof ArrangementId>
const Recorded = { recordedAt: Moment, recordedBy: z.string() }
const Version = z.object({ ...Arranged, ...Recorded, reason: z.string() })

/** An arrangement as it stands, with what it said before it was corrected, newest first. */
export const Arrangement = Version.extend({
  id: ArrangementId,
  version: z.number(),
  earlier: z.array(Version),
  /** Whether it is the one that is used today, of several of its kind. */
  stands: z.boolean(),
})
export type Arrangement = z.output<typeof Arrangement>

/** What the edition says of a prison or of the disclosure team. */
export const ShippedFact = z.object({
  sort: ArrangementSort,
  /** Who holds the contract; empty where the edition knows that nobody here knows. */
  name: z.string(),
  /** Who is registered for the care, where that is another body. */
  registered: z.string().nullable(),
  /** Of several sites, which one; else empty. */
  site: z.string(),
  lines: z.array(z.string()),
  postcode: z.string(),
  from: PartialDay.nullable(),
  to: PartialDay.nullable(),
  /** The day of the source, where the first day is not known. */
  seen: PartialDay.nullable(),
  confidence: Confidence,
  source: z.string(),
  note: z.string(),
  /** Used today, replaced by a record of the office’s own, over or not yet begun, or asked for in the letter. */
  standing: z.enum(['used', 'replaced', 'other-days', 'asked']),
})
export type ShippedFact = z.output<typeof ShippedFact>

const Transfer = z.strictObject({
  establishmentId: EstablishmentId,
  on: Day,
  source: text(500, 'Enter the source.'),
  note: optionalText(1000),
  verified: z.boolean(),
})
export const TransferShown = z.object({
  on: Day,
  source: z.string(),
  note: z.string(),
  /** An unverified day is shown and decides nothing. */
  verified: z.boolean(),
  /** Null for the day that ships with the program. */
  recorded: z.object({ at: Moment, by: z.string() }).nullable(),
})

/** What is on record of one prison (or, without one, of the disclosure team). */
export const Arrangements = z.object({
  arrangements: z.array(Arrangement),
  /** What the edition in use says of it. */
  shipped: z.array(ShippedFact),
  /** When prison healthcare passed to the NHS here; null without a prison. */
  transfer: TransferShown.nullable(),
  /** Days recorded for it before, newest first. */
  earlierTransfers: z.array(TransferShown),
})
export type Arrangements = z.output<typeof Arrangements>

/** Prisons of England and Wales, former ones too. */
export const establishments = {
  /** By part of the name or area; all of them, by name, when `text` is empty. */
  list: operation(
    z.strictObject({ text: z.string().max(120).default('') }),
    z.array(Establishment),
    { may: 'read-establishments' },
  ),
  arrangements: operation(
    z.strictObject({ establishmentId: EstablishmentId.nullable() }),
    Arrangements,
    { may: 'read-establishments' },
  ),
  recordArrangement: operation(
    ArrangementDraft.superRefine((typed, issues) => expectAddress(typed, issues)),
    Arrangements,
    { may: 'record-establishments' },
  ),
  correctArrangement: operation(
    z
      .strictObject({
        id: ArrangementId,
        version: z.int().positive(),
        ...Arranged,
        reason: text(500, 'Give the reason for the correction.'),
      })
      .superRefine((typed, issues) => expectAddress(typed, issues)),
    Arrangements,
    { may: 'record-establishments' },
  ),
  recordTransfer: operation(Transfer, Arrangements, { may: 'record-establishments' }),
}
