import {
  RESTRICTED_CLASS,
  type InformationClass,
  type Purpose,
  type RecipientRole,
} from '../consents/contract.ts'
import type { DetailName } from '../details/groups.ts'
import type { MatterKind } from '../matters/contract.ts'

/** Bodies and persons outside whom the case details name: in which group, what they are to the client, and what stands in their place. */
export const NAMED = {
  'outside-holder': {
    ...{ group: 'holders', role: 'records-holder', standIn: 'Body outside prison' },
  },
  opponent: { group: 'opponents', role: 'opponent', standIn: 'Opponent' },
  expert: { group: 'expert', role: 'expert', standIn: 'Expert' },
  coroner: { group: 'coroner', role: 'coroner', standIn: 'Coroner' },
} as const satisfies Record<string, { group: DetailName; role: RecipientRole; standIn: string }>

/** Bodies that the edition names for the whole of the country: under which id, and what they are to the client. */
export const NATIONAL = {
  regulator: { body: 'information-commissioner', role: 'regulator' },
  commissioner: { body: 'nhs-england', role: 'commissioner' },
  'deaths-ombudsman': { body: 'ppo', role: 'ombudsman' },
} as const satisfies Record<string, { body: string; role: RecipientRole }>

/** Where a letter goes, by the books of its day. */
export type Destination =
  | 'client'
  /** Whoever holds the records of the prison. */
  | 'records-holder'
  /** A body or person whom the case details name. */
  | keyof typeof NAMED
  /** The data regulator; who commissions healthcare in the prison; the ombudsman who investigates deaths in custody. */
  | keyof typeof NATIONAL
  /** The Governor or Director; the provider of healthcare; the ombudsman for prisoners. */
  | 'governor'
  | 'provider'
  | 'ombudsman'
  /** The ombudsman for the NHS. */
  | 'health-ombudsman'
  /** The prison or its provider of healthcare: whichever the case details say decided, or disclosed something. */
  | 'decision-maker'
  /** Whoever the letter went to that this one answers. */
  | 'answered'

/** What the holder of records asks before it answers, as a reply is recorded. */
export type Question = 'id-asked' | 'fee-asked' | 'clarification-asked'

/** What is acknowledged, then answered, by a law or a protocol: complaints, a correction that is asked for, and claims. */
export type StepsClock =
  'nhs-complaint' | 'data-complaint' | 'correction' | 'claim-notified' | 'claim'

/** What the office must know of a kind of letter besides its words, which stand in its template. */
export interface KindOfLetter {
  /** Its short name, and when one writes it. */
  name: string
  does: string
  /**
   * What it is among letters: it asks for records, chases what is late, challenges a refusal, answers a question of the holder, asks for a signature, tells of
   * a withdrawal and confirms one, tells of a move; `letter` where it stands by itself.
   */
  part:
    | ('request' | 'chaser' | 'challenge' | 'answer' | 'form')
    | ('notice' | 'confirmation' | 'move' | 'letter')
  /** The purpose of disclosing to its recipient; the gate asks the consents by it. */
  purpose: Purpose
  to: Destination
  /** It goes to the client and to nobody else. */
  toClient: boolean
  /** A line of the address that says whose desk it is for. */
  attention: string | null
  /** It asks a holder for records, of these classes and of each as far as the client’s authority gives it. */
  asks: {
    records: 'health-records' | 'prison-records' | 'deceased-records'
    classes: readonly InformationClass[]
  } | null
  /** The replies to a request that it answers, each with the reply of ours that its sending is; null where the clock knows none. */
  answersTo: Partial<Record<Question, 'id-supplied' | 'clarification-answered' | null>>
  /** An answer is waited for once it is sent; a chaser waits with its request. */
  awaits: boolean
  /** What its answer is due by: the law of requests for records, that of a complaint or a claim, or the day that the letter asks for. */
  clock: 'records' | StepsClock | 'asked' | null
  /** In how many days it asks for an answer: the day is printed, and may be changed in the draft. */
  answerIn: number | null
  /** The kind by which it is chased; null where a call, or another letter, comes next. */
  chasedBy: 'records' | 'nhs-complaint' | null
  /** The case details that it cannot do without, and those that it prints where they are recorded. */
  /** The passage that stands on a page of its own behind the letter, to be used without it. */
  apart: string | null
  details: readonly DetailName[]
  alsoDetails: readonly DetailName[]
  /** Whether it is written for a client who lives, for one who has died, or for either, as the letter that it chases. */
  client: 'living' | 'dead' | 'either'
  /** What whoever it goes to is told of somebody who has died, on the authority of whoever applies or instructs; null for every other kind. */
  ofTheDead: { role: RecipientRole; classes: readonly InformationClass[] } | null
  /** Matters in which it is offered first, and those in which it is not offered at all. */
  firstIn: readonly MatterKind[]
  notIn: readonly MatterKind[]
}

const RECORDS = { purpose: 'obtain-records', clock: 'records', chasedBy: 'records' } as const
const PRISON = {
  records: 'prison-records',
  classes: ['location', 'mental-health', 'substance-use', 'offence'],
} as const
const HEALTH = {
  records: 'health-records',
  classes: ['health', 'mental-health', 'substance-use', RESTRICTED_CLASS],
} as const

/** What a row of the table leaves out. */
const USUAL = {
  ...{
    attention: null,
    asks: null,
    answersTo: {},
    apart: null,
    awaits: false,
    clock: null,
    answerIn: null,
    chasedBy: null,
  },
  ...{ details: [], alsoDetails: [], client: 'living', ofTheDead: null, firstIn: [], notIn: [] },
} as const
type Row = Omit<KindOfLetter, keyof typeof USUAL | 'toClient'> & Partial<KindOfLetter>

/** The kinds of letter there are so far, by their numbers; a number that was logged stays. A chaser asks for what the letter that it answers asked for. */
const TABLE = {
  L01: {
    ...{ name: 'First letter', does: 'To a new client: what we do, what it costs, what to sign.' },
    ...{ part: 'letter', purpose: 'inform', to: 'client', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['retainer'], notIn: ['death'] },
  },
  L02: {
    ...{ name: 'Reminder to sign', does: 'To the client: what we wait for, and why.' },
    ...{ part: 'letter', purpose: 'inform', to: 'client', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['missing'], notIn: ['death'] },
  },
  L03: {
    ...{ name: 'Health records request', does: 'To the holder of the health records.' },
    ...{ ...RECORDS, part: 'request', to: 'records-holder', awaits: true },
    ...{ asks: HEALTH, notIn: ['death'] },
  },
  L04: {
    ...{ name: 'Outside records request', does: 'To a surgery, hospital or ambulance service.' },
    ...{ ...RECORDS, part: 'request', to: 'outside-holder', awaits: true },
    ...{ asks: HEALTH, details: ['holders'], notIn: ['death'] },
  },
  L05: {
    ...{ name: 'Prison records request', does: 'For the wing file, complaints and use of force.' },
    ...{ ...RECORDS, part: 'request', to: 'records-holder', awaits: true },
    ...{ asks: PRISON, firstIn: ['prison-records'] },
  },
  L06: {
    ...{
      name: 'Preservation of recordings',
      does: 'To the prison, so that nothing is overwritten.',
    },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'governor', awaits: true, clock: 'asked' },
    ...{ answerIn: 7, details: ['incident', 'recordings'], client: 'either' },
    ofTheDead: { role: 'custody', classes: ['identity', 'location'] },
  },
  L07: {
    ...{ name: 'Supply of proof or a fee', does: 'To a holder that asked for it.' },
    ...{ part: 'answer', purpose: 'obtain-records', to: 'answered', asks: HEALTH },
    ...{ answersTo: { 'id-asked': 'id-supplied', 'fee-asked': null }, details: ['demand'] },
  },
  L08: {
    ...{ name: 'Answer to a question', does: 'To a holder that asked what is wanted.' },
    ...{ part: 'answer', purpose: 'obtain-records', to: 'answered', asks: HEALTH },
    ...{ answersTo: { 'clarification-asked': 'clarification-answered' } },
    details: ['clarification'],
  },
  L09: {
    ...{ name: 'Chaser', does: 'For a request not answered in time.' },
    ...{
      part: 'chaser',
      purpose: 'obtain-records',
      to: 'answered',
      client: 'either',
      asks: PRISON,
    },
    chasedBy: null,
  },
  L10: {
    ...{ name: 'Challenge to a refusal', does: 'To a holder that withholds records.' },
    ...{ part: 'challenge', purpose: 'obtain-records', to: 'answered', asks: HEALTH },
    ...{ answerIn: 14, details: ['refusal'] },
  },
  L11: {
    ...{ name: 'Complaint about data', does: 'To the controller, after a request.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'answered', awaits: true },
    ...{ clock: 'data-complaint', details: ['dataComplaint'], firstIn: ['confidentiality'] },
    notIn: ['death'],
  },
  L12: {
    ...{ name: 'Complaint to the data regulator', does: 'Once the controller has answered badly.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'regulator', awaits: true },
    ...{ details: ['regulator', 'dataComplaint'], firstIn: ['confidentiality'] },
    notIn: ['death'],
  },
  L13: {
    ...{ name: 'Letter before claim: records or data', does: 'To the controller as opponent.' },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'opponent', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['opponents', 'dataClaim'], alsoDetails: ['regulator'] },
    notIn: ['death'],
  },
  L14: {
    ...{ name: 'Records of a person who has died', does: 'To the holder of the health records.' },
    ...{ ...RECORDS, part: 'request', to: 'records-holder', awaits: true, client: 'dead' },
    asks: { records: 'deceased-records', classes: ['health', 'mental-health', 'substance-use'] },
    ofTheDead: { role: 'records-holder', classes: ['identity', 'location'] },
    ...{ firstIn: ['death'] },
  },
  L15: {
    ...{ name: 'NHS complaint', does: 'To the provider, about care.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'provider', awaits: true },
    ...{ clock: 'nhs-complaint', chasedBy: 'nhs-complaint', attention: 'The Complaints Manager' },
    ...{
      details: ['issues'],
      alsoDetails: ['route'],
      firstIn: ['treatment'],
      notIn: ['death'],
    },
  },
  L16: {
    ...{ name: 'NHS complaint to the commissioner', does: 'Where the provider is not suitable.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'commissioner', awaits: true },
    ...{ clock: 'nhs-complaint', chasedBy: 'nhs-complaint', notIn: ['death'] },
    ...{ details: ['issues', 'commissioner'], alsoDetails: ['route'] },
  },
  L17: {
    ...{ name: 'Complaint chaser', does: 'For a complaint not acknowledged or answered in time.' },
    ...{ part: 'chaser', purpose: 'complaint', to: 'answered' },
  },
  L18: {
    ...{ name: 'NHS complaint: second stage', does: 'After the final answer to the complaint.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'health-ombudsman', awaits: true },
    ...{ details: ['issues', 'secondStage'], alsoDetails: ['route'], notIn: ['death'] },
  },
  L19: {
    ...{
      name: 'Letter to the Governor',
      does: 'Where custody stands between the client and care.',
    },
    ...{ part: 'letter', purpose: 'treatment', to: 'governor', awaits: true, clock: 'asked' },
    ...{ answerIn: 3, details: ['custody'], firstIn: ['treatment'] },
    ...{ alsoDetails: ['appointments', 'calls'], notIn: ['death'] },
  },
  L20: {
    ...{
      name: 'Urgent clinical letter',
      does: 'To the Head of Healthcare, after a telephone call.',
    },
    ...{ part: 'letter', purpose: 'treatment', to: 'provider', awaits: true, clock: 'asked' },
    ...{ answerIn: 2, attention: 'The Head of Healthcare', firstIn: ['treatment'] },
    ...{ details: ['need'], alsoDetails: ['medication', 'appointments', 'calls'] },
    notIn: ['death'],
  },
  L21: {
    ...{ name: 'Help with a prison complaint', does: 'To the client, with wording for the form.' },
    ...{ part: 'letter', purpose: 'inform', to: 'client', details: ['comp'], notIn: ['death'] },
    apart: 'draft',
  },
  L22: {
    ...{ name: 'Referral to the ombudsman', does: 'After the prison’s own stages are done.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'ombudsman', awaits: true },
    ...{ details: ['stages', 'ombudsman'], notIn: ['death'] },
  },
  L23: {
    ...{
      name: 'Breach of confidence',
      does: 'To the prison or the provider: safety first.',
    },
    ...{ part: 'letter', purpose: 'complaint', to: 'decision-maker', awaits: true },
    ...{ clock: 'asked', answerIn: 1, details: ['leak'], firstIn: ['confidentiality'] },
    notIn: ['death'],
  },
  L24: {
    ...{ name: 'Form to sign', does: 'To the client; in prison as Rule 39 post.' },
    ...{ part: 'form', purpose: 'inform', to: 'client', awaits: true },
    // The dead sign nothing.
    notIn: ['death'],
  },
  L25: {
    ...{ name: 'Medical examination', does: 'To the Governor, for a visit by an expert.' },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'governor', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['examination'], notIn: ['death'] },
  },
  L26: {
    ...{ name: 'Legal post interfered with', does: 'To the Governor, about Rule 39 post.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'governor', awaits: true, clock: 'asked' },
    ...{ answerIn: 7, details: ['mail'], firstIn: ['confidentiality'], notIn: ['death'] },
  },
  L27: {
    ...{ name: 'Correction of records', does: 'To whoever had a request: an entry is wrong.' },
    ...{ part: 'letter', purpose: 'complaint', to: 'answered', awaits: true },
    ...{ clock: 'correction', details: ['entry'], notIn: ['death'] },
  },
  L28: {
    ...{ name: 'Letter of Notification', does: 'To an opponent, of a likely claim about care.' },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'opponent', awaits: true },
    ...{ clock: 'claim-notified', details: ['opponents', 'claim'], notIn: ['death'] },
  },
  L29: {
    ...{ name: 'Letter of Claim', does: 'To an opponent, once the expert supports the claim.' },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'opponent', awaits: true, clock: 'claim' },
    ...{ details: ['opponents', 'claim', 'allegations'], notIn: ['death'] },
  },
  L30: {
    ...{
      name: 'Judicial review: letter before claim',
      does: 'To the body whose decision is challenged.',
    },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'decision-maker', awaits: true },
    ...{ clock: 'asked', answerIn: 14, details: ['decision'], alsoDetails: ['interested'] },
    notIn: ['death'],
  },
  L31: {
    ...{ name: 'Letter to the coroner', does: 'For the family, after a death.', client: 'dead' },
    ...{ part: 'letter', purpose: 'inform', to: 'coroner', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['coroner', 'family', 'inquest'], firstIn: ['death'] },
    ofTheDead: { role: 'coroner', classes: ['identity', 'location', 'health'] },
  },
  L32: {
    ...{ name: 'Investigation of a death', does: 'To the ombudsman, for the family.' },
    ...{ part: 'letter', purpose: 'inform', to: 'deaths-ombudsman', awaits: true },
    ...{ clock: 'asked', answerIn: 14, client: 'dead', firstIn: ['death'] },
    details: ['family', 'deathInvestigation'],
    ofTheDead: { role: 'ombudsman', classes: ['identity', 'location', 'health'] },
  },
  L33: {
    ...{ name: 'Instruction of an expert', does: 'To an expert, with questions and papers.' },
    ...{ part: 'letter', purpose: 'legal-claim', to: 'expert', awaits: true, clock: 'asked' },
    ...{ answerIn: 42, details: ['expert', 'instruction'], notIn: ['death'] },
  },
  L34: {
    ...{
      name: 'Records received',
      does: 'To the client: what came, and what is to be done with it.',
    },
    ...{ part: 'letter', purpose: 'inform', to: 'client', awaits: true, clock: 'asked' },
    ...{ answerIn: 14, details: ['received'], notIn: ['death'] },
  },
  L35: {
    ...{ name: 'Closing letter', does: 'To the client, at the end of the case.' },
    ...{ part: 'letter', purpose: 'inform', to: 'client', details: ['closing'], notIn: ['death'] },
  },
  L36: {
    ...{ name: 'Notice of withdrawal', does: 'To a recipient of a disclosure or letter.' },
    ...{ part: 'notice', purpose: 'inform', to: 'answered', awaits: true },
  },
  L37: {
    ...{ name: 'Confirmation of withdrawal', does: 'To the client; in prison as Rule 39 post.' },
    ...{ part: 'confirmation', purpose: 'inform', to: 'client' },
  },
  L38: {
    ...{ name: 'Change of address', does: 'To whoever a letter still open went to, after a move.' },
    ...{ part: 'move', purpose: 'inform', to: 'answered', notIn: ['death'] },
  },
} as const satisfies Record<string, Row>

export type LetterKind = keyof typeof TABLE
/** Their numbers, in order. */
export const NUMBERS = Object.keys(TABLE) as [LetterKind, ...LetterKind[]]
/** The table of the kinds of letter. */
export const KINDS = Object.fromEntries(
  NUMBERS.map((kind) => {
    const row: Row = TABLE[kind]
    return [kind, { ...USUAL, ...row, toClient: row.to === 'client' }]
  }),
) as Record<LetterKind, KindOfLetter>

/** The complaints to the NHS: each says that the same complaint is made to nobody else. */
export const NHS_COMPLAINTS = NUMBERS.filter((kind) => KINDS[kind].clock === 'nhs-complaint')

/** The kind that plays this part: there is one of each of these. */
export const kindThat = (
  part: 'challenge' | 'form' | 'notice' | 'confirmation' | 'move',
): LetterKind => NUMBERS.find((kind) => KINDS[kind].part === part)!

/** The kinds that chase. */
export const CHASER_KINDS = NUMBERS.filter((kind) => KINDS[kind].part === 'chaser')
export const isChaser = (kind: LetterKind): boolean => KINDS[kind].part === 'chaser'

/** The chaser of requests for records, which can be a complaint to the controller too. */
export const RECORDS_CHASER: LetterKind = CHASER_KINDS.find((kind) => KINDS[kind].asks !== null)!

/** The kind by which a letter of this kind is chased; null where none chases it. */
export const chaserOf = (kind: LetterKind): LetterKind | null => {
  const { chasedBy } = KINDS[kind]
  if (chasedBy === null) return null
  return CHASER_KINDS.find((one) => (KINDS[one].asks !== null) === (chasedBy === 'records'))!
}

/** Whether nothing but a call chases letters of this kind once they are late; what starts no clock is never late. */
export const isChasedByCall = (kind: LetterKind): boolean =>
  KINDS[kind].clock !== null && chaserOf(kind) === null

/** Whether letters of this kind are written to whoever had another letter, and speak of that one. */
export const answersAnother = (kind: LetterKind): boolean => KINDS[kind].to === 'answered'

/** Whether a letter of this kind told its reader that the client is in prison, as far as its kind says: a body outside was not told. */
export const toldOfPrison = (kind: LetterKind): boolean =>
  !KINDS[kind].toClient && KINDS[kind].to !== 'outside-holder'

/**
 * Whether words without a class may go to whoever holds the records or treats the client: a complaint and a claim are read
 * by others than those, so in them each thing is told by its class.
 */
export const takesFreeWords = (kind: LetterKind): boolean =>
  KINDS[kind].purpose !== 'complaint' && KINDS[kind].purpose !== 'legal-claim'

/** Where the body that letters of this kind go to is named in the case details; null where it is not. */
export const namedFor = (kind: LetterKind) => {
  const { to } = KINDS[kind]
  return to in NAMED ? NAMED[to as keyof typeof NAMED] : null
}

/** The kind by which these records are requested. */
export const requestFor = (records: NonNullable<KindOfLetter['asks']>['records']): LetterKind =>
  NUMBERS.find((kind) => KINDS[kind].part === 'request' && KINDS[kind].asks?.records === records)!

/** The passage by which a chaser is the complaint to the controller too. */
export const COMPLAINS = 'complaint'

/** The kind by which the records of the dead are requested. */
export const FOR_THE_DEAD: LetterKind = requestFor('deceased-records')

/** Whether a letter of this kind is written for whoever applies or instructs once the client has died. */
export const isForTheDead = (kind: LetterKind, hasDied: boolean): boolean =>
  KINDS[kind].client === 'dead' ||
  (hasDied && KINDS[kind].client === 'either' && KINDS[kind].part !== 'chaser')

/** What a letter tells of the dead by its kind, or by that of the letter that it asks again about. */
export const toldOfTheDead = (kind: LetterKind, chased: LetterKind | null) =>
  KINDS[asksAgain(kind) && chased !== null ? chased : kind].ofTheDead

/** Whether letters of this kind ask for what the letter asked for that they speak of. */
export const asksAgain = (kind: LetterKind): boolean =>
  ['chaser', 'challenge', 'answer'].includes(KINDS[kind].part)

/** Whether letters of this kind answer one of these questions of a holder. */
export const answersQuestion = (kind: LetterKind, questions: readonly string[]): boolean =>
  questions.some((one) => one in KINDS[kind].answersTo)

/** The kind that answers a question of a holder. */
export const answerTo = (question: Question): LetterKind =>
  NUMBERS.find((kind) => answersQuestion(kind, [question]))!

/** What a letter asks for: its own kind, or for one that asks again the kind of the letter that it speaks of. */
export const asksFor = (kind: LetterKind, chased: LetterKind | null): KindOfLetter['asks'] =>
  asksAgain(kind) && chased !== null ? KINDS[chased].asks : KINDS[kind].asks

/** The letters that make sense in a matter of this kind, the likeliest first. */
export function fittingKinds(
  matter: MatterKind | null,
  {
    chasing,
    refused,
    questions,
    withdrawn,
    died,
  }: {
    chasing: boolean
    refused: boolean
    questions: readonly string[]
    withdrawn: boolean
    died: boolean
  },
): LetterKind[] {
  const offered = NUMBERS.filter(
    (kind) =>
      (matter === null || !KINDS[kind].notIn.includes(matter)) &&
      KINDS[kind].client !== (died ? 'living' : 'dead'),
  )
  const of = (...parts: KindOfLetter['part'][]) =>
    offered.filter((kind) => parts.includes(KINDS[kind].part))
  const isFirst = (kind: LetterKind) => matter !== null && KINDS[kind].firstIn.includes(matter)
  const written = of('request', 'letter')
  return [
    ...of('answer').filter((kind) => answersQuestion(kind, questions)),
    ...(chasing ? of('chaser') : []),
    ...written.filter(isFirst),
    ...of('request').filter((kind) => !isFirst(kind)),
    ...of('letter').filter((kind) => !isFirst(kind)),
    ...of('move'),
    ...(refused ? of('challenge') : []),
    ...of('form'),
    ...(withdrawn ? of('notice', 'confirmation') : []),
  ]
}
