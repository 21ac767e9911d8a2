import { spokenName } from '../clients/known-client.ts'
import { londonDay } from '../dates/days.ts'
import { z } from '../wire/schema.ts'
import {
  type LoggedAppointment,
  ProofAttached,
  RepresentativeCorrected,
  RepresentativeEnded,
  RepresentativeStated,
} from './logged.ts'
import { actsAs } from './capacities.ts'

export const REPRESENTATIVE_ACTS = [
  ...['representative-recorded', 'representative-corrected', 'representative-ended'],
  ...['representative-removed', 'representative-restored', 'proof-attached'],
] as const
export type RepresentativeAct = (typeof REPRESENTATIVE_ACTS)[number]

/** Something recorded of a representative, as it is kept. */
export interface Step {
  seq: number
  at: string
  by: string
  act: RepresentativeAct
  said: unknown
}

/** A representative of a client, by everything recorded of them, oldest first. */
export interface RepresentativeRecord {
  id: string
  clientId: string
  /** Which of the person's records it stands in, where that is known. */
  record?: number
  steps: readonly Step[]
}

type Kept<Said> = Said & Pick<Step, 'seq' | 'at' | 'by'>
const Ending = RepresentativeEnded.pick({ on: true, reason: true })
const Stated = RepresentativeStated.pick({ reason: true })
const Proof = ProofAttached.omit({ representativeId: true, clientId: true })
const Version = RepresentativeCorrected.omit({ representativeId: true, clientId: true }).extend({
  version: z.number().default(1),
  reason: z.string().default(''),
})

/** A version of the appointment, an ending or a removal, as recorded. */
export type AppointmentVersion = Kept<z.output<typeof Version>>
type Ended = Kept<z.output<typeof Ending>>
type Removed = Kept<z.output<typeof Stated>>

/** How a representative stands by what was recorded up to a day. */
export interface Standing {
  id: string
  clientId: string
  appointment: AppointmentVersion
  /** Superseded versions, newest first. */
  earlier: readonly AppointmentVersion[]
  /** The newest scan of the proof. */
  proof: Kept<z.output<typeof Proof>> | null
  ended: Ended | null
  removed: Removed | null
  /** Endings and removals that were taken back, newest first. */
  takenBack: readonly (Ended | Removed)[]
  /** The last day; null while it has none. */
  lastDay: string | null
}

/** How it stands by everything recorded up to and on a day; null where nothing was. Pure. */
export function standingOn(
  { id, clientId, steps }: RepresentativeRecord,
  day: string,
): Standing | null {
  const versions: AppointmentVersion[] = []
  const takenBack: (Ended | Removed)[] = []
  let proof: Standing['proof'] = null
  let ended: Ended | null = null
  let removed: Removed | null = null
  for (const { act, said, seq, at, by } of steps) {
    if (londonDay(at) > day) break
    const when = { seq, at, by }
    if (act === 'proof-attached') proof = { ...Proof.parse(said), ...when }
    else if (act === 'representative-ended') ended = { ...Ending.parse(said), ...when }
    else if (act === 'representative-removed') removed = { ...Stated.parse(said), ...when }
    else if (act === 'representative-restored') {
      takenBack.unshift(...(removed ? [removed] : ended ? [ended] : []))
      if (removed) removed = null
      else ended = null
    } else versions.unshift({ ...Version.parse(said), ...when })
  }
  const [appointment, ...earlier] = versions
  if (!appointment) return null
  const days = [appointment.until, ended?.on].filter((one) => typeof one === 'string').sort()
  return {
    ...{ id, clientId, appointment, earlier, proof, ended, removed, takenBack },
    lastDay: days[0] ?? null,
  }
}

/** The days on which it stands otherwise than on the day before. */
export function turningDays({ steps }: RepresentativeRecord): string[] {
  return steps.map(({ at }) => londonDay(at))
}

/** What of the proof is not on record, in words. Pure. */
export function lackingOf({ appointment: { provedOn, seenBy }, proof }: Standing): string[] {
  return [
    ...(proof ? [] : ['a scan of the proof']),
    ...(provedOn === null ? ['the day of the proof'] : []),
    ...(seenBy === null ? ['who saw the proof'] : []),
  ]
}

/** Whether an appointment held on a day: begun, not over, and no mistake. */
export const holdsOn = (
  { appointment: { from }, lastDay, removed }: Standing,
  day: string,
): boolean => removed === null && from <= day && (lastDay === null || day <= lastDay)

/** Who acts for the client on a day, by proof on record; of all that is recorded of them. Pure. */
export const representativesOn = (all: readonly RepresentativeRecord[], day: string): Standing[] =>
  all
    .flatMap((one) => standingOn(one, day) ?? [])
    .filter((one) => holdsOn(one, day) && lackingOf(one).length === 0)

/** The name as it is written to: `Ms Ada Price`. */
export const titledName = ({
  title,
  ...name
}: Pick<LoggedAppointment, 'title' | 'surname' | 'forenames'>) =>
  [title, spokenName(name)].filter(Boolean).join(' ')

/** The name with the capacity: `Ms Ada Price, deputy appointed by the Court of Protection for health and welfare`. */
export const spokenOf = (appointment: LoggedAppointment): string =>
  `${titledName(appointment)}, ${actsAs(appointment)}`
