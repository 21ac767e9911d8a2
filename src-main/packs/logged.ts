import { countOf } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/** The basis of what a full pack tells, as its entries give it. */
export const decidedFor = (reason: string): string => `Decided by a partner: ${reason}`

/** A pack as its entry has it; `sha256` is of the whole file. */
export const PackMade = z.object({
  packId: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  kind: z.enum(['full', 'redacted']),
  on: z.string(),
  /** By what its entries were chosen; all null for the whole log. */
  clientId: z.string().nullable(),
  recipient: z.string(),
  year: z.number().nullable(),
  entries: countOf(),
  /** Of the log as it stood then. */
  size: z.number(),
  papers: countOf(),
  /** For whom; empty for a redacted pack. */
  to: z.string(),
  role: z.string(),
  purpose: z.string(),
  reason: z.string(),
})
