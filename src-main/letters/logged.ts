import { Disclosed } from '../disclosures/told.ts'
import { z } from '../wire/schema.ts'
import { GateDecision, LetterContent, ReplyKind } from './contract.ts'

/** A letter as it was written, each time it was written. */
export const LetterWritten = z.object({
  letterId: z.string(),
  clientId: z.string(),
  version: z.number(),
  content: LetterContent,
})

/** The gate's answers as they were, kept for good with the act that they allowed. */
const Trace = {
  gateOpen: z.boolean(),
  decisions: z.array(GateDecision.extend({ consentId: z.string().nullable() })),
}

export const LetterApproved = z.object({
  letterId: z.string(),
  version: z.number(),
  paperId: z.string(),
  sha256: z.string(),
  /** Head code of the last checkpoint before, as it stands in the footer. */
  code: z.string(),
  pages: z.number(),
  firmVersion: z.number(),
  /** Left out by letters older than editions. */
  edition: z.object({ id: z.string(), digest: z.string() }).optional(),
  ...Trace,
})
export const LetterSent = z.object({
  letterId: z.string(),
  clientId: z.string(),
  on: z.string(),
  route: z.string(),
  sha256: z.string(),
  ...Trace,
  disclosed: z.array(Disclosed),
})
export const LetterDiscarded = z.object({ letterId: z.string(), reason: z.string() })
export const LetterActed = z.object({ letterId: z.string() })
export const LetterRecalled = z.object({
  letterId: z.string(),
  reason: z.string(),
  destroyedBy: z.string(),
})
export const LetterReturned = z.object({
  letterId: z.string(),
  on: z.string(),
  reason: z.string(),
})
export const ReplyRecorded = z.object({
  letterId: z.string(),
  kind: ReplyKind,
  on: z.string(),
  note: z.string(),
})
