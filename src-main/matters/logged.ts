import { entryNumber } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/** A matter's particulars as they stand in the log and in the versions drawn from it. */
export const LoggedMatter = z.object({
  kind: z.string(),
  title: z.string(),
  responsible: z.string(),
  opponents: z.array(z.object({ name: z.string(), role: z.string() })),
  eventOn: z.string().nullable(),
  knownOn: z.string().nullable(),
  noEventReason: z.string(),
})
export type LoggedMatter = z.output<typeof LoggedMatter>

export const MatterOpened = z.object({
  ...LoggedMatter.shape,
  clientId: z.string(),
  matterId: z.string(),
  clientNumber: z.number(),
  matterNumber: z.number(),
  ourRef: z.string(),
  openedOn: z.string(),
})
/** The reference and the numbers are said again, since a row is drawn from one entry alone. */
export const MatterCorrected = z.object({
  ...MatterOpened.shape,
  version: z.number(),
  reason: z.string(),
})
export const MatterNoted = z.object({ matterId: z.string(), text: z.string() })
export const MatterClosed = z.object({
  matterId: z.string(),
  closedOn: z.string(),
  reason: z.string(),
  /** What stayed open, each with its reason; left out by closings older than the checklist. */
  stays: z
    .array(
      z.object({
        what: z.enum(['limitation', 'reply', 'letter', 'form', 'consent']),
        id: z.string(),
        name: z.string(),
        reason: z.string(),
        ended: z.boolean(),
      }),
    )
    .optional(),
})
/** With the closing that it takes back and the days that limitation runs from, since a row is drawn from one entry alone. */
export const MatterReopened = z.object({
  matterId: z.string(),
  reason: z.string(),
  eventOn: z.string().nullable(),
  knownOn: z.string().nullable(),
  closing: z.object({
    seq: entryNumber(),
    at: z.string(),
    by: z.string(),
    on: z.string(),
    reason: z.string(),
  }),
})

/** Who alone may see a matter from now on; `taken` where no partner was named for it any more. */
export const AccessRestricted = z.object({
  matterId: z.string(),
  people: z.array(z.string()),
  reason: z.string(),
})
export const AccessLifted = z.object({ matterId: z.string(), reason: z.string() })

/** Which limitation dates of a closed matter stay in the diary from now on; its closing is said again. */
export const LimitationSettled = z.object({
  matterId: z.string(),
  rule: z.string(),
  ended: z.boolean(),
  reason: z.string(),
  limits: z.array(z.string()),
  eventOn: z.string().nullable(),
  knownOn: z.string().nullable(),
  closing: z.object({ seq: entryNumber(), on: z.string(), reason: z.string() }),
})

/** Whether two sets of particulars say the same. */
export const sameMatter = (one: LoggedMatter, other: LoggedMatter): boolean =>
  JSON.stringify(LoggedMatter.parse(one)) === JSON.stringify(LoggedMatter.parse(other))
