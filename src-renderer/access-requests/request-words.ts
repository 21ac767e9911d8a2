import type {
  AccessOutcome,
  AccessRequest,
  AccessWay,
} from '../../src-main/access-requests/contract.ts'
import type { BadgeKind } from '../words/states.ts'

export const WAYS: Record<AccessWay, string> = {
  letter: 'By letter',
  email: 'By email',
  call: 'By telephone',
  visit: 'At a visit',
  other: 'In another way',
}

/** How a request ends where no copy answers it. */
export const OUTCOMES: Record<AccessOutcome, string> = {
  withdrawn: 'The client withdrew it',
  refused: 'It is refused as manifestly unfounded or excessive (UK GDPR, Article 12(5))',
  'recorded-in-error': 'It was recorded in error',
}

/** How a request that is no longer open ended. */
export const ENDED: Record<
  Exclude<AccessRequest['state'], 'open'>,
  { badge: BadgeKind; word: string }
> = {
  answered: { badge: 'replied', word: 'Answered' },
  withdrawn: { badge: 'closed', word: 'Withdrawn' },
  refused: { badge: 'closed', word: 'Refused' },
  'recorded-in-error': { badge: 'superseded', word: 'Recorded in error' },
}

/** A request as it is typed; nothing is chosen for the person. */
export interface RequestDraft {
  way: AccessWay | ''
  receivedOn: string
  idReceivedOn: string | null
  clarificationAskedOn: string | null
  clarificationAnsweredOn: string | null
  extendedOn: string | null
}
export const requestDraft = (one: AccessRequest | null): RequestDraft => ({
  way: one?.way ?? '',
  receivedOn: one?.receivedOn ?? '',
  idReceivedOn: one?.idReceivedOn ?? null,
  clarificationAskedOn: one?.clarificationAskedOn ?? null,
  clarificationAnsweredOn: one?.clarificationAnsweredOn ?? null,
  extendedOn: one?.extendedOn ?? null,
})
