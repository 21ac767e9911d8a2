import { z } from '../wire/schema.ts'
import type { ClientDraft, StayDraft } from './contract.ts'

const LoggedName = z.object({ surname: z.string(), forenames: z.string() })

/** A client's particulars as they stand in the log and in the versions drawn from it. */
export const LoggedParticulars = z.object({
  ...LoggedName.shape,
  aliases: z.array(LoggedName),
  bornOn: z.string().nullable(),
  prisonNumber: z.object({ number: z.string(), exception: z.string() }),
  needs: z.object({
    language: z.string(),
    interpreter: z.boolean(),
    largePrint: z.boolean(),
    easyWords: z.boolean(),
    readAloud: z.boolean(),
    note: z.string(),
  }),
  // Left out where there is none, and by entries older than the question.
  title: z
    .enum([
      'Mr',
      'Mrs',
      'Miss',
      'Ms',
      'Mx',
      'Dr',
      'Professor',
      'Revd',
      'Sir',
      'Dame',
      'Lord',
      'Lady',
    ])
    .optional(),
  pronouns: z.enum(['he', 'she', 'they']).optional(),
  nhsNumber: z.string().optional(),
})
export type LoggedParticulars = z.output<typeof LoggedParticulars>

export const StayRecorded = z.object({
  clientId: z.string(),
  stayId: z.string(),
  establishmentId: z.string(),
  from: z.string(),
  source: z.string(),
  // Always there since a stay may be elsewhere than in a prison, so that its presence says nothing.
  place: z
    .object({
      kind: z.enum([
        ...(['prison', 'released', 'licence', 'hospital', 'secure-hospital'] as const),
        ...(['removal-centre', 'abroad', 'unknown', 'died'] as const),
      ]),
      name: z.string(),
      lines: z.array(z.string()),
      postcode: z.string(),
    })
    .optional(),
})
export type LoggedStay = z.output<typeof StayRecorded>

/** What each act of this domain logs: always the same fields. */
export const Registered = z.object({ ...LoggedParticulars.shape, ...StayRecorded.shape })
export const Corrected = z.object({
  ...LoggedParticulars.shape,
  clientId: z.string(),
  version: z.number(),
  reason: z.string(),
})
export const StayCorrected = z.object({
  ...StayRecorded.shape,
  replaces: z.string(),
  reason: z.string(),
  /** What it corrects never was: nothing takes its place. */
  never: z.literal(true).optional(),
})

/** Two records of one person: `keptId` goes on, `clientId` is read with it. */
export const Joined = z.object({
  clientId: z.string(),
  keptId: z.string(),
  /** Which record of the person this one is from now on. */
  place: z.number(),
  reason: z.string(),
  /** What spoke against it and was confirmed. */
  against: z.array(z.string()),
})
export const Parted = z.object({ clientId: z.string(), keptId: z.string(), reason: z.string() })

/** The particulars of a draft, in the fields that are logged and in no others. */
export function particularsOf(draft: Omit<ClientDraft, 'stay' | 'before'>): LoggedParticulars {
  const { title, pronouns, nhsNumber, ...rest } = draft
  return LoggedParticulars.parse({
    ...rest,
    ...(title ? { title } : {}),
    ...(pronouns ? { pronouns } : {}),
    ...(nhsNumber ? { nhsNumber } : {}),
  })
}

/** A stay's fields as they are logged. */
export const stayOf = (
  clientId: string,
  stayId: string,
  stay: Omit<StayDraft, 'from'> & { from: string },
): LoggedStay => ({
  clientId,
  stayId,
  establishmentId: stay.establishmentId,
  from: stay.from,
  source: stay.source,
  place: { kind: stay.kind, name: stay.place, lines: stay.lines, postcode: stay.postcode },
})

/** Whether two sets of particulars say the same. */
export const sameParticulars = (one: LoggedParticulars, other: LoggedParticulars): boolean =>
  JSON.stringify(LoggedParticulars.parse(one)) === JSON.stringify(LoggedParticulars.parse(other))

/** Reads the particulars kept with a version. */
export const readParticulars = (stored: string): LoggedParticulars => {
  const parsed: unknown = JSON.parse(stored)
  return LoggedParticulars.parse(parsed)
}
