import { ClientId } from '../clients/contract.ts'
import { Worked } from '../deadlines/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, text, z } from '../wire/schema.ts'

export const AccessRequestId = id<'AccessRequest'>()
export type AccessRequestId = z.output<typeof AccessRequestId>

/** How a request came: it may be made in any form, also by word of mouth. */
export const AccessWay = z.enum(
  ['letter', 'email', 'call', 'visit', 'other'],
  'Choose how the request came.',
)
export type AccessWay = z.output<typeof AccessWay>

/** What the time to answer runs from; null where identity was clear, nothing was asked back, or no extension was notified. */
export const AccessTimes = {
  receivedOn: z.string().min(1, 'Enter the date the request was received.').pipe(Day),
  /** When the last of what identifies the client came in. */
  idReceivedOn: Day.nullable().default(null),
  clarificationAskedOn: Day.nullable().default(null),
  clarificationAnsweredOn: Day.nullable().default(null),
  /** When the client was told that the time is extended. */
  extendedOn: Day.nullable().default(null),
}
const Said = { way: AccessWay, ...AccessTimes }

export const AccessOutcome = z.enum(
  ['withdrawn', 'refused', 'recorded-in-error'],
  'Choose how it ended.',
)
export type AccessOutcome = z.output<typeof AccessOutcome>

/** A client’s request for a copy of what this office holds about them. */
export const AccessRequest = z.object({
  id: AccessRequestId,
  clientId: ClientId,
  version: z.number(),
  ...{ way: AccessWay, receivedOn: Day, idReceivedOn: Day.nullable() },
  clarificationAskedOn: Day.nullable(),
  clarificationAnsweredOn: Day.nullable(),
  extendedOn: Day.nullable(),
  at: Moment,
  who: z.string(),
  state: z.enum(['open', 'answered', 'withdrawn', 'refused', 'recorded-in-error']),
  /** When it was answered or ended; null while it is open. */
  endedAt: Moment.nullable(),
  endedBy: z.string(),
  /** Null for whoever may not open restricted information, which it may hold. */
  reason: z.string().nullable(),
  /** By when it is to be answered, with the working; null once it ended, and while what was asked back is awaited. */
  due: Worked.nullable(),
  daysLate: z.number(),
})
export type AccessRequest = z.output<typeof AccessRequest>

const OfClient = z.strictObject({ clientId: ClientId })

/** Requests of clients for what this office holds about them (UK GDPR, Article 15): each is recorded when it comes, and has its clock. */
export const accessRequests = {
  /** Those of a client, newest first. */
  ofClient: operation(OfClient, z.array(AccessRequest), { may: 'read-clients' }),
  /** By when a request is to be answered, with the working; null while the time stands still. Records nothing. */
  due: operation(z.strictObject(AccessTimes), z.object({ due: Worked.nullable() }), {
    may: 'read-clients',
  }),
  record: operation(z.strictObject({ clientId: ClientId, ...Said }), AccessRequest, {
    may: 'record-clients',
  }),
  correct: operation(
    z.strictObject({
      ...{ requestId: AccessRequestId, version: z.int().positive(), ...Said },
      reason: text(500, 'Give the reason for the correction.'),
    }),
    AccessRequest,
    { may: 'record-clients' },
  ),
  /** It is not answered by a copy: the client withdrew it, it is refused, or there never was one. */
  end: operation(
    z.strictObject({
      ...{ requestId: AccessRequestId, version: z.int().positive(), outcome: AccessOutcome },
      reason: text(500, 'Give the reason.'),
    }),
    AccessRequest,
    { may: 'export-clients' },
  ),
}
