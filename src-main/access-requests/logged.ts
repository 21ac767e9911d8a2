import { z } from '../wire/schema.ts'

// The log's own words: a form may ask for less or other things, and what was logged still reads.
const Which = { requestId: z.string(), clientId: z.string() }

/** What is said of a request, always in the same fields. */
export const LoggedRequest = z.object({
  way: z.enum(['letter', 'email', 'call', 'visit', 'other']),
  receivedOn: z.string(),
  idReceivedOn: z.string().nullable(),
  clarificationAskedOn: z.string().nullable(),
  clarificationAnsweredOn: z.string().nullable(),
  extendedOn: z.string().nullable(),
})
export type LoggedRequest = z.output<typeof LoggedRequest>

/** A client asked for a copy of what the office holds about them. */
export const AccessRequested = z.object({ ...Which, ...LoggedRequest.shape })
export const AccessRequestCorrected = z.object({
  ...{ ...Which, ...LoggedRequest.shape, version: z.number() },
  reason: z.string(),
})
export const AccessRequestEnded = z.object({
  ...Which,
  outcome: z.enum(['withdrawn', 'refused', 'recorded-in-error']),
  reason: z.string(),
})

/** How each act about a request reads; the copy that answers it is another room’s act. */
export const LOGGED = {
  'access-requested': AccessRequested,
  'access-request-corrected': AccessRequestCorrected,
  'access-request-ended': AccessRequestEnded,
} as const
