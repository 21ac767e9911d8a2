import { countOf } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/** A list that was saved for a spreadsheet: which, how it was filtered, how much of it there was. */
export const ListExported = z.object({
  list: z.string(),
  kind: z.enum(['xlsx', 'csv']),
  text: z.string(),
  clientId: z.string().nullable(),
  which: z.enum(['open', 'all', 'discarded']),
  establishmentId: z.string().nullable(),
  rows: countOf(),
  sha256: z.string(),
})
