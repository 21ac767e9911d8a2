import { fold } from '../search/fold.ts'
import type { InformationClass, Purpose, RecipientRole } from './contract.ts'

/** May this be told to them on this day? */
export interface Question {
  recipient: { name: string; role: RecipientRole }
  class: InformationClass
  purpose: Purpose
  /** ISO day. */
  on: string
}

/** One signed form: what it says to one recipient for one purpose, and what was taken back since. */
export interface Grant {
  id: string
  /** Order of recording: of two forms received on one day the later recorded is the newer. */
  seq: number
  recipient: { name: string; role: RecipientRole }
  purpose: Purpose
  answers: Partial<Record<InformationClass, 'given' | 'refused' | 'not-chosen'>>
  /** Whether he was consulted before he answered about HIV and sexual health. */
  consulted: boolean
  receivedOn: string
  /** The last day it may be relied on, by its own words or by the age of the signature. */
  lastDay: string
  withdrawals: { classes: readonly InformationClass[]; receivedOn: string }[]
}

export type Reason =
  | 'given'
  | 'not-asked'
  | 'not-chosen'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'not-consulted'

/** The answer, why, and the form that decided it. */
export interface Allowed {
  allowed: boolean
  reason: Reason
  grantId: string | null
}

const same = (one: Question['recipient'], other: Question['recipient']) =>
  one.role === other.role && fold(one.name) === fold(other.name)

/**
 * Decides by the newest form that speaks of exactly this recipient, class and purpose; whatever none speaks of is
 * not allowed. HIV and sexual health is never inferred from health, and counts only where he was consulted first
 * (the prisoner must be consulted and must consent before a third party is told).
 */
export function allowed(question: Question, grants: readonly Grant[]): Allowed {
  const { recipient, purpose, on } = question
  const speaking = grants
    .filter(
      (grant) =>
        grant.purpose === purpose &&
        same(grant.recipient, recipient) &&
        grant.answers[question.class] !== undefined &&
        grant.receivedOn <= on,
    )
    .sort((one, other) =>
      one.receivedOn === other.receivedOn
        ? other.seq - one.seq
        : other.receivedOn.localeCompare(one.receivedOn),
    )
  const [newest] = speaking
  if (!newest) return { allowed: false, reason: 'not-asked', grantId: null }
  const reason = reasonOf(newest, question)
  return { allowed: reason === 'given', reason, grantId: newest.id }
}

function reasonOf(grant: Grant, { class: about, on }: Question): Reason {
  const answer = grant.answers[about]
  if (answer === 'refused' || answer === 'not-chosen') return answer
  if (answer !== 'given') return 'not-asked'
  const takenBack = grant.withdrawals.some(
    ({ classes, receivedOn }) => classes.includes(about) && receivedOn <= on,
  )
  if (takenBack) return 'withdrawn'
  if (on > grant.lastDay) return 'expired'
  if (about === 'hiv-sexual-health' && !grant.consulted) return 'not-consulted'
  return 'given'
}
