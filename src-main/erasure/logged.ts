import { countOf, entryNumber } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

const LoggedGround = z.enum([
  ...(['retention-ended', 'asked-by-client', 'regulator', 'recorded-in-error'] as const),
])

/** Until when a file is kept, and what that follows from: matters with their closings, periods, and the entries that set them. */
export const LoggedKeeping = z.object({
  due: z.string(),
  matters: z.array(
    z.object({
      ...{ matterId: z.string(), kind: z.string(), closedOn: z.string() },
      ...{ years: z.number(), set: entryNumber().nullable(), until: z.string() },
    }),
  ),
  /** Of a client who has no matter. */
  onRecord: z
    .object({
      ...{ since: z.string(), years: z.number() },
      ...{ set: entryNumber().nullable(), until: z.string() },
    })
    .nullable(),
  /** The day on which the client came of age, where the time ran from it. */
  ofAge: z.string().nullable(),
  /** The entry by which it was kept until a later day, and that day. */
  longer: z.object({ seq: entryNumber(), until: z.string() }).nullable(),
})
export type LoggedKeeping = z.output<typeof LoggedKeeping>

/** How much there was of a client. */
export const LoggedCounts = z.object({
  ...{ entries: countOf(), matters: countOf(), forms: countOf(), scans: countOf() },
  ...{ letters: countOf(), calls: countOf(), disclosures: countOf() },
  documents: countOf().default(0),
})
export type LoggedCounts = z.output<typeof LoggedCounts>

/** A line of the register as it stays: no recipient, class or purpose. */
export const LoggedTold = z.object({
  ...{ on: z.string(), route: z.string(), role: z.string() },
  basis: z.enum(['consent', 'other', 'none']),
})

export const HoldPlaced = z.object({
  ...{ clientId: z.string(), askedBy: z.string(), reason: z.string() },
  reviewOn: z.string().nullable(),
})
export const HoldLifted = z.object({ clientId: z.string(), reason: z.string() })
export const ErasureProposed = z.object({
  ...{ clientId: z.string(), ground: LoggedGround, reason: z.string(), goes: LoggedCounts },
  /** On the ground that the time has run: how it was worked out; left out by proposals that are older than periods. */
  basis: LoggedKeeping.nullable().default(null),
})
export const ErasureWithdrawn = z.object({
  ...{ clientId: z.string(), proposed: entryNumber(), reason: z.string() },
})
/** Its subject is the tag of whoever was erased; nothing in it says who that was. */
export const ClientErased = z.object({
  ...{ proposed: entryNumber(), proposedBy: z.string() },
  ground: z.enum([...LoggedGround.options, 'made-again']),
  clientNumber: z.number().nullable(),
  /** Entries about the client that lost their contents, and entries about others that named the client. */
  ...{ entries: countOf(), also: z.array(entryNumber()) },
  went: LoggedCounts,
  told: z.array(LoggedTold),
  /** Made again in an older copy that was put back: its entry by the list beside the office, and the hash of that list. */
  madeAgain: z.object({ seq: entryNumber(), sha256: z.string() }).optional(),
})
export type ClientErased = z.output<typeof ClientErased>
