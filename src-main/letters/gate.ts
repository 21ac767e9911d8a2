import { isSameReader } from '../establishments/styles.ts'
import { allowed, type Grant, type Reason } from '../consents/allowed.ts'
import { otherBasis, type BasisRecord } from '../bases/standing.ts'
import { InformationClass, RESTRICTED_CLASS } from '../consents/contract.ts'
import { CONFLICT_CURE, conflictWords, decisionOf } from '../consents/decision.ts'
import { noFixedAbode, postcodeFault } from '../wire/postal.ts'
import { Refusal } from '../wire/refusal.ts'
import type { z } from '../wire/schema.ts'
import type {
  Addressee,
  Gate,
  GateDecision,
  LetterContent,
  LetterKind,
  ToCheck,
} from './contract.ts'
import { standsIn } from './addressee.ts'
import {
  applicantMissing,
  clientMissing,
  hasDied,
  mayTellOfTheDead,
  NO_APPLICANT,
} from './after-death.ts'
import type { RepresentativeRecord } from '../representatives/standing.ts'
import { askableBy, RECORDS_OF, type Askable, type Asked } from './asking.ts'
import { NO_DAY_WORDS } from './fill.ts'
import { asksFor, isChaser, KINDS, kindThat, takesFreeWords } from './kinds.ts'
import type { Sensitive, SensitiveWord } from './sensitive.ts'
import { isNamed, isPlaced, type Own } from './own.ts'

/** A decision with the form that it rests on. */
export type Decided = z.output<typeof GateDecision> & {
  consentId: string | null
  /** The recorded basis, where it rests on one and on no form. */
  basisId?: string
}
export type Missing = Gate['missing'][number] & {
  toCheck?: ToCheck
  settle?: NonNullable<Gate['settle']>
}

/** One text that somebody will read, of the letter or of its envelope: what is missing, unprintable or sensitive is looked for in it. */
export interface Printed {
  what: Decided['what']
  /** Passage id, or place among those of its kind. */
  at: string
  text: string
  where: Missing['where']
  class: LetterContent['passages'][number]['class']
  /** Decided of itself; of any other only what its words give away is decided. */
  decided?: true
  /** What its words give away; nothing for the program’s own words. */
  tells: readonly SensitiveWord[]
  /** What to do about a sensitive word; without it, to take it out. */
  cure?: string
  /** The program’s own words, in which nothing is left to be filled in. */
  ours?: true
  /** Everybody who handles the envelope reads it. */
  outside?: true
  /** Who is written to, as the records have them: they know it themselves. */
  known?: true
  /** Whoever has read it already, and is told nothing by it. */
  hadBy?: readonly Reader[]
  /** Looked at only since letters were read as a whole. */
  since?: true
}

/** Everything that the gate looks at; it reads nothing else. */
export interface GateCase {
  content: LetterContent
  /** Everything that is printed of it. */
  printed: readonly Printed[]
  grants: readonly Grant[]
  /** What allows something besides consent: orders of court, duties in law, public interest. */
  bases: readonly BasisRecord[]
  /** The day on which it would be told, ISO. */
  on: string
  /** Who the client is, and where post reaches them. */
  own: Own
  /** Whether the client’s own address is asked about elsewhere; what is approved is stopped by what the records say since. */
  placeAsked: boolean
  /** Recipients who are on record at no such address; looked for in drafts. */
  unknown: readonly Addressee[]
  /** What it lacks of what its kind cannot do without. */
  lacks: readonly Missing[]
  /** Why it may not answer the letter that it names. */
  answers: { what: string; cure: string } | null
  /** Kind of the letter that this one chases or withdraws from. */
  chased: LetterKind | null
  /** What that letter disclosed to its recipients, from the register. */
  toldBefore: readonly { reader: string; role: string; classes: readonly string[] }[]
  sensitive: Sensitive
  /** What it asks for, each thing by its class. */
  asked: readonly Asked[]
  /** The day on which the client died; null while no death is recorded. */
  diedOn: string | null
  /** Who is recorded as acting for the client. */
  acting: readonly RepresentativeRecord[]
  /** To whom the letter goes by the books; null where they do not say. */
  proposed: Pick<Addressee, 'name' | 'role'> | null
  /** Who applies for the records of the dead. */
  applicant: LetterContent['applicant']
}

export type Reader = Pick<Addressee, 'name' | 'role'>
type Class = Printed['class']
type Verdict = Pick<Decided, 'allowed' | 'why' | 'cure' | 'consentId' | 'basisId'>

const yes = (why: string): Verdict => ({ allowed: true, why, cure: null, consentId: null })
const no = (why: string, cure: string): Verdict => ({ allowed: false, why, cure, consentId: null })

/** Decides for every piece of a letter and every reader of it whether it may be told on that day. Pure. */
export function decide(given: GateCase): Decided[] {
  const { addressee, copies } = given.content
  const readers: Reader[] = [addressee, ...copies.map((copy) => copy.addressee)]
  const all = given.printed.flatMap((piece) =>
    classesOf(piece).map((about) => ({ ...about, piece })),
  )
  // What is decided of itself comes first; the same of one place once, however often it is printed.
  const told = [...all.filter(({ piece }) => piece.decided), ...onceEach(all)]
  const asked = askedDecisions(given)
  // Who asks a holder for what the authority gives tells that holder nothing by the name of it.
  const isAsked = ({ what, at }: Printed, about: Class) =>
    about !== RESTRICTED_CLASS &&
    asked.some(
      (one) =>
        one.what === 'asked' &&
        one.allowed &&
        one.class === about &&
        (one.at === at || what === 'addressee' || what === 'salutation'),
    )
  const decided = readers.flatMap((reader) =>
    told
      .filter(({ piece }) => !piece.hadBy?.some((had) => isSameReader(had, reader)))
      .flatMap((one) => passedOn(one, reader, given))
      .filter(
        ({ class: about, word, piece }) =>
          word === null || reader !== addressee || !(piece.known || isAsked(piece, about)),
      )
      .map(({ class: about, word, piece: { what, at, cure } }) => ({
        ...{ what, at, reader: reader.name, class: about },
        ...(word !== null && !isTheClient(reader, given)
          ? because(verdict(about, reader, given), word, cure ?? TAKE_OUT)
          : verdict(about, reader, given)),
      })),
  )
  return [...asked, ...decided, ...onTheOutside(told)]
}

/** The copy of an earlier letter tells whoever did not have that one all that it told. */
function passedOn(one: Told, reader: Reader, { content, toldBefore }: GateCase): Told[] {
  if (one.piece.what !== 'enclosure' || one.class !== 'none' || content.answers === null)
    return [one]
  const had = toldBefore.some((to) => isSameReader({ name: to.reader, role: to.role }, reader))
  const classes = new Set(had ? [] : toldBefore.flatMap((to) => to.classes))
  if (classes.size === 0) return [one]
  return [...classes].map((about) => ({
    ...one,
    class: InformationClass.nullable().catch(null).parse(about),
  }))
}

interface Told {
  class: Class
  word: string | null
  piece: Printed
}

/** What only its words give away, of each place once. */
function onceEach(all: readonly Told[]): Told[] {
  const seen = new Set<string>()
  return all.filter(({ class: about, piece: { decided, what, at, known, outside } }) => {
    const key = JSON.stringify([what, at, about, known, outside])
    return !decided && !seen.has(key) && seen.add(key)
  })
}

export const OUTSIDE = 'Whoever handles the envelope'

/** What the envelope gives away it gives away to everybody. */
const onTheOutside = (told: readonly Told[]): Decided[] =>
  told
    .filter(({ piece }) => piece.outside)
    .map(({ class: about, word, piece: { what, at, cure } }) => ({
      ...{ what, at, class: about, reader: OUTSIDE },
      ...no(`“${word}”: everybody who handles the envelope reads it.`, cure ?? TAKE_OUT),
    }))

/** What is asked of the addressee, each thing once by its class; nothing is decided of it while no authority is held at all. */
function askedDecisions(given: GateCase): Decided[] {
  const { addressee, enclosures } = given.content
  const can = askableBy(given, given.grants)
  if (can?.reason !== 'given') return []
  const seen = new Set<string>()
  const decided = (what: Decided['what'], at: string, about: InformationClass, word: string) => ({
    ...{ what, at, reader: addressee.name, class: about },
    ...mayAsk(
      { about, word, reason: can.of.get(about) ?? 'not-asked' },
      { holder: addressee.name, consentId: can.grantId, whose: whoseIn(given) },
    ),
  })
  return [
    ...given.asked
      .filter(({ at, class: about }) => !seen.has(`${at} ${about}`) && seen.add(`${at} ${about}`))
      .map(({ at, class: about, word }) => decided('asked', at, about, word)),
    ...enclosures
      .map(({ name }, place) => ({ name, place }))
      .filter(({ name }) => PART_B.test(name) && can.of.get(RESTRICTED_CLASS) !== 'given')
      .map(({ name, place }) => decided('enclosure', String(place), RESTRICTED_CLASS, name)),
  ]
}

/** The sheet that asks about HIV and sexual health stays here unless they are asked for. */
const PART_B = /\bpart b\b/i

function mayAsk(
  { about, word, reason }: { about: InformationClass; word: string; reason: Reason },
  { holder, consentId, whose }: { holder: string; consentId: string | null; whose: Whose },
): Verdict {
  if (reason === 'given')
    return { ...yes(`The ${whose}’s authority to ${holder} gives it.`), consentId }
  const quoted = word.length > 60 ? `${word.slice(0, 60)}…` : word
  return no(
    `“${quoted}” asks for records of ${RECORDS_OF[about]}. ${leftOut(about, reason)}`,
    `Take it out. Only an authority from the ${whose} that gives it changes this.`,
  )
}

/** Why a class is not asked for. What Part B of a form says is told by nothing but the form. */
export const leftOut = (about: InformationClass, reason: Reason): string =>
  about === RESTRICTED_CLASS
    ? 'It is asked for only where Part B of the authority relied on gives it, after the client was consulted.'
    : WHY_NOT[reason]
const WHY_NOT: Record<Reason, string> = {
  given: '',
  'not-asked': 'The newest authority does not mention it.',
  'not-chosen': 'On the newest authority the box was left empty.',
  refused: 'The client refused it on the newest authority.',
  withdrawn: 'The client withdrew it.',
  conflicting:
    'Two papers of the client contradict each other, and their days do not settle which was last.',
  expired: 'The authority for it has expired.',
  died: 'The authority ended with the client’s life.',
  'not-consulted': 'The client was not consulted before answering.',
  unchecked: 'The authority is awaiting its second check.',
  'sent-back': 'The authority was returned for correction.',
  'no-authority': 'Whoever signed the authority for the client may not sign for it.',
}

/** What a piece tells: its class, and what its words give away besides. */
const classesOf = (piece: Printed): Omit<Told, 'piece'>[] => [
  ...(piece.decided ? [{ class: piece.class, word: null }] : []),
  ...piece.tells.filter((told) => told.class !== piece.class),
]

function verdict(about: Class, reader: Reader, given: GateCase): Verdict {
  if (reader.role === 'client' && hasDied(given))
    return no('The client has died.', 'Nothing is sent to the client any more.')
  if (reader.role === 'client')
    return isTheClient(reader, given)
      ? yes('It is the client’s own information.')
      : no(
          `${reader.name} is not the client.`,
          'Address it to the client by name, or choose this recipient’s role.',
        )
  if (KINDS[given.content.kind].toClient && isSameReader(given.content.addressee, reader))
    return no('A letter of this kind goes to the client only.', 'Address it to the client.')
  if (about === 'none') return yes('Nothing in it is about the client.')
  if (about === null)
    return takesFreeWords(given.content.kind) &&
      (reader.role === 'records-holder' || reader.role === 'treating')
      ? yes('Free text to those who hold the client’s records or treat the client.')
      : no(
          'No class of information is chosen for this.',
          'Choose what it discloses, or leave it out.',
        )
  return byConsent(about, { name: reader.name, role: reader.role }, given)
}

function byConsent(
  about: InformationClass,
  recipient: { name: string; role: Exclude<Reader['role'], 'client'> },
  { content, grants, bases, on, toldBefore, chased, diedOn }: GateCase,
): Verdict {
  const question = { recipient, class: about, purpose: KINDS[content.kind].purpose, on }
  const dead = mayTellOfTheDead({ content, chased, diedOn, on }, recipient, about)
  if (dead) return yes(dead)
  const { consentId, ...said } = decisionOf(question, allowed(question, grants))
  if (said.allowed) return { ...said, why: said.why, cure: null, consentId: consentId ?? null }
  const other = otherBasis(question, bases)
  if (other) return { ...yes(other.why), basisId: other.basisId }
  // A request to return something must say whose it is; that discloses nothing new, and nothing else is repeated.
  const known =
    content.kind === kindThat('notice') && (about === 'identity' || about === 'location')
  if (
    known &&
    toldBefore.some(
      (one) =>
        isSameReader({ name: one.reader, role: one.role }, recipient) &&
        one.classes.includes(about),
    )
  )
    return yes(`This was disclosed to ${recipient.name} by the letter that is now withdrawn.`)
  return { ...said, cure: said.cure ?? null, consentId: null }
}

const because = (one: Verdict, word: string, cure: string): Verdict =>
  one.allowed
    ? one
    : { ...one, why: `“${word}”: ${one.why}`, cure: `${cure} ${one.cure ?? ''}`.trim() }

const TAKE_OUT = 'Take the word out.'
const isTheClient = (reader: Reader, { own }: GateCase): boolean =>
  reader.role === 'client' && isNamed(reader, own)

// The year of a law report stands in brackets too.
const BLANK = /\[(?!\d{4}\])[^\]\n]{2,}\]/g
const byPost = (delivery: LetterContent['delivery']) => delivery !== 'email' && delivery !== 'hand'
const UNNAMED = 'No signed authority is recorded for this request.'
const EVERY_PLACE = 'Fill it in, or remove the brackets once it is checked.'

/** What else keeps the letter in the office, each with its cure. Pure. */
export function missingFrom(given: GateCase): Missing[] {
  const { content, printed, grants, chased } = given
  const { addressee, kind, delivery } = content
  const missing: Missing[] = []
  const told = new Set<string>()
  const asks = asksFor(kind, chased)
  missing.push(...clientMissing(given), ...applicantMissing(given), ...given.lacks)
  told.add(NO_APPLICANT)
  // Its day comes with it.
  if (given.applicant?.capacity === 'claimant') told.add(NO_DAY_WORDS)
  if (isChaser(kind) && chased === null)
    missing.push({
      what: 'The letter that this one chases is missing.',
      cure: 'Start the chaser from the late letter.',
      where: 'answers',
    })
  if (given.answers) missing.push({ ...given.answers, where: 'answers' })
  missing.push(...strangers(given))
  const can = askableBy(given, grants)
  if (can) {
    if (can.reason !== 'given') {
      const { what, cure } = withoutAuthority(addressee.name, can, whoseIn(given))
      missing.push({ what: standsIn(addressee.name) ? UNNAMED : what, cure, where: 'authority' })
      told.add(NO_DAY_WORDS)
    }
  }
  if (asks && addressee.role === 'client')
    missing.push({
      what: 'Records are requested from whoever holds them.',
      cure: 'Choose the addressee’s role.',
      where: 'addressee',
    })
  for (const { text, where } of printed.filter((one) => !one.ours))
    for (const [blank] of text.matchAll(BLANK))
      if (!told.has(blank) && told.add(blank))
        missing.push({ what: `Missing: ${blank}.`, cure: EVERY_PLACE, where })
  const unread = postcodeFault(addressee)
  if (unread) missing.push({ what: unread, cure: 'Correct the postcode.', where: 'addressee' })
  if (byPost(delivery) && noFixedAbode(addressee.lines))
    missing.push({
      what: 'Nothing can be posted to no fixed abode.',
      cure: 'Enter an address where the client receives post, or choose email or delivery by hand.',
      where: 'addressee',
    })
  if (delivery !== 'email' && addressee.lines.length === 0 && !standsIn(addressee.name))
    missing.push({
      what: 'The addressee has no address.',
      cure: 'Enter the address.',
      where: 'addressee',
    })
  return missing
}

/** Letters to the client at an address that is none of theirs by the records. */
function strangers({ content, own, placeAsked, unknown }: GateCase): Missing[] {
  if (placeAsked) return []
  const { addressee, copies } = content
  const unplaced = (to: Addressee) =>
    to.role === 'client' && to.lines.length > 0 && isNamed(to, own) && !isPlaced(to, own)
  const at = (where: Missing['where']): Missing => ({
    what: 'The client is not on record at this address.',
    cure: 'Take the address on record, or record on the client’s page where the client is, with its source.',
    where,
  })
  return [
    ...unknown.map((to) => ({
      what: `No address like this is on record for ${to.name}.`,
      cure: 'Check who receives post there, then say in Source of the address where it is from.',
      where: to === addressee ? ('addressee' as const) : ('copies' as const),
    })),
    ...(unplaced(addressee) ? [at('addressee')] : []),
    ...(copies.some((copy) => unplaced(copy.addressee)) ? [at('copies')] : []),
  ]
}

/** Whose authority a request rests on. */
type Whose = 'client' | 'applicant'
const whoseIn = ({ content: { kind }, chased }: GateCase): Whose =>
  asksFor(kind, chased)?.records === 'deceased-records' ? 'applicant' : 'client'

/** Why records are not asked for without an authority that gives them, and what is done about it. Pure. */
export function withoutAuthority(
  name: string,
  { reason, against, fault, recordedBy }: Askable,
  whose: Whose = 'client',
): Omit<Missing, 'where'> {
  if (against) return { what: conflictWords(name, against), cure: CONFLICT_CURE }
  return fault ? { what: fault.why, cure: fault.cure } : WITHOUT[reason](name, recordedBy, whose)
}

type Without = (name: string, recorder: string, whose: Whose) => Omit<Missing, 'where'>
const WITHOUT: Record<Reason, Without> = {
  conflicting: (name, _, whose) => ({
    what: `Two papers of the ${whose} about ${name} contradict each other, and their days do not settle which was last.`,
    cure: CONFLICT_CURE,
  }),
  given: () => ({ what: '', cure: '' }),
  'not-asked': (name, _, whose) => ({
    what: `No signed authority names ${name}.`,
    cure: standsIn(name)
      ? `Record it when it is returned signed, or send the ${whose} a form to sign.`
      : `Record the ${whose}’s signed authority to obtain records from ${name}, or send the form to sign.`,
  }),
  'not-chosen': (name, _, whose) => ({
    what: `On the ${whose}’s authority for ${name} the box was left empty.`,
    cure: 'Ask again with a new form.',
  }),
  refused: (name, _, whose) => ({
    what: `The ${whose} refused authority to obtain records from ${name}.`,
    cure: `Only a new authority from the ${whose} changes this.`,
  }),
  withdrawn: (name, _, whose) => ({
    what: `The ${whose} withdrew the authority for ${name}.`,
    cure: `Recall the letter; only a new authority from the ${whose} changes this.`,
  }),
  expired: (name, _, whose) => ({
    what: `The ${whose}’s authority for ${name} has expired.`,
    cure: `Send the ${whose} a new authority to sign.`,
  }),
  died: (name) => ({
    what: `The client’s authority for ${name} ended with the client’s life.`,
    cure: 'Whoever acts for the estate gives authority now.',
  }),
  'not-consulted': (name) => ({
    what: `The client was not consulted before signing for ${name}.`,
    cure: 'Consult the client, then record a new form.',
  }),
  unchecked: (name, recorder, whose) => ({
    what: `The ${whose}’s authority for ${name} is awaiting a second check by somebody other than ${recorder}.`,
    cure: 'Have somebody else check the entry against the paper.',
  }),
  'no-authority': (name) => ({
    what: `Whoever signed the authority for ${name} may not sign for the client.`,
    cure: 'Have a new form signed by the client, or by somebody with authority.',
  }),
  'sent-back': (name, _, whose) => ({
    what: `The ${whose}’s authority for ${name} was returned for correction at its second check.`,
    cure: 'Record it again as it is on the paper.',
  }),
}

/** The gate as a whole: open when everything may be told and nothing is missing. Pure. */
export function gate(given: GateCase): {
  open: boolean
  decisions: Decided[]
  missing: Missing[]
  toCheck: ToCheck[]
  settle: Gate['settle']
} {
  return besides({ decisions: decide(given), missing: missingFrom(given) }, [])
}

/** What the gate decided, and what is missing besides. Pure. */
export function besides(
  { decisions, missing: own }: Pick<ReturnType<typeof gate>, 'decisions' | 'missing'>,
  more: readonly Missing[],
): ReturnType<typeof gate> {
  const missing = [...own, ...more]
  const toCheck = missing.flatMap((one) => one.toCheck ?? [])
  const settle = missing.find((one) => one.settle)?.settle ?? null
  const open = missing.length === 0 && decisions.every(({ allowed: may }) => may)
  return { open, decisions, missing, toCheck, settle }
}

/** Refuses while the gate is shut, with the first reason and its cure. */
export function expectOpen(
  { open, decisions, missing }: Pick<ReturnType<typeof gate>, 'open' | 'decisions' | 'missing'>,
  act: string,
): void {
  if (open) return
  const shut = decisions.find(({ allowed: may }) => !may)
  const [lacking] = missing
  const why = lacking ? `${lacking.what} ${lacking.cure}` : `${shut?.why} ${shut?.cure ?? ''}`
  throw new Refusal('conflict', `The letter may not be ${act}. ${why}`.trim())
}
