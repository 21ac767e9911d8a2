import { daysAfter, yearsLater } from '../dates/days.ts'
import { formatDay, formatList } from '../dates/words.ts'
import { CAPACITIES, saysOf, type Subject } from './capacities.ts'
import { ofTheDead } from './contract.ts'
import {
  holdsOn,
  lackingOf,
  spokenOf,
  standingOn,
  turningDays,
  type RepresentativeRecord,
  type Standing,
} from './standing.ts'

/** A signature put for a client by somebody who acts for them. */
export interface Signature {
  representative: RepresentativeRecord
  signedOn: string
  /** The day on which the client was found unable to decide this; null where nobody recorded it. */
  lacksOn: string | null
  /** Whether the office gave its reason for relying on it where the law does not settle that. */
  decided: boolean
  /** What is known of the client’s life. */
  bornOn: string | null
  diedOn: string | null
}

/** Why a signature gives nothing, and what puts that right. */
export interface Fault {
  why: string
  cure: string
  /** The office may rely on it all the same, and then says why. */
  open?: true
}

interface Asked {
  subject: Subject
  /** False where records are asked for. */
  disclosing: boolean
  on: string
}

const ADULT = 18
/** From this age capacity is presumed (Mental Capacity Act 2005, section 2(5)). */
const PRESUMED = 16
const WHAT: Record<Subject, string> = {
  health: 'health information',
  person: 'who and where the client is',
  other: 'offences or legal advice',
}
const ANOTHER = 'Have a new form signed by the client, or by somebody with authority.'

/** Why a representative’s signature does not give this on a day; null where it does. Pure. */
export function faultOf(signature: Signature, { subject, disclosing, on }: Asked): Fault | null {
  const standing = standingOn(signature.representative, on)
  if (!standing) return unknownOn(on)
  return (
    appointed(standing, signature, on) ??
    ofLife(standing, signature, on) ??
    proved(standing) ??
    covers(standing, signature, { subject, disclosing })
  )
}

function proved(standing: Standing): Fault | null {
  const lacking = lackingOf(standing)
  if (lacking.length === 0) return null
  return {
    why: `The proof that ${spokenOf(standing.appointment)}, may sign is not complete: ${formatList(lacking)}.`,
    cure: 'Complete it with the representative on the client’s page.',
  }
}

/** Why somebody does not act for the client on a day, by the appointment and its proof alone; null where they do. Pure. */
export function actingFault(representative: RepresentativeRecord, on: string): Fault | null {
  const standing = standingOn(representative, on)
  if (!standing) return unknownOn(on)
  const signature = { representative, signedOn: on, lacksOn: null, decided: false }
  return appointed(standing, { ...signature, bornOn: null, diedOn: null }, on) ?? proved(standing)
}

const unknownOn = (on: string): Fault => ({
  why: `Whoever signed was not recorded as a representative on ${formatDay(on)}.`,
  cure: 'Record the representative, then ask again.',
})

function appointed(standing: Standing, { signedOn }: Signature, on: string): Fault | null {
  const { appointment, removed, lastDay } = standing
  const who = spokenOf(appointment)
  if (removed)
    return { why: `${who}, was recorded by mistake and acts for nobody here.`, cure: ANOTHER }
  if (signedOn < appointment.from)
    return {
      why: `${who}, was appointed on ${formatDay(appointment.from)}, after the form was signed.`,
      cure: `${ANOTHER} If a date is wrong, correct it.`,
    }
  if (!holdsOn(standing, signedOn) || !holdsOn(standing, on))
    return {
      why: `The appointment of ${who}, ended on ${formatDay(lastDay!)}.`,
      cure: `${ANOTHER} If that was recorded wrongly, take it back.`,
    }
  return null
}

function ofLife(
  { appointment }: Standing,
  { signedOn, diedOn, bornOn }: Signature,
  on: string,
): Fault | null {
  const { capacity } = appointment
  const who = spokenOf(appointment)
  if (ofTheDead(capacity))
    return diedOn !== null && diedOn <= signedOn
      ? null
      : {
          why: `${who}, acts only for a client who had died when the form was signed.`,
          cure: 'Record the client’s death, or have the form signed again.',
        }
  if (diedOn !== null && on >= diedOn)
    return {
      why: `The client has died, and the authority of ${who}, ended with that.`,
      cure: 'Only whoever acts for the estate gives authority now.',
    }
  if (capacity !== 'parent') return null
  if (bornOn === null)
    return {
      why: `The client’s date of birth is not known, so it is not known whether ${who}, may sign.`,
      cure: 'Record the client’s date of birth.',
    }
  const adult = yearsLater(bornOn, ADULT)
  return on < adult
    ? null
    : {
        why: `The client came of age on ${formatDay(adult)}, and the authority of ${who}, ended then.`,
        cure: 'Ask the client for a new form.',
      }
}

function covers(
  { appointment }: Standing,
  { lacksOn, decided, signedOn, bornOn }: Signature,
  { subject, disclosing }: Omit<Asked, 'on'>,
): Fault | null {
  const { capacity, together } = appointment
  const who = spokenOf(appointment)
  const says = saysOf(appointment, { subject, disclosing })
  if (says === 'no')
    return {
      why: `${who}, has no authority over ${WHAT[subject]}.`,
      cure: 'The client signs for it, or an attorney or deputy for health and welfare.',
    }
  if (CAPACITIES[capacity].lacks && (lacksOn === null || lacksOn > signedOn))
    return {
      why: `${who}, acts only while the client cannot decide this, and nobody recorded that before it was signed.`,
      cure: 'Record the form again with who found that and when, or have the client sign.',
    }
  if (decided) return null
  if (together !== '')
    return {
      ...{ why: `${who}, must act together with ${together}.`, open: true },
      cure: 'Record the form with who else signed it.',
    }
  const older = capacity === 'parent' && bornOn !== null && signedOn >= yearsLater(bornOn, PRESUMED)
  return says === 'decide' || older
    ? {
        why: `The law does not settle whether the signature of ${who}, is enough for ${WHAT[subject]}.`,
        cure: 'Record the form with the reason for relying on it, or obtain an order.',
        open: true,
      }
    : null
}

/** The days on which what a signature gives can change. Pure. */
export function signatureDays({ representative, bornOn, diedOn }: Signature): string[] {
  const recorded = turningDays(representative)
  const standing = standingOn(representative, recorded.at(-1) ?? '')
  const days = [...recorded, standing?.appointment.from, diedOn]
  return [
    ...days.flatMap((one) => one ?? []),
    ...recorded.flatMap((day) => dayAfterLast(standingOn(representative, day))),
    ...(bornOn === null ? [] : [yearsLater(bornOn, ADULT)]),
  ]
}
const dayAfterLast = (standing: Standing | null): string[] =>
  standing?.lastDay ? [daysAfter(standing.lastDay, 1)] : []
