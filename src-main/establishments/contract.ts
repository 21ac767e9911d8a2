import { operation } from '../wire/operation.ts'
import { Day, z } from '../wire/schema.ts'

/** How far a fact is to be trusted: found in a source, from knowledge, or uncertain. Only the first needs no check mark. */
export const Confidence = z.enum(['verified', 'known', 'uncertain'])
export type Confidence = z.output<typeof Confidence>

/** A prison's short name made into a key: `leeds`, `isle-of-wight`. Stable across editions. */
export const EstablishmentId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose a prison from the list.')
  .brand<'Establishment'>()
export type EstablishmentId = z.output<typeof EstablishmentId>

/** Who ran a prison, from a day to a day; a null end means not known or not yet. */
export const OperatorSpan = z.object({
  operator: z.string(),
  from: Day.nullable(),
  to: Day.nullable(),
  confidence: Confidence,
  note: z.string(),
})

export const Establishment = z.object({
  id: EstablishmentId,
  /** As it is spoken of: `HMP Leeds`, `HMYOI Wetherby`. */
  name: z.string(),
  shortName: z.string(),
  category: z.string(),
  area: z.string(),
  nhsRegion: z.string(),
  country: z.enum(['England', 'Wales']),
  opened: Day.nullable(),
  closed: Day.nullable(),
  /** False where it no longer holds prisoners under this name, even if the day is not known. */
  current: z.boolean(),
  successors: z.array(EstablishmentId),
  operators: z.array(OperatorSpan),
  confidence: Confidence,
  note: z.string(),
})
export type Establishment = z.output<typeof Establishment>

/** Prisons of England and Wales, former ones too. */
export const establishments = {
  list: operation(
    z.strictObject({ text: z.string().max(120).default('') }),
    z.array(Establishment),
    { may: 'read-establishments' },
  ),
}
