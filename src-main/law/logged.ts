import { z } from '../wire/schema.ts'
import { Change, HolidayChange } from './entry.ts'

/** A change of an entry by the office, as it stands in the log. */
export const Amended = z.object({
  amendmentId: z.string(),
  entry: z.string(),
  change: Change,
  source: z.string(),
  note: z.string(),
  checkedOn: z.string(),
})
export const AmendmentWithdrawn = z.object({ amendmentId: z.string(), reason: z.string() })

/** A holiday that the office recorded; `name` is the one that is meant. */
export const HolidayRecorded = z.object({
  holidayId: z.string(),
  change: HolidayChange,
  name: z.string(),
  source: z.string(),
  note: z.string(),
})
export const HolidayWithdrawn = z.object({ holidayId: z.string(), reason: z.string() })

/** The file of an edition that was brought in, and what it says of itself. */
export const EditionImported = z.object({
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  editionId: z.string(),
  title: z.string(),
  publishedOn: z.string(),
  digest: z.string(),
})

/** That somebody checked an entry, by the digest of the entry as it stood, and the edition it stood in. */
export const Vouched = z.object({
  entry: z.string(),
  digest: z.string(),
  editionId: z.string(),
  editionDigest: z.string(),
  checkedOn: z.string(),
  source: z.string(),
  note: z.string(),
})
