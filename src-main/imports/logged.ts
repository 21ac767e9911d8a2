import { countOf, firstEntry, lastEntry } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/** A list that was imported whole: how many rows became what, and which entries they made. */
export const ImportCompleted = z.object({
  what: z.enum(['clients', 'stays', 'matters', 'bodies', 'contacts']),
  /** Of the file. */
  sha256: z.string(),
  rows: countOf(),
  recorded: countOf(),
  added: countOf(),
  nothingNew: countOf(),
  skipped: countOf(),
  refused: countOf(),
  alike: countOf(),
  /** The first and the last entry of the rows; this one follows the last. */
  from: firstEntry(),
  to: lastEntry(),
  /** By which the next file with the same headings is known: a hash, since headings are free words. */
  headings: z.string(),
  /** How the columns were taken; without what was typed for all rows, which may name somebody. */
  columns: z.array(z.string()),
  days: z.record(z.string(), z.string()),
})
