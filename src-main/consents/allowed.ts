import { foldedInOneStyle } from '../establishments/styles.ts'
import { HELD_CLASS, type InformationClass, type Purpose, type RecipientRole } from './contract.ts'

/** May this be disclosed to this recipient on this day? */
export interface Question {
  recipient: { name: string; role: RecipientRole }
  class: InformationClass
  purpose: Purpose
  /** ISO day. */
  on: string
}

/** One signed form: what it allows one recipient for one purpose, and what was withdrawn since. */
export interface Grant {
  id: string
  /** Order of recording: of two forms received on one day the later recorded is the newer. */
  seq: number
  /** An authority to obtain discloses to the holder who the client is and where, and nothing else. */
  kind: 'authority-to-obtain' | 'consent-to-tell'
  recipient: { name: string; role: RecipientRole }
  purpose: Purpose
  answers: Partial<Record<InformationClass, 'given' | 'refused' | 'not-chosen'>>
  /** Whether the client was consulted before answering about HIV and sexual health. */
  consulted: boolean
  receivedOn: string
  /** The last day it may be relied on, by its own words or by the age of the signature. */
  lastDay: string
  withdrawals: { classes: readonly InformationClass[]; receivedOn: string }[]
  check: GrantCheck
  /** The form returned for correction that this one replaces. */
  replaces: string | null
}

/** Whether somebody else has checked the entry against the paper. */
export interface GrantCheck {
  state: 'not-needed' | 'awaiting' | 'passed' | 'returned'
  /** The day it passed, ISO; null in every other state. */
  on: string | null
  /** Name of who recorded the form, and so may not check it. */
  recordedBy: string
}

export type Reason =
  | 'given'
  | 'not-asked'
  | 'not-chosen'
  | 'refused'
  | 'withdrawn'
  | 'expired'
  | 'not-consulted'
  | 'unchecked'
  | 'sent-back'

/** The answer, why, and the form that decided it. */
export interface Allowed {
  allowed: boolean
  reason: Reason
  grantId: string | null
  /** Who recorded that form. */
  recordedBy?: string
}

const COVERED_BY_AUTHORITY: readonly InformationClass[] = ['identity', 'location']
/** A form may name everybody of a role: `Any holder of my records`. */
const EVERYBODY = /^(any|every|all|whoever)\b/

/** Whether a form that names `named` reaches `recipient`: by name, or by role where it names nobody. */
export const reaches = (
  { recipient: named, kind }: Pick<Grant, 'recipient' | 'kind'>,
  recipient: Question['recipient'],
): boolean =>
  named.role === recipient.role &&
  (named.name === recipient.name ||
    folded(named) === folded(recipient) ||
    (kind === 'authority-to-obtain' && EVERYBODY.test(folded(named))))

/** Names folded once for all the questions that the same forms answer; forgotten with them. */
const known = new WeakMap<{ name: string }, { name: string; folded: string }>()
function folded(named: { name: string }): string {
  const { name } = named
  const last = known.get(named)
  if (last?.name === name) return last.folded
  known.set(named, { name, folded: foldedInOneStyle(name) })
  return folded(named)
}

/**
 * Decides by the newest form that speaks of exactly this recipient, class and purpose; whatever none speaks of is
 * not allowed. HIV and sexual health is never inferred from health, and counts only where the client was consulted first
 * (the prisoner must be consulted and must consent before a third party is told).
 */
export function allowed(question: Question, grants: readonly Grant[]): Allowed {
  const { recipient, purpose, on } = question
  const applicable = inForce(grants, on).filter(
    (grant) =>
      grant.purpose === purpose &&
      grant.receivedOn <= on &&
      speaksOf(grant, question.class) &&
      reaches(grant, recipient),
  )
  const newest = newestOf(applicable)
  if (!newest) return { allowed: false, reason: 'not-asked', grantId: null }
  const reason = reasonOf(newest, question)
  return answer(newest, reason)
}

const answer = ({ id, check }: Grant, reason: Reason): Allowed => ({
  allowed: reason === 'given',
  reason,
  grantId: id,
  recordedBy: check.recordedBy,
})

/** Without the entries returned for correction that a checked one has replaced. */
function inForce(grants: readonly Grant[], on: string): Grant[] {
  const putRight = new Set<string | null>()
  for (const grant of grants) {
    let before = uncheckedReason(grant, on) === null ? grant.replaces : null
    while (before !== null && !putRight.has(before)) {
      putRight.add(before)
      before = grants.find(({ id }) => id === before)?.replaces ?? null
    }
  }
  return grants.filter(({ id, check }) => check.state !== 'returned' || !putRight.has(id))
}

/** Why an entry may not be relied on yet; a refusal counts from the day it came in, checked or not. */
function uncheckedReason({ check }: Grant, on: string): 'unchecked' | 'sent-back' | null {
  if (check.state === 'not-needed') return null
  if (check.state === 'returned') return 'sent-back'
  return check.on !== null && check.on <= on ? null : 'unchecked'
}

const speaksOf = ({ kind, answers }: Grant, about: InformationClass): boolean =>
  kind === 'consent-to-tell' ? answers[about] !== undefined : COVERED_BY_AUTHORITY.includes(about)

/** The form received last; of two on one day, the one recorded later. */
export const newestOf = (grants: readonly Grant[]): Grant | undefined =>
  [...grants].sort((one, other) =>
    one.receivedOn === other.receivedOn
      ? other.seq - one.seq
      : other.receivedOn.localeCompare(one.receivedOn),
  )[0]

function reasonOf(grant: Grant, { class: about, on }: Question): Reason {
  if (grant.kind === 'authority-to-obtain' && grant.answers[about] === undefined)
    return authorityReason(grant, on)
  return answerOn(grant, about, on)
}

function answerOn(grant: Grant, about: InformationClass, on: string): Reason {
  const answer = grant.answers[about]
  if (answer === 'refused' || answer === 'not-chosen') return answer
  if (answer !== 'given') return 'not-asked'
  const takenBack = grant.withdrawals.some(
    ({ classes, receivedOn }) => classes.includes(about) && receivedOn <= on,
  )
  if (takenBack) return 'withdrawn'
  if (on > grant.lastDay) return 'expired'
  const unchecked = uncheckedReason(grant, on)
  if (unchecked) return unchecked
  if (about === HELD_CLASS && !grant.consulted) return 'not-consulted'
  return 'given'
}

/** Whether an authority to obtain is in force on a day: at least one class that it gave was not withdrawn. */
export function authorityReason(grant: Grant, on: string): Reason {
  const said = (Object.keys(grant.answers) as InformationClass[]).filter(
    (about) => grant.answers[about] === 'given',
  )
  const records = said.filter((about) => !COVERED_BY_AUTHORITY.includes(about))
  const given = records.length > 0 ? records : said
  if (given.length === 0)
    return Object.values(grant.answers).includes('refused') ? 'refused' : 'not-chosen'
  const reasons = given.map((about) => answerOn({ ...grant, consulted: true }, about, on))
  const order = ['given', 'unchecked', 'sent-back', 'expired'] as const
  return order.find((reason) => reasons.includes(reason)) ?? 'withdrawn'
}

/**
 * Whether the client's signed authority lets the office ask `recipient` for records on this day: those of one class, or,
 * where `class` is null, any that it names.
 */
export function authorised(
  {
    recipient,
    class: about,
    on,
  }: Pick<Question, 'recipient' | 'on'> & {
    class: InformationClass | null
  },
  grants: readonly Grant[],
): Allowed {
  const authority = newestOf(
    inForce(grants, on).filter(
      (grant) =>
        grant.kind === 'authority-to-obtain' &&
        reaches(grant, recipient) &&
        (about === null || grant.answers[about] !== undefined) &&
        grant.receivedOn <= on,
    ),
  )
  if (!authority) return { allowed: false, reason: 'not-asked', grantId: null }
  const reason = about === null ? authorityReason(authority, on) : answerOn(authority, about, on)
  return answer(authority, reason)
}
