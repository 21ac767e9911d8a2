import { ofTheDead, type Capacity, type Covered } from './contract.ts'
import type { LoggedAppointment } from './logged.ts'

/** What a thing told or asked for is about, where authority for it is decided. */
export type Subject = 'health' | 'person' | 'other'
/** Whether a capacity gives authority; `decide` where the law does not settle it, and the office must. */
type Says = 'yes' | 'no' | 'decide'

interface KindOfCapacity {
  name: string
  proof: string
  /** Null where the order says what is covered. */
  covers: readonly Covered[] | null
  /** Whether they act only while the client cannot decide. */
  lacks: boolean
}

/**
 * Mental Capacity Act 2005, sections 9, 11(7) and 20(1); Access to Health Records Act 1990, section 3(1)(f). What each may
 * do, with its doubts, is said by the topics of the edition that stand beside it.
 */
export const CAPACITIES: Record<Capacity, KindOfCapacity> = {
  'health-attorney': {
    ...{ name: 'Attorney for health and welfare', covers: ['health'], lacks: true },
    proof: 'Office copy of the registered lasting power of attorney',
  },
  'property-attorney': {
    ...{ name: 'Attorney for property and affairs', covers: ['property'], lacks: false },
    proof: 'Office copy of the registered power of attorney',
  },
  deputy: {
    ...{ name: 'Deputy appointed by the Court of Protection', covers: null, lacks: true },
    proof: 'Sealed order of the Court of Protection',
  },
  'litigation-friend': {
    ...{ name: 'Litigation friend', covers: [], lacks: false },
    proof: 'Certificate of suitability, or order of the court',
  },
  executor: {
    ...{ name: 'Executor', covers: ['health'], lacks: false },
    proof: 'Grant of probate',
  },
  administrator: {
    ...{ name: 'Administrator of the estate', covers: ['health'], lacks: false },
    proof: 'Letters of administration',
  },
  parent: {
    ...{ name: 'Person with parental responsibility', covers: ['health'], lacks: true },
    proof: 'Proof of parental responsibility',
  },
}

/** Where the edition keeps what a capacity allows. */
export const besideOf = (capacity: Capacity): string => `representative-${capacity}`

/** What an appointment covers: by its kind, or by its order. */
export const coveredBy = ({ capacity, covers }: LoggedAppointment): readonly Covered[] =>
  CAPACITIES[capacity].covers ?? covers

/** The capacity as a letter says it after the name. */
export function actsAs(appointment: LoggedAppointment): string {
  const { capacity } = appointment
  const name = CAPACITIES[capacity].name
  const words = name.charAt(0).toLowerCase() + name.slice(1)
  if (CAPACITIES[capacity].covers !== null) return words
  const covered = coveredBy(appointment)
  const both = covered.includes('health') && covered.includes('property')
  const about = both
    ? 'health and welfare and for property and affairs'
    : covered.includes('health')
      ? 'health and welfare'
      : 'property and affairs'
  return `${words} for ${about}`
}

/** Whether an appointment gives authority over this; `disclosing` is false where records are asked for. */
export function saysOf(
  appointment: LoggedAppointment,
  { subject, disclosing }: { subject: Subject; disclosing: boolean },
): Says {
  const { capacity } = appointment
  if (capacity === 'litigation-friend') return 'decide'
  // The dead have a statute for their health records alone.
  if (ofTheDead(capacity)) return disclosing || subject === 'other' ? 'decide' : 'yes'
  const health = coveredBy(appointment).includes('health')
  if (subject === 'health') return health ? 'yes' : 'no'
  return subject === 'person' ? 'yes' : 'decide'
}
