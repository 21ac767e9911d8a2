import {
  AccessRequestCorrected,
  AccessRequested,
  AccessRequestEnded,
  LoggedRequest,
} from './logged.ts'

/** A step of a request’s history as its row has it. */
export interface Step {
  seq: number
  at: string
  by: string
  act: string
  said: unknown
}

/** How a request stands by its steps. */
export interface Standing extends LoggedRequest {
  id: string
  clientId: string
  version: number
  at: string
  by: string
  /** How it ended; null while it is open. */
  ended: {
    how: 'answered' | 'withdrawn' | 'refused' | 'recorded-in-error'
    at: string
    by: string
    reason: string
  } | null
}

const which = { requestId: true, clientId: true } as const
const Requested = AccessRequested.omit(which)
const Corrected = AccessRequestCorrected.omit(which)
const Ended = AccessRequestEnded.omit(which)

/** How a request stands by its steps, in order; null without its first. Pure. */
export function requestStanding(
  { id, clientId }: { id: string; clientId: string },
  steps: readonly Step[],
): Standing | null {
  let standing = null as Standing | null
  for (const { act, at, by, said } of steps)
    if (act === 'access-requested')
      standing = { ...Requested.parse(said), id, clientId, version: 1, at, by, ended: null }
    else if (!standing) return null
    else if (act === 'access-request-corrected') {
      const { version, ...corrected } = Corrected.parse(said)
      standing = { ...standing, ...LoggedRequest.parse(corrected), version }
    } else if (act === 'access-request-ended') {
      const { outcome, reason } = Ended.parse(said)
      standing = { ...standing, ended: { how: outcome, at, by, reason } }
    } else standing = { ...standing, ended: { how: 'answered', at, by, reason: '' } }
  return standing
}
