import { RESTRICTED_CLASS, type InformationClass, type Purpose } from '../consents/contract.ts'
import type { MatterKind } from '../matters/contract.ts'

/** What the office must know of a kind of letter besides its words, which stand in its template. */
export interface KindOfLetter {
  /** Its short name, and when one writes it. */
  name: string
  does: string
  /** What it is among letters: it asks for records, chases that, asks for a signature, or tells of a withdrawal and confirms one. */
  part: 'request' | 'chaser' | 'form' | 'notice' | 'confirmation'
  /** The purpose of disclosing to its recipient; the gate asks the consents by it. */
  purpose: Purpose
  /** It goes to the client and to nobody else. */
  toClient: boolean
  /** It asks a holder for records, of these classes and of each as far as the client’s authority gives it. */
  asks: {
    records: 'health-records' | 'prison-records' | 'deceased-records'
    classes: readonly InformationClass[]
  } | null
  /** An answer is waited for once it is sent; a chaser waits with its request. */
  awaits: boolean
  /** Whether it is written for a client who lives, for one who has died, or for either, as the letter that it chases. */
  client: 'living' | 'dead' | 'either'
  /** Matters in which it is offered first, and those in which it is not offered at all. */
  firstIn: readonly MatterKind[]
  notIn: readonly MatterKind[]
}

const everywhere = { firstIn: [], notIn: [] }
const PRISON = {
  records: 'prison-records',
  classes: ['location', 'mental-health', 'substance-use', 'offence'],
} as const

/** The kinds of letter there are so far, by their numbers; a number that was logged stays. A chaser asks for what the letter that it answers asked for. */
const TABLE = {
  L03: {
    ...{ name: 'Health records request', does: 'To the holder of the health records.' },
    ...{ part: 'request', purpose: 'obtain-records', toClient: false, awaits: true },
    client: 'living',
    asks: {
      records: 'health-records',
      classes: ['health', 'mental-health', 'substance-use', RESTRICTED_CLASS],
    },
    ...{ firstIn: [], notIn: ['death'] },
  },
  L05: {
    ...{ name: 'Prison records request', does: 'For the wing file, complaints and use of force.' },
    ...{ part: 'request', purpose: 'obtain-records', toClient: false, awaits: true },
    client: 'living',
    asks: PRISON,
    ...{ firstIn: ['prison-records'], notIn: [] },
  },
  L09: {
    ...{ name: 'Chaser', does: 'For a request not answered in time.' },
    ...{ part: 'chaser', purpose: 'obtain-records', toClient: false, awaits: false },
    ...{ client: 'either', asks: PRISON, ...everywhere },
  },
  L14: {
    ...{ name: 'Records of a person who has died', does: 'To the holder of the health records.' },
    ...{ part: 'request', purpose: 'obtain-records', toClient: false, awaits: true },
    client: 'dead',
    asks: { records: 'deceased-records', classes: ['health', 'mental-health', 'substance-use'] },
    ...{ firstIn: ['death'], notIn: [] },
  },
  L24: {
    ...{ name: 'Form to sign', does: 'To the client; in prison as Rule 39 post.' },
    ...{ part: 'form', purpose: 'inform', toClient: true, awaits: true, asks: null },
    client: 'living',
    // The dead sign nothing.
    ...{ firstIn: [], notIn: ['death'] },
  },
  L36: {
    ...{ name: 'Notice of withdrawal', does: 'To a recipient of a disclosure or letter.' },
    ...{ part: 'notice', purpose: 'inform', toClient: false, awaits: true, asks: null },
    client: 'living',
    ...everywhere,
  },
  L37: {
    ...{ name: 'Confirmation of withdrawal', does: 'To the client; in prison as Rule 39 post.' },
    ...{ part: 'confirmation', purpose: 'inform', toClient: true, awaits: false, asks: null },
    client: 'living',
    ...everywhere,
  },
} as const satisfies Record<string, KindOfLetter>

export type LetterKind = keyof typeof TABLE
/** The table of the kinds of letter. */
export const KINDS: Record<LetterKind, KindOfLetter> = TABLE
/** Their numbers, in order. */
export const NUMBERS = Object.keys(TABLE) as [LetterKind, ...LetterKind[]]

/** The kind that plays this part: there is one of each but of requests. */
export const kindThat = (part: Exclude<KindOfLetter['part'], 'request'>): LetterKind =>
  NUMBERS.find((kind) => KINDS[kind].part === part)!

/** The kind by which these records are requested. */
export const requestFor = (records: NonNullable<KindOfLetter['asks']>['records']): LetterKind =>
  NUMBERS.find((kind) => KINDS[kind].part === 'request' && KINDS[kind].asks?.records === records)!

/** The passage by which a chaser is the complaint to the controller too. */
export const COMPLAINS = 'complaint'

/** The kind by which the records of the dead are requested. */
export const FOR_THE_DEAD: LetterKind = NUMBERS.find((kind) => KINDS[kind].client === 'dead')!

/** What a letter asks for: its own kind, or for a chaser the kind of the letter that it chases. */
export const asksFor = (kind: LetterKind, chased: LetterKind | null): KindOfLetter['asks'] =>
  KINDS[kind].part === 'chaser' && chased !== null ? KINDS[chased].asks : KINDS[kind].asks

/** The letters that make sense in a matter of this kind, the likeliest first. */
export function fittingKinds(
  matter: MatterKind | null,
  { chasing, withdrawn, died }: { chasing: boolean; withdrawn: boolean; died: boolean },
): LetterKind[] {
  const offered = NUMBERS.filter(
    (kind) =>
      (matter === null || !KINDS[kind].notIn.includes(matter)) &&
      KINDS[kind].client !== (died ? 'living' : 'dead'),
  )
  const of = (...parts: KindOfLetter['part'][]) =>
    offered.filter((kind) => parts.includes(KINDS[kind].part))
  const isFirst = (kind: LetterKind) => matter !== null && KINDS[kind].firstIn.includes(matter)
  const requests = of('request')
  return [
    ...(chasing ? of('chaser') : []),
    ...[...requests.filter(isFirst), ...requests.filter((kind) => !isFirst(kind))],
    ...of('form'),
    ...(withdrawn ? of('notice', 'confirmation') : []),
  ]
}
