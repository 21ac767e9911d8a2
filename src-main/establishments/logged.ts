import { z } from '../wire/schema.ts'

const LoggedDay = z.string().brand<'Day'>()

/** What was recorded of an arrangement, as it stands in the log and in the rows drawn from it. */
export const LoggedArrangement = z.object({
  establishmentId: z.string().brand<'Establishment'>().nullable(),
  sort: z.enum([
    ...['provider', 'commissioner', 'governance', 'lead-pct', 'address', 'operator'],
    'disclosure-team',
  ] as const),
  name: z.string(),
  lines: z.array(z.string()).default([]),
  postcode: z.string().default(''),
  email: z.string().optional(),
  from: LoggedDay.nullable(),
  to: LoggedDay.nullable(),
  seenOn: LoggedDay.nullable().optional(),
  source: z.string(),
  note: z.string().default(''),
  verified: z.boolean(),
})
/** A correction says everything again. */
export const ArrangementRecorded = LoggedArrangement.extend({ id: z.string() })
export const ArrangementCorrected = ArrangementRecorded.extend({ reason: z.string() })
/** The day on which prison healthcare passed to the NHS at a prison. */
export const TransferRecorded = z.object({
  establishmentId: z.string(),
  on: z.string(),
  source: z.string(),
  note: z.string(),
  verified: z.boolean(),
})
