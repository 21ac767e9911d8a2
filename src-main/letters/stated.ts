import { DETAILS } from '../details/groups.ts'
import { stayOn, whereOfStay } from '../clients/stays.ts'
import { daysAfter, lastDayOf } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { foldedInOneStyle, isSameReader } from '../establishments/styles.ts'
import { fold } from '../search/fold.ts'
import type { LetterContent } from './contract.ts'
import { NONE, type Difference, type FactName, type Kept } from './difference-words.ts'
import { detailsPrinted, detailWords } from './detail-facts.ts'
import { addresseeFor, holderNow, needsUnmet } from './drafting.ts'
import { factsFromRecord, spokenOn } from './facts-from-record.ts'
import type { LetterFacts } from './facts.ts'
import { KINDS, namedFor } from './kinds.ts'
import { isStoppable, reached } from './lifecycle.ts'
import { contentOf, type States } from './logged.ts'
import { statedBy } from './stated-by.ts'
import { readWhole } from './gate-case.ts'
import { isNamed, isPlaced } from './own.ts'
import { printedOf } from './printed.ts'
import { isPassage, templateOf } from './template.ts'
import type { LetterRecord, Sources } from './record.ts'
import { ownOn, samePlace } from './who.ts'
import { SECOND_STAGE } from './complaint-papers.ts'
import { hasEnded } from '../rights/prison.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day } from '../wire/schema.ts'

/** An address in one line. */
export const addressOf = ({ name, lines, postcode }: LetterContent['addressee']): string =>
  [name, ...lines, postcode].filter(Boolean).join(', ')

/** What the books say, on a day, of everything that a letter of this kind can state. Pure. */
export function statesOn(content: LetterContent, from: Sources, on: string): States {
  const { client, firm } = from
  const day = spokenOn(content.datedOn, { ...from, today: on })
  const facts = factsOrNull(content, { ...from, today: on })
  const stay = stayOn(client.stays, day)
  const place = stay && whereOfStay(stay, (id) => from.establishments.byId(id)?.name ?? '')
  const prison = stay?.kind === 'prison' && from.establishments.byId(stay.establishment_id)
  const ended = prison && hasEnded(prison, day)
  const at = placeOnRecord(content, { ...from, today: on })
  const signs = firm?.signatories.find(({ personId }) => personId === content.signatory)
  const second = firm?.signatories.find(({ personId }) => personId === content.signing?.second)
  const own = [firm?.name, ...(firm?.address ?? []), firm?.postcode, firm?.telephone, firm?.email]
  const all: [Kept, string | false | null | undefined][] = [
    ['name', from.clientName],
    ['number', client.client.prison_number],
    ['nhs', facts?.client.nhsNumber],
    ['born', client.client.born_on && formatDay(client.client.born_on)],
    ...(facts?.client.otherNames ?? []).map((one): [FactName, string] => ['alias', one]),
    ...(facts?.client.formerNumbers ?? []).map((one): [FactName, string] => ['former', one]),
    [stay?.kind === 'prison' ? 'prison' : 'where', !ended && place],
    ...(facts ? whereLast(facts.client) : []),
    ...(facts?.request?.stays ?? []).map((one): [FactName, string] => ['stay', stayWords(one)]),
    ['address', addressWords(content, { ...from, today: on })],
    ['record', at && placeWords(at)],
    ['authority', facts?.authority && formatDay(facts.authority.signedOn)],
    ['agreed', facts?.signedConsent && formatDay(facts.signedConsent.on)],
    ['signed', facts?.authority?.signedBy ?? facts?.withdrawal?.signedBy],
    ['applicant', facts?.deceased?.acts && facts.deceased.applicant],
    ['applying', facts?.deceased?.acts && facts.deceased.address],
    ['capacity', facts?.deceased?.acts],
    ['died', facts?.deceased && `died on ${formatDay(facts.deceased.diedOn)}`],
    ['proof', facts?.authority?.proof ?? facts?.deceased?.proof],
    ['limits', (facts?.authority?.signedBy || facts?.deceased?.acts) && (limitsIn(facts) || NONE)],
    ['firm', [...own, firm?.dx, firm?.sraNumber, firm?.regulatedBy].filter(Boolean).join(', ')],
    ['signatory', signs && signsWords(signs)],
    ['second', second && signsWords(second)],
    ['due', facts?.overdue && formatDay(facts.overdue.dueOn)],
    ['received', facts?.overdue && formatDay(facts.overdue.receivedOn)],
    ['asked', facts?.question && formatDay(facts.question.on)],
    ['withdrawn', facts?.withdrawal && formatDay(facts.withdrawal.receivedOn)],
    ['consent', facts?.withdrawal && formatDay(facts.withdrawal.consentSignedOn)],
    ['part', facts?.withdrawal && (facts.withdrawal.whole === false ? 'part of it' : 'all of it')],
    ['dear', facts && `Dear ${facts.client.dear ?? facts.client.name}`],
    ['them', facts && `about ${facts.client.them}`],
    ['needs', KINDS[content.kind].toClient && (needsUnmet(content, from) || NONE)],
    ['company', firm && (firm.company || NONE)],
    ['wrote', wroteOn(facts)],
    ['papers', content.kind === SECOND_STAGE && (papersIn(facts) || NONE)],
    ...detailsPrinted(content.kind).flatMap((name) =>
      (from.details[name] ?? []).map((row): [FactName, string] => [
        'detail',
        detailWords(name, row),
      ]),
    ),
    ['limitation', facts?.withdrawal?.limitationOn && formatDay(facts.withdrawal.limitationOn)],
    ...limitationWords(content, facts).map((said): [FactName, string] => ['limitation', said]),
  ]
  return all.flatMap(([fact, said]) => (said ? [{ fact, said }] : []))
}

type Where = Pick<LetterFacts['client'], 'lastPrison' | 'leftOn' | 'releasedOn' | 'heldBy'>
const whereLast = ({
  lastPrison,
  leftOn,
  releasedOn,
  heldBy,
}: Where): [FactName, string | null | undefined][] => [
  ['left', lastPrison && leftOn && `${lastPrison} until ${formatDay(leftOn)}`],
  ['released', releasedOn && `released on ${formatDay(releasedOn)}`],
  ['held', heldBy],
]

/** Where the client is, or was last, as it is kept of a letter. Pure. */
export const whereStated = (where: Where & Pick<LetterFacts['client'], 'prison'>): States =>
  [['prison', where.prison] as const, ...whereLast(where)].flatMap(([fact, said]) =>
    said ? [{ fact, said }] : [],
  )

/** The papers of a complaint, as a letter lists them. */
const papersIn = (facts: LetterFacts | null): string =>
  (facts?.chain ?? []).map(({ on, what }) => `${what} of ${formatDay(on)}`).join('; ')

/** When the letter was sent that this one is about. */
const wroteOn = (facts: LetterFacts | null) => {
  const sentOn = (facts?.overdue ?? facts?.answered)?.sentOn
  return sentOn && formatDay(sentOn)
}

/** The limitation dates that a letter gives, or that it says that there is none. */
function limitationWords({ passages }: LetterContent, facts: LetterFacts | null): string[] {
  if (!facts || !passages.some(({ id }) => id === 'limitation')) return []
  const given = (facts.limitation ?? []).map(({ on }) => formatDay(on))
  return given.length > 0 ? given : [NONE]
}

/** The days from which prisons that held the client no longer stand. */
export const endingDays = ({
  client,
  establishments,
}: Pick<Sources, 'client' | 'establishments'>): string[] =>
  client.stays.flatMap(({ establishment_id }) => {
    const { closed = null } = establishments.byId(establishment_id) ?? {}
    return closed === null ? [] : [daysAfter(lastDayOf(closed), 1)]
  })

const signsWords = ({ signsAs, capacity, directLine, email }: Signs): string =>
  [signsAs, capacity, directLine, email].filter(Boolean).join(', ')
type Signs = NonNullable<Sources['firm']>['signatories'][number]

const limitsIn = ({ authority, deceased }: LetterFacts) => authority?.limits ?? deceased?.limits

const stayWords = ({
  prison,
  from,
  to,
}: NonNullable<NonNullable<LetterFacts['request']>['stays']>[number]) =>
  `${prison}, from ${from ? formatDay(from) : 'an unknown day'} ${to ? `to ${formatDay(to)}` : 'to date'}`

function factsOrNull(content: LetterContent, from: Sources): LetterFacts | null {
  try {
    return factsFromRecord(content, from)
  } catch (error) {
    // What is no longer so cannot be stated: a request that was answered is not overdue.
    if (error instanceof Refusal) return null
    throw error
  }
}

/** The address that the books give, where they give a whole one. */
function addressWords(content: LetterContent, from: Sources): string {
  if (!KINDS[content.kind].toClient && content.answers !== null) return ''
  try {
    const { addressee, unsettled } = addresseeFor(content, from)
    if (unsettled) return ''
    const { name, lines, postcode } = addressee
    const words = [name, ...lines, postcode].filter((line) => line && !MARKED.test(line))
    return [name, ...lines].some((line) => BLANK.test(line)) ? '' : words.join(', ')
  } catch (error) {
    if (error instanceof Refusal) return ''
    throw error
  }
}
const MARKED = /^\[check /
const BLANK = /^\[(?!check )/

/** Facts that take each other’s place: whoever is no longer in a prison is somewhere. */
const SAME: Record<string, readonly string[]> = {
  prison: ['prison', 'where'],
  where: ['where', 'prison'],
}

const isOverdue = (said: States) => said.some(({ fact }) => fact === 'due')
const OF_THE_OVERDUE: ReadonlySet<string> = new Set(['received', 'wrote'])
/** What the books say even where they no longer give what a letter of this kind is about, and what it was about. */
const ANYWAY: ReadonlySet<string> = new Set<FactName>([
  ...(['name', 'number', 'born', 'prison', 'where', 'address', 'firm', 'company'] as const),
  ...(['signatory', 'second', 'needs', 'due', 'withdrawn', 'asked'] as const),
])

const alike = (one: string, other: string) => foldedInOneStyle(one) === foldedInOneStyle(other)

/** What the letter states by these books that others deny. Pure. */
export function differences(
  one: LetterRecord,
  { before, now }: { before: States; now: States },
): Difference[] {
  // Every letter of which the books give what it is about greets somebody.
  const isAbout = now.some(({ fact }) => fact === 'dear')
  return (
    before
      .filter(({ fact }) => isAbout || ANYWAY.has(fact))
      .filter((old) => !now.some((one) => one.fact === old.fact && alike(one.said, old.said)))
      // An authority that is gone is asked about by itself.
      .filter(({ fact }) => fact !== 'authority' || now.some((one) => one.fact === fact))
      // Of a request that is no longer overdue that is said, and nothing of its days.
      .filter(({ fact }) => !OF_THE_OVERDUE.has(fact) || isOverdue(now) || !isOverdue(before))
      // What no longer limits an appointment, or goes with one that ended, is no bar of its own.
      .filter(
        ({ fact }) =>
          fact !== 'limits' || now.some((one) => one.fact === fact && one.said !== NONE),
      )
      .filter(
        ({ fact }) =>
          fact !== 'needs' || now.every((one) => one.fact !== fact || one.said !== NONE),
      )
      .filter((old) => isStated(old, one))
      .map(({ fact, said }) => ({
        fact,
        was: said,
        is:
          now.find(
            (one) =>
              (SAME[fact] ?? [fact]).includes(one.fact) &&
              !before.some((old) => old.fact === one.fact && alike(old.said, one.said)),
          )?.said ?? '',
      }))
  )
}

function isStated({ fact, said }: States[number], one: LetterRecord): boolean {
  const { content, templates } = one
  const { addressee, passages } = content
  const template = templateOf(templates, content)?.passages ?? []
  // “3 May 2026” does not stand in “13 May 2026”; “Dominic Fenwright” does in “Dominic Fenwright’s”, folded.
  const inText = (text: string, words: string) =>
    [' ', 's '].some((end) =>
      ` ${foldedInOneStyle(text)} `.includes(` ${foldedInOneStyle(words)}${end}`),
    )
  const { toClient, part } = KINDS[content.kind]
  const own = passages
    .filter(({ id }) => template.some((part) => isPassage(part, id)))
    .map(({ text }) => text)
  const printed = printedOf(one)
    .filter(({ where }) => toClient || where !== 'addressee')
    .map(({ text }) => text)
  const says = (texts: string[], words: string) => texts.some((text) => inText(text, words))
  switch (fact) {
    case 'firm':
    case 'signatory':
    case 'second':
    case 'due':
    case 'received':
    case 'withdrawn':
    case 'consent':
    case 'part':
    case 'company':
    case 'limits':
    case 'needs':
    case 'wrote':
    case 'papers':
      return true
    case 'detail':
      return printsDetail(said, one)
    case 'dear':
      return toClient && fold(content.salutation) === fold(said)
    case 'address':
      return fold(addressOf(addressee)) === fold(said)
    case 'prison':
      return says(toClient ? addressee.lines : own.filter((text) => !/^- /m.test(text)), said)
    // “Who died on”, “died”, or “the death of … on”.
    case 'died':
      return says(printed, said.replace(/^died on /, ''))
    case 'them':
      return says(own, said)
    case 'limitation':
      return said === NONE || says(printed, said)
    // Where the letter goes is held against it by itself.
    case 'record':
      return false
    case 'where':
      // What goes to an address of the client’s own went there for that.
      return toClient
    case 'stay':
      return says(
        passages.map(({ text }) => text),
        said.split(', from ')[0]!,
      )
    default:
      // The form to sign prints who signs it.
      return part === 'form' || says(printed, said)
  }
}

/** Whether a letter prints a row of case details: of the bodies that one goes to that which it does go to, and nothing that was left out of it. */
function printsDetail(said: string, { content, templates }: LetterRecord): boolean {
  const { alsoDetails } = KINDS[content.kind]
  const named = namedFor(content.kind)
  if (named && said.startsWith(`${DETAILS[named.group].name}: `))
    return said.startsWith(`${detailWords(named.group, { name: content.addressee.name })}, `)
  const group = alsoDetails.find((name) => said.startsWith(`${DETAILS[name].name}: `))
  if (group === undefined) return true
  const parts = (templateOf(templates, content)?.passages ?? []).filter(
    ({ id, each }) => (each ?? id) === group,
  )
  return content.passages.some(({ id }) => parts.some((part) => isPassage(part, id)))
}

/** What an approved letter that has not left states and the books deny on a day. Pure. */
export function overtaken(one: LetterRecord, on: string): Difference[] {
  const before = isStoppable(one.events) ? statedBy(one) : null
  if (!before) return []
  const found = differences(one, { before, now: statesOn(one.content, one, on) })
  const isTold = found.some(({ fact }) => fact === 'address')
  return isTold ? found : [...found, ...addressSince(one, before, on)]
}

/**
 * The address on record of the body that the letter goes to, where it changed since and the letter does not go there already:
 * however the address was typed. Pure.
 */
function addressSince(one: LetterRecord, before: States, on: string): Difference[] {
  const { addressee } = one.content
  const was = before.find(({ fact }) => fact === 'record')?.said
  const now = placeOnRecord(one.content, { ...one, today: on })
  if (was === undefined || !now || was === placeWords(now)) return []
  const isSame = isSameReader(addressee, now)
  if (!(isSame || samePlace(addressee, placeOf(was))) || samePlace(addressee, now)) return []
  // Of another body at the same place only the place is on record.
  const name = isSame ? now.name : addressee.name
  return [{ fact: 'address', was: addressOf(addressee), is: addressOf({ ...now, name }) }]
}

/** Where the books have the body that a letter goes to, or the letter that it answers, whatever is still to be checked of it. */
function placeOnRecord(content: LetterContent, from: Sources): LetterContent['addressee'] | null {
  if (KINDS[content.kind].toClient) return null
  const first = content.answers === null ? { ...from, content } : from.answered
  if (!first || first.content.answers !== null) return null
  const datedOn = spokenOn(content.datedOn, from) as Day
  const holder = holderNow({ ...first.content, datedOn }, { ...first, today: from.today })
  if (!holder || holder.addressee.lines.some((line) => BLANK.test(line))) return null
  const lines = holder.addressee.lines.filter((line) => !MARKED.test(line))
  return lines.length === 0 ? null : { ...holder.addressee, lines }
}

/** A place as it is kept: its lines, and its postcode last. */
const placeWords = ({ lines, postcode }: LetterContent['addressee']): string =>
  [...lines, postcode].join(', ')
function placeOf(words: string): Pick<LetterContent['addressee'], 'lines' | 'postcode'> {
  const lines = words.split(', ')
  return { postcode: lines.pop() ?? '', lines }
}

/** The addresses of an approved letter that are the client’s and no longer on record for them on a day, each with that which is. Pure. */
export function clientsElsewhere(one: LetterRecord, on: string): Difference[] {
  if (!isStoppable(one.events) || !readWhole(one)) return []
  const own = ownOn(one, on)
  const { addressee, copies } = one.content
  const is = KINDS[one.content.kind].toClient
    ? addressWords(one.content, { ...one, today: on })
    : ''
  return [addressee, ...copies.map((copy) => copy.addressee)]
    .filter(
      (to) => to.role === 'client' && to.lines.length > 0 && isNamed(to, own) && !isPlaced(to, own),
    )
    .map((to) => ({ fact: 'address', was: addressOf(to), is }))
}

/** What the books changed in a draft since it was saved. Pure. */
export function takenIn(one: LetterRecord): Difference[] {
  const found = taken.get(one) ?? takenAnew(one)
  taken.set(one, found)
  return found
}
/** Worked out once for a record, which never changes. */
const taken = new WeakMap<LetterRecord, Difference[]>()

function takenAnew(one: LetterRecord): Difference[] {
  const before = reached(one.events) === 'draft' ? statedBy(one) : null
  if (!before) return []
  const stored = contentOf(one.row.content)
  return differences(
    { ...one, content: stored },
    { before, now: statesOn(one.content, one, one.today) },
  ).filter(({ fact }) => fact !== 'needs')
}
