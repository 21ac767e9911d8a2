import type { Question } from '../consents/allowed.ts'
import { daysAfter, londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { isSameReader } from '../establishments/styles.ts'
import type { z } from '../wire/schema.ts'
import {
  BasisCorrected,
  BasisEnded,
  BasisPaperAttached,
  BasisRestored,
  BasisTakenBack,
  type BasisAct,
  type LoggedBasis,
} from './logged.ts'

/** Something recorded of a basis, as it is kept. */
export interface Step {
  seq: number
  at: string
  by: string
  act: BasisAct
  said: unknown
}

/** A basis, by everything recorded of it, oldest first. */
export interface BasisRecord {
  id: string
  clientId: string
  /** Which of the person's records it stands in, where that is known. */
  record?: number
  steps: readonly Step[]
}

type Kept<Said> = Said & Pick<Step, 'seq' | 'at' | 'by'>
const which = { basisId: true, clientId: true } as const
const Version = BasisCorrected.omit(which).partial({ version: true, reason: true })
const Paper = BasisPaperAttached.omit(which)
const Ending = BasisEnded.omit(which)
const Back = BasisTakenBack.omit(which)
const Second = BasisRestored.pick({ secondPerson: true })

export type BasisVersion = Kept<LoggedBasis & { version: number; reason: string }>
type Ended = Kept<z.output<typeof Ending>>
type TakenBack = Kept<z.output<typeof Back>>

/** How a basis stands by everything recorded of it. */
export interface BasisStanding {
  id: string
  clientId: string
  basis: BasisVersion
  /** Superseded versions, newest first. */
  earlier: readonly BasisVersion[]
  /** Who decided it last, and whether somebody else has to confirm that. */
  decided: Kept<{ second: boolean }>
  confirmed: Kept<object> | null
  /** The newest scan of its paper. */
  paper: Kept<z.output<typeof Paper>> | null
  ended: Ended | null
  takenBack: TakenBack | null
  /** Endings and takings back that were put right, newest first. */
  undone: readonly (Ended | TakenBack)[]
  lastDay: string
  /** The day on which all of it was on record; null while something is missing. */
  since: string | null
}

/** How it stands by its steps; null where it was never recorded. Pure. */
export function basisStanding({ id, clientId, steps }: BasisRecord): BasisStanding | null {
  const versions: BasisVersion[] = []
  const undone: (Ended | TakenBack)[] = []
  let decided: BasisStanding['decided'] | null = null
  let confirmed: BasisStanding['confirmed'] = null
  let paper: BasisStanding['paper'] = null
  let ended: Ended | null = null
  let takenBack: TakenBack | null = null
  for (const { act, said, seq, at, by } of steps) {
    const when = { seq, at, by }
    if (act === 'basis-confirmed') confirmed = when
    else if (act === 'basis-ended') ended = { ...Ending.parse(said), ...when }
    else if (act === 'basis-taken-back') takenBack = { ...Back.parse(said), ...when }
    else {
      // Whatever is decided anew, or rests on another paper, is confirmed anew.
      confirmed = null
      if (act === 'basis-paper-attached') paper = { ...Paper.parse(said), ...when }
      else decided = { second: Second.parse(said).secondPerson, ...when }
      if (act === 'basis-restored') {
        undone.unshift(...(takenBack ? [takenBack] : ended ? [ended] : []))
        if (takenBack) takenBack = null
        else ended = null
      } else if (act !== 'basis-paper-attached') {
        const { version = 1, reason = '', secondPerson: _, ...basis } = Version.parse(said)
        versions.unshift({ ...basis, version, reason, ...when })
      }
    }
  }
  const [basis, ...earlier] = versions
  if (!basis || !decided) return null
  const until = ended && ended.on < basis.until ? ended.on : basis.until
  const asked = decided.second ? confirmed : decided
  const since = paper && asked ? londonDay(paper.at > asked.at ? paper.at : asked.at) : null
  const stands = { ended, takenBack, undone, lastDay: until, since }
  return { id, clientId, basis, earlier, decided, confirmed, paper, ...stands }
}

/** Whether a basis allows exactly this: its recipient in that role, its class, its purpose, on a day on which it stood. Pure. */
export function permits(
  { basis, takenBack, lastDay, since }: BasisStanding,
  { recipient, class: about, purpose, on }: Question,
): boolean {
  return (
    takenBack === null &&
    since !== null &&
    since <= on &&
    basis.from <= on &&
    on <= lastDay &&
    basis.purpose === purpose &&
    basis.classes.includes(about) &&
    isSameReader(basis.recipient, recipient)
  )
}

const WORDS: Record<LoggedBasis['kind'], (name: string, day: string) => string> = {
  'court-order': (name, day) =>
    `An order of court, recorded on ${day}, requires this to be disclosed to ${name}.`,
  'legal-duty': (name, day) =>
    `A duty in law, recorded on ${day}, requires this to be disclosed to ${name}.`,
  'public-interest': (name, day) =>
    `An overriding public interest, recorded on ${day}, justifies disclosing this to ${name}.`,
}

/** The other basis that allows something where no form does, with the sentence of it; null where there is none. Pure. */
export function otherBasis(
  question: Question,
  bases: readonly BasisRecord[],
): { basisId: string; why: string } | null {
  for (const record of bases) {
    const standing = basisStanding(record)
    if (!standing || !permits(standing, question)) continue
    const { kind, at } = standing.basis
    const why = WORDS[kind](question.recipient.name, formatDay(londonDay(at)))
    return { basisId: record.id, why }
  }
  return null
}

/** The days on which what rests on a basis may begin or cease to be allowed. */
export const basisDays = (record: BasisRecord): string[] => {
  const standing = basisStanding(record)
  const recorded = record.steps.map(({ at }) => londonDay(at))
  return standing ? [...recorded, standing.basis.from, daysAfter(standing.lastDay, 1)] : recorded
}
