import { z } from '../wire/schema.ts'

/** Everything in the office was written to a folder, in clear. */
export const OfficeExported = z.object({
  folder: z.string(),
  /** Of the log in it. */
  size: z.number(),
  documents: z.number(),
  lacking: z.number(),
  /** SHA-256 of its list of files, which has the hash of each. */
  files: z.string(),
})
