import { z } from '../wire/schema.ts'

/** A list that was imported whole: how many rows became what, and which entries they made. */
export const ImportCompleted = z.object({
  what: z.enum(['clients', 'stays', 'matters', 'bodies', 'contacts']),
  /** Of the file. */
  sha256: z.string(),
  rows: z.number(),
  recorded: z.number(),
  added: z.number(),
  nothingNew: z.number(),
  skipped: z.number(),
  refused: z.number(),
  alike: z.number(),
  /** The first and the last entry of the rows; this one follows the last. */
  from: z.number(),
  to: z.number(),
  /** By which the next file with the same headings is known: a hash, since headings are free words. */
  headings: z.string(),
  /** How the columns were taken; without what was typed for all rows, which may name somebody. */
  columns: z.array(z.string()),
  days: z.record(z.string(), z.string()),
})
