import { operation } from '../wire/operation.ts'
import { isDay, z } from '../wire/schema.ts'

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
    'Write a year, a month 2017-02 or a day.',
  )
  .refine((typed) => typed.length < 10 || isDay(typed), 'This is not a day in the calendar.')
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

/** Prisons of England and Wales, former ones too. */
export const establishments = {
  /** By part of the name or area; all of them, by name, when `text` is empty. */
  list: operation(
    z.strictObject({ text: z.string().max(120).default('') }),
    z.array(Establishment),
    { may: 'read-establishments' },
  ),
}
