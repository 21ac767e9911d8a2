import { z } from '../wire/schema.ts'
import type { RepresentativeDraft } from './contract.ts'

// The log's own words: a form may ask for less or other things, and what was logged still reads.
/** An appointment as it stands in the log: always the same fields. */
export const LoggedAppointment = z.object({
  capacity: z.enum([
    ...['health-attorney', 'property-attorney', 'deputy', 'litigation-friend'],
    ...['executor', 'administrator', 'parent'],
  ] as const),
  title: z.string(),
  surname: z.string(),
  forenames: z.string(),
  lines: z.array(z.string()),
  postcode: z.string(),
  telephone: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  covers: z.array(z.enum(['health', 'property'])),
  together: z.string(),
  limits: z.string(),
  provedOn: z.string().nullable(),
  seenBy: z.string().nullable(),
  source: z.string(),
})
export type LoggedAppointment = z.output<typeof LoggedAppointment>

const Who = { representativeId: z.string(), clientId: z.string() }

export const RepresentativeRecorded = z.object({ ...Who, ...LoggedAppointment.shape })
export const RepresentativeCorrected = RepresentativeRecorded.extend({
  version: z.number(),
  reason: z.string(),
})
export const RepresentativeEnded = z.object({ ...Who, on: z.string(), reason: z.string() })
/** Recorded by mistake, or an ending or that taken back. */
export const RepresentativeStated = z.object({ ...Who, reason: z.string() })
export const ProofAttached = z.object({
  ...Who,
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'png', 'jpeg']),
})

/** A draft in the fields that are logged and in no others. */
export const appointmentOf = (draft: Omit<RepresentativeDraft, 'clientId'>): LoggedAppointment =>
  LoggedAppointment.parse(draft)
