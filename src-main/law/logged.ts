import { entryNumber } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

const LoggedDay = z.string().brand<'Day'>()
const span = { from: LoggedDay.nullable().optional(), to: LoggedDay.nullable().optional() }
const open = { uncertain: z.string().nullable().optional() }
const LoggedName = z.object({
  name: z.string(),
  from: LoggedDay.nullable(),
  to: LoggedDay.nullable(),
})

/** What the office says instead of the edition, as it stands in the log. */
const LoggedChange = z.discriminatedUnion('sort', [
  z.object({ sort: z.literal('topic'), text: z.string().optional(), ...span, ...open }),
  z.object({
    sort: z.literal('rule'),
    period: z
      .object({
        unit: z.enum(['days', 'months', 'years', 'working-days']),
        count: z.number(),
      })
      .optional(),
    name: z.string().optional(),
    ...span,
    ...open,
  }),
  z.object({
    sort: z.literal('body'),
    names: z.array(LoggedName).optional(),
    successor: z.string().nullable().optional(),
    ...open,
  }),
  z.object({ sort: z.literal('receipt'), workingDaysAfter: z.number().optional(), ...open }),
  z.object({
    sort: z.literal('days'),
    weekends: z.boolean().optional(),
    listedHolidays: z.boolean().optional(),
    fixedDays: z.array(z.string()).optional(),
    ...open,
  }),
])

/** A holiday as it was added, moved or struck out, as it stands in the log. */
const LoggedHoliday = z.discriminatedUnion('what', [
  z.object({ what: z.literal('added'), on: LoggedDay, name: z.string() }),
  z.object({ what: z.literal('moved'), on: LoggedDay, to: LoggedDay }),
  z.object({ what: z.literal('removed'), on: LoggedDay }),
])

/** A change of an entry by the office, as it stands in the log. */
export const Amended = z.object({
  amendmentId: z.string(),
  entry: z.string(),
  change: LoggedChange,
  source: z.string(),
  note: z.string(),
  checkedOn: z.string(),
})
export const AmendmentWithdrawn = z.object({ amendmentId: z.string(), reason: z.string() })

/** A holiday that the office recorded; `name` is the one that is meant. */
export const HolidayRecorded = z.object({
  holidayId: z.string(),
  change: LoggedHoliday,
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
  /** How long a signature may be relied on by it; left out by imports of before. */
  signaturesAge: z
    .object({ unit: z.enum(['days', 'months', 'years', 'working-days']), count: z.number() })
    .optional(),
})

/** That a check was recorded by mistake. */
export const CheckUndone = z.object({
  entry: z.string(),
  vouching: entryNumber(),
  reason: z.string(),
})

/** That somebody checked an entry, by the digest of the entry as it stood, and the edition it stood in. */
export const EntryChecked = z.object({
  entry: z.string(),
  digest: z.string(),
  editionId: z.string(),
  editionDigest: z.string(),
  checkedOn: z.string(),
  source: z.string(),
  note: z.string(),
})
