import { z } from '../wire/schema.ts'

/** A group of case details as it was recorded: a text for each field. */
export const DetailsRecorded = z.object({
  matterId: z.string(),
  clientId: z.string(),
  group: z.string(),
  version: z.number(),
  rows: z.array(z.record(z.string(), z.string())),
})
export type DetailsRecorded = z.output<typeof DetailsRecorded>
