import { foldedInOneStyle, roleKey } from '../establishments/styles.ts'
import type { Fault, Signature } from '../representatives/authority.ts'
import { signerFault } from './signed-by.ts'
import {
  RESTRICTED_CLASS,
  type InformationClass,
  type Purpose,
  type RecipientRole,
} from './contract.ts'

/** May this be disclosed to this recipient on this day? */
export interface Question {
  recipient: { name: string; role: RecipientRole }
  class: InformationClass
  purpose: Purpose
  /** ISO day. */
  on: string
}

/** What the client withdrew: it stops from the day it was signed or spoken, or came in, whichever is earlier known. */
export interface Withdrawn {
  classes: readonly InformationClass[]
  /** The day it was signed or spoken; null where nobody recorded it. */
  saidOn: string | null
  receivedOn: string
  /** The day it was corrected as a mistake: it still stops what was told before. */
  undoneOn: string | null
  /** Whoever had signed for the client withdrew it, and not the client. */
  byRepresentative?: boolean
}

/** One signed form: what it allows one recipient for one purpose, and what was withdrawn since. */
export interface Grant {
  id: string
  /** Order of recording, which settles nothing of what the client wants. */
  seq: number
  /** An authority to obtain discloses to the holder who the client is and where, and nothing else. */
  kind: 'authority-to-obtain' | 'consent-to-tell'
  recipient: { name: string; role: RecipientRole }
  purpose: Purpose
  /** Who signed for the client; null where the client did. */
  signature?: Signature | null
  answers: Partial<Record<InformationClass, 'given' | 'refused' | 'not-chosen'>>
  /** Whether the client was consulted before answering about HIV and sexual health. */
  consulted: boolean
  signedOn: string
  receivedOn: string
  /** The last day it may be relied on, by its own words or by the age of the signature. */
  lastDay: string
  withdrawals: readonly Withdrawn[]
  check: GrantCheck
  /** The form returned for correction that this one replaces. */
  replaces: string | null
  /** The day on which the client died, from which on nothing is given any more. */
  diedOn?: string | null
}

/** Whether somebody else has checked the entry against the paper. */
export interface GrantCheck {
  state: 'not-needed' | 'awaiting' | 'passed' | 'returned' | 'removed'
  /** The day it passed, ISO; null in every other state. */
  on: string | null
  /** The day its restricted part passed too, where that is another; null while nobody has checked it who may open it. */
  heldOn?: string | null
  /** Name of who recorded the form, and so may not check it. */
  recordedBy: string
}

export type Reason =
  | 'given'
  | 'not-asked'
  | 'not-chosen'
  | 'refused'
  | 'withdrawn'
  | 'conflicting'
  | 'expired'
  | 'died'
  | 'not-consulted'
  | 'unchecked'
  | 'sent-back'
  | 'no-authority'

/** The answer, why, and the form that decided it. */
export interface Allowed {
  allowed: boolean
  reason: Reason
  grantId: string | null
  /** Who recorded that form. */
  recordedBy?: string
  /** What it was decided against, where their days do not settle which of the two was said last. */
  against?: Against
  /** Why whoever signed for the client may not, where that is the reason. */
  fault?: Fault
  /** Who signed that form for the client, where the client did not. */
  signature?: Signature
}
/** A form or a withdrawal that contradicts another, with the days of both. */
export interface Against {
  signedOn: string
  what: 'form' | 'withdrawal'
  /** The day the other was signed or spoken; null where nobody recorded it. */
  saidOn: string | null
  receivedOn: string
}

const GIVEN_BY_AUTHORITY: readonly InformationClass[] = ['identity', 'location']
/** A form may name everybody of a role: `Any holder of my records`. */
const EVERYBODY = /^(any|every|all|whoever)\b/

/** Whether a form that names `named` reaches `recipient`: by name, or by role where it names nobody. */
export const reaches = (
  { recipient: named, kind }: Pick<Grant, 'recipient' | 'kind'>,
  recipient: Question['recipient'],
): boolean =>
  roleKey(named.role) === roleKey(recipient.role) &&
  (named.name === recipient.name ||
    folded(named) === folded(recipient) ||
    (kind === 'authority-to-obtain' &&
      named.role === recipient.role &&
      EVERYBODY.test(folded(named))))

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
 * Decides by what the client signed or said last to exactly this recipient, class and purpose; whatever no form speaks of
 * is not allowed. A consent counts once it came in, and only where it was signed after every refusal and withdrawal; where
 * the days do not settle that, nothing is allowed. HIV and sexual health is never inferred from health, and counts only
 * where the client was consulted first (the prisoner must be consulted and must consent before a third party is told).
 */
export function allowed(question: Question, grants: readonly Grant[]): Allowed {
  const { recipient, purpose, on, class: about } = question
  const speaking = inForce(grants, on).filter(
    (grant) => grant.purpose === purpose && speaksOf(grant, about) && reaches(grant, recipient),
  )
  return lastOf(
    speaking.filter((grant) => countsFrom(grant, opens(grant, about)) <= on),
    (grant) =>
      isWhole(grant, about)
        ? first(endedBy(grant, about, on, speaking), authorityReason(grant, on, speaking))
        : answerOn(grant, about, on, speaking),
  )
}

/** What one form comes to, and what it was decided against. */
interface Said {
  reason: Reason
  against?: Against
  fault?: Fault
}

/** What the client said by a form, however old it has grown. */
export type Will = Omit<Grant, 'lastDay'>

const first = (ended: Said | null, other: Said): Said =>
  ended && other.reason === 'given' ? ended : other

/** A refusal or an empty box stops from the day it was signed; what opens counts once it is here. */
const countsFrom = ({ signedOn, receivedOn }: Will, opening: boolean): string =>
  opening || receivedOn < signedOn ? receivedOn : signedOn

/** Whether the form gives this, withdrawn or not. */
const opens = (grant: Grant, about: InformationClass): boolean =>
  isWhole(grant, about) ? givenBy(grant).length > 0 : grant.answers[about] === 'given'

/** An authority that does not ask about who the client is and where covers it as a whole. */
const isWhole = ({ kind, answers }: Will, about: InformationClass): boolean =>
  kind === 'authority-to-obtain' &&
  answers[about] === undefined &&
  GIVEN_BY_AUTHORITY.includes(about)

/** The form signed last, whenever it came in. */
export const newestOf = (grants: readonly Grant[]): Grant | undefined =>
  [...grants]
    .sort((one, other) =>
      one.signedOn === other.signedOn
        ? other.seq - one.seq
        : other.signedOn.localeCompare(one.signedOn),
    )
    .at(0)

/** Decides by the form signed last. Forms of one day that contradict each other decide nothing, so that nothing is allowed. */
function lastOf(forms: readonly Grant[], saidBy: (grant: Grant) => Said): Allowed {
  // What somebody without authority signed takes nothing away from what the client gave.
  const signed = forms.filter((grant) => saidBy(grant).reason !== 'no-authority')
  const counting = signed.length > 0 ? signed : forms
  const last = counting.reduce((day, { signedOn }) => (signedOn > day ? signedOn : day), '')
  const ofThatDay = counting.filter(({ signedOn }) => signedOn === last)
  const said = ofThatDay
    .filter(({ id }) => !ofThatDay.some(({ replaces }) => replaces === id))
    .sort((one, other) => other.seq - one.seq)
    .map((grant) => ({ grant, ...saidBy(grant) }))
  if (said.length === 0) return { allowed: false, reason: 'not-asked', grantId: null }
  const isStop = ({ reason }: Said) => reason === 'refused' || reason === 'not-chosen'
  const stop = said.find(isStop)
  const other = said.find((one) => !isStop(one))
  if (stop && other && said.every(({ reason }) => reason !== 'withdrawn')) {
    const { signedOn } = other.grant
    const { receivedOn } = stop.grant
    const against = { signedOn, what: 'form' as const, saidOn: signedOn, receivedOn }
    return answer(other.grant, { reason: 'conflicting', against })
  }
  const { grant, ...deciding } = said.find(({ reason }) => reason !== 'given') ?? said[0]!
  return answer(grant, deciding)
}

const answer = ({ id, check, signature }: Grant, said: Said): Allowed => ({
  allowed: said.reason === 'given',
  grantId: id,
  ...(signature ? { signature } : {}),
  recordedBy: check.recordedBy,
  ...said,
})

/** Without the entries returned for correction that a checked one has replaced. */
function inForce<G extends Will>(grants: readonly G[], on: string): G[] {
  const putRight = new Set<string | null>()
  for (const grant of grants) {
    let before = uncheckedReason(grant, on) === null ? grant.replaces : null
    while (before !== null && !putRight.has(before)) {
      putRight.add(before)
      before = grants.find(({ id }) => id === before)?.replaces ?? null
    }
  }
  return grants.filter(
    ({ id, check }) =>
      // Another client’s form says nothing, not even no.
      check.state !== 'removed' && (check.state !== 'returned' || !putRight.has(id)),
  )
}

/** Why an entry may not be relied on yet; a refusal counts from the day it was signed, checked or not. */
function uncheckedReason(
  { check }: Will,
  on: string,
  about?: InformationClass,
): 'unchecked' | 'sent-back' | null {
  if (check.state === 'not-needed') return null
  if (check.state === 'returned' || check.state === 'removed') return 'sent-back'
  const passed = about === RESTRICTED_CLASS && check.heldOn !== undefined ? check.heldOn : check.on
  return passed !== null && passed <= on ? null : 'unchecked'
}

const speaksOf = ({ kind, answers }: Grant, about: InformationClass): boolean =>
  kind === 'consent-to-tell' ? answers[about] !== undefined : GIVEN_BY_AUTHORITY.includes(about)

const saidLast = (one: Withdrawn) => one.saidOn ?? one.receivedOn
const stands = ({ undoneOn, ...one }: Withdrawn, on: string): boolean =>
  (one.saidOn !== null && one.saidOn < one.receivedOn ? one.saidOn : one.receivedOn) <= on &&
  (undoneOn === null || on < undoneOn)

/** The withdrawals of a form that name this class, and stood on that day. */
const namedBy = (grant: Will, about: InformationClass, on: string): Withdrawn[] =>
  grant.withdrawals.filter((one) => stands(one, on) && one.classes.includes(about))

/** What ended this of a form by `on`: its withdrawals, or of an authority as a whole the one that left nothing of it. */
function endingsOf(grant: Will, about: InformationClass, on: string): Withdrawn[] {
  const own = namedBy(grant, about, on)
  if (own.length > 0 || !isWhole(grant, about)) return own
  const given = givenBy(grant)
  const standing = grant.withdrawals.filter((one) => stands(one, on))
  const whole =
    given.length > 0 && given.every((one) => standing.some(({ classes }) => classes.includes(one)))
  return whole ? standing : []
}

/**
 * Whether what a form gives was ended by a withdrawal, of this form or of another that speaks of the same: a form signed
 * after it goes on counting, and where it is not known which was first the two conflict.
 */
export function endedBy(
  grant: Will,
  about: InformationClass,
  on: string,
  speaking: readonly Will[],
): Said | null {
  if (namedBy(grant, about, on).length > 0) return { reason: 'withdrawn' }
  let doubtful: Said | null = null
  for (const other of speaking)
    for (const one of other.id === grant.id ? [] : endingsOf(other, about, on)) {
      // Nobody withdraws a form before signing it.
      const earliest = one.saidOn ?? other.signedOn
      if (earliest > grant.signedOn) return { reason: 'withdrawn' }
      const { signedOn } = grant
      const { saidOn, receivedOn } = one
      if (saidLast(one) >= signedOn)
        doubtful = {
          reason: 'conflicting',
          against: { signedOn, what: 'withdrawal', saidOn, receivedOn },
        }
    }
  return doubtful
}

/** Why what a representative signed gives nothing: they may not sign for it, or the client said no; null where the client signed. */
export function signerStop(
  grant: Will,
  about: InformationClass,
  on: string,
  speaking: readonly Will[],
): Said | null {
  if (!grant.signature) return null
  const fault = signerFault(grant, about, on)
  return fault ? { reason: 'no-authority', fault } : ownStop(grant, about, on, speaking)
}

/**
 * The client’s own last word where it was no: it stops what somebody else signs for them, before or after, unless the
 * client was found unable to decide this since (Mental Capacity Act 2005, sections 1(2) and 11(7)).
 */
function ownStop(
  { signature }: Will,
  about: InformationClass,
  on: string,
  speaking: readonly Will[],
): Said | null {
  let given = ''
  let stop: { day: string; reason: Reason } = { day: '', reason: 'given' }
  const say = (day: string, reason: Reason) => {
    if (day >= stop.day) stop = { day, reason }
  }
  for (const other of speaking) {
    const answer = other.answers[about]
    const isNo = answer === 'refused' || answer === 'not-chosen'
    if (!other.signature && answer !== undefined && countsFrom(other, !isNo) <= on) {
      if (isNo) say(other.signedOn, answer)
      else if (other.signedOn > given) given = other.signedOn
    }
    for (const one of endingsOf(other, about, on))
      if (!one.byRepresentative) say(saidLast(one), 'withdrawn')
  }
  const { reason, day } = stop
  const lacksOn = signature?.lacksOn ?? null
  const isOver = reason === 'given' || day < given || (lacksOn !== null && day < lacksOn)
  return isOver ? null : { reason }
}

function answerOn(
  grant: Grant,
  about: InformationClass,
  on: string,
  speaking: readonly Grant[],
): Said {
  const answer = grant.answers[about]
  if (answer === 'refused' || answer === 'not-chosen') return { reason: answer }
  if (answer !== 'given') return { reason: 'not-asked' }
  // At common law an authority ends with the life of who gave it. Whether a consent to tell outlives the client is not
  // settled: it stops too, for the duty of confidence goes on.
  if (!grant.signature && grant.diedOn && on >= grant.diedOn) return { reason: 'died' }
  const stopped = signerStop(grant, about, on, speaking)
  if (stopped) return stopped
  const ended = endedBy(grant, about, on, speaking)
  if (ended) return ended
  if (on > grant.lastDay) return { reason: 'expired' }
  const unchecked = uncheckedReason(grant, on, about)
  if (unchecked) return { reason: unchecked }
  if (about === RESTRICTED_CLASS && !grant.consulted) return { reason: 'not-consulted' }
  return { reason: 'given' }
}

/** What an authority gives: records, or else who the client is and where. */
function givenBy({ answers }: Pick<Grant, 'answers'>): InformationClass[] {
  const said = (Object.keys(answers) as InformationClass[]).filter(
    (about) => answers[about] === 'given',
  )
  const records = said.filter((about) => !GIVEN_BY_AUTHORITY.includes(about))
  return records.length > 0 ? records : said
}

/** Whether an authority to obtain is in force on a day: at least one class that it gave was not withdrawn. */
function authorityReason(grant: Grant, on: string, speaking: readonly Grant[]): Said {
  const given = givenBy(grant)
  if (given.length === 0)
    return { reason: Object.values(grant.answers).includes('refused') ? 'refused' : 'not-chosen' }
  const authorities = speaking.filter(({ kind }) => kind === 'authority-to-obtain')
  // Whether the form is in force as a whole shows nothing of its restricted part.
  const { heldOn: _, ...check } = grant.check
  const whole = { ...grant, check, consulted: true }
  const said = given.map((about) => answerOn(whole, about, on, authorities))
  const order = [
    'given',
    'died',
    'no-authority',
    'refused',
    'unchecked',
    'sent-back',
    'expired',
    'conflicting',
  ] as const
  return (
    order.flatMap((reason) => said.find((one) => one.reason === reason) ?? []).at(0) ?? {
      reason: 'withdrawn',
    }
  )
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
  const speaking = inForce(grants, on).filter(
    (grant) => grant.kind === 'authority-to-obtain' && reaches(grant, recipient),
  )
  const opening = (grant: Grant) =>
    about === null ? givenBy(grant).length > 0 : grant.answers[about] === 'given'
  return lastOf(
    speaking.filter(
      (grant) =>
        (about === null || grant.answers[about] !== undefined) &&
        countsFrom(grant, opening(grant)) <= on,
    ),
    (grant) =>
      about === null ? authorityReason(grant, on, speaking) : answerOn(grant, about, on, speaking),
  )
}
