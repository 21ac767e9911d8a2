import { SIGNED_FOR_THE_FIRM } from './signing.ts'
import { formatDay } from '../dates/words.ts'
import { foldedInOneStyle, isSameReader } from '../establishments/styles.ts'
import { needsToMeet } from '../clients/address-form.ts'
import { linesOfStay } from '../clients/read-client.ts'
import { deathOf, kindOf, stayOn, whereOfStay } from '../clients/stays.ts'
import { postLines, SORTS } from '../clients/whereabouts.ts'
import { isAbroad, noFixedAbode } from '../wire/postal.ts'
import { Refusal } from '../wire/refusal.ts'
import {
  clientAt,
  clientAway,
  standsIn,
  wholeName,
  type Answering,
  type Holder,
} from './addressee.ts'
import { careRoute, expectNhs, isByWales, isOfCare, WELSH_COMPLAINT } from './care-route.ts'
import { LetterContent } from './contract.ts'
import { editionOn } from './deadline.ts'
import { factsFromRecord, spokenOn } from './facts-from-record.ts'
import { applicantFrom, withApplicant } from './acting.ts'
import { withDocuments, withIdentity } from './enclosing.ts'
import { withPapers } from './own-papers.ts'
import { enclosed, fillTemplate, settle } from './fill.ts'
import {
  answersAnother,
  isChaser,
  isForTheDead,
  KINDS,
  kindThat,
  NAMED,
  NATIONAL,
} from './kinds.ts'
import type { RecipientRole } from '../consents/contract.ts'
import { linesOf, type DetailName, type DetailRow } from '../details/groups.ts'
import { nameOn } from '../law/body-name.ts'
import type { DeadlineLaw } from '../law/edition.ts'
import type { Day } from '../wire/schema.ts'
import type { Merged } from './merge.ts'
import { proceduresOn, type ProcedureEdition } from './procedures.ts'
import type { LetterRecord, Sources } from './record.ts'
import { templateOf, type Template } from './template.ts'
import {
  holderFor,
  investigatorOf,
  nameOfPrison,
  whereHeld,
  type Place,
  type Wanted,
} from './where-held.ts'

type Asked = Pick<LetterContent, 'matterId' | 'kind' | 'datedOn' | 'answers'>
type About = Pick<
  LetterContent,
  'kind' | 'datedOn' | 'consentRequested' | 'addressee' | 'applicant' | 'easyRead'
>

/** What the template says with this addressee, by the books as they stand. Pure. */
export const merged = (about: About, from: Sources): Merged =>
  filled(about, from, { templates: from.templates, easyRead: about.easyRead })

/** What another template says in the place of its own. Pure. */
export const filledWith = (about: About, from: Sources, template: Template): Merged =>
  filled(about, from, { templates: new Map([[about.kind, template]]) })

function filled(
  about: About,
  from: Sources,
  by: Pick<Parameters<typeof fillTemplate>[0], 'templates' | 'easyRead'>,
): Merged {
  const { kind, datedOn } = about
  if (isOfCare(kind)) expectNhs(datedOn, from)
  const edition = editionOn(datedOn, from.law.law)
  const procedures = proceduresOn(datedOn, from.law.law, { inWales: isByWales(about, from) })
  const facts = factsFromRecord(about, from)
  return fillTemplate({ ...by, kind, edition, procedures, facts })
}

/** The same, or null where the books no longer give what the letter says. */
export function mergedOrNull(about: About, from: Sources): Merged | null {
  try {
    return merged(about, from)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** To whom it goes by the books. Pure. */
export function addresseeFor(
  { kind, datedOn, answers, addressee }: Omit<Asked, 'matterId'> & Partial<About>,
  from: Sources,
): Holder {
  const { matter } = from
  const { to, asks, details: printed } = KINDS[kind]
  if (to === 'client') return ownAddressee(spokenOn(datedOn, from), from)
  if (answers !== null)
    return { addressee: answeredLetter(from).content.addressee, unsettled: null, rows: [] }
  // Only what the letter itself is about says when it happened, whatever else is recorded of the case.
  const row = (name: DetailName) => (printed.includes(name) ? from.details[name]?.[0] : undefined)
  switch (to) {
    case 'answered':
      throw new Refusal('invalid-input', 'Start this letter from the one it refers to.', {
        answers: 'Choose the letter it refers to.',
      })
    case 'records-holder':
      return holderFor({ routed: asks!.records, happened: matter.eventOn, datedOn }, from)
    case 'outside-holder':
    case 'opponent':
    case 'expert':
    case 'coroner':
      return namedBody(NAMED[to], addressee?.name, from)
    case 'governor': {
      const post = row('mail')
      const happened = row('incident')?.['on'] || post?.['received'] || post?.['posted'] || datedOn
      return holderFor({ routed: 'custodial', happened, datedOn }, from)
    }
    case 'provider': {
      if (isOfCare(kind)) return complainedOf(datedOn, from)
      return holderFor({ routed: 'clinical', happened: datedOn, datedOn }, from)
    }
    case 'decision-maker': {
      const leak = row('leak')
      const did = row('decision') ?? leak
      // Its solicitors accept letters and service for the Secretary of State.
      if (did?.['maker'] === 'secretary-of-state') return bodyOn('gld', 'opponent', datedOn, from)
      const maker = did?.['maker'] === 'provider' ? 'clinical' : 'custodial'
      const routed = printed.includes('leak') ? toldNext(maker, { kind, addressee }, from) : maker
      return holderFor({ routed, happened: did?.['on'] || datedOn, datedOn }, from)
    }
    case 'ombudsman':
      return bodyOn(hasArm(datedOn, from) ? 'ipci' : 'ppo', 'ombudsman', datedOn, from)
    case 'health-ombudsman':
      return bodyOn(secondStageBody(datedOn, from), 'ombudsman', datedOn, from)
    case 'commissioner':
      return commissionerOf(datedOn, from)
    case 'deaths-ombudsman':
      expectInvestigated(datedOn, from)
      return bodyOn(NATIONAL[to].body, NATIONAL[to].role, datedOn, from)
    case 'regulator':
      return bodyOn(NATIONAL[to].body, NATIONAL[to].role, datedOn, from)
  }
}

/** Of the prison and its provider the one to whom no letter of this kind went in the matter: whoever disclosed it first, then the other. */
function toldNext(
  maker: 'clinical' | 'custodial',
  { kind, addressee }: Pick<Asked, 'kind'> & Partial<About>,
  { others, matter }: Sources,
): 'clinical' | 'custodial' {
  if (addressee?.role === 'treating') return 'clinical'
  if (addressee?.role === 'custody') return 'custodial'
  const wrote = (role: RecipientRole) =>
    others.some(
      (one) =>
        one.kind === kind &&
        one.our_ref === matter.ourRef &&
        one.to_role === role &&
        !NOT_WRITTEN.has(one.state),
    )
  const [first, second] = maker === 'clinical' ? BOTH : BOTH.toReversed()
  return wrote(first!.role) && !wrote(second!.role) ? second!.routed : first!.routed
}
const BOTH = [
  { routed: 'clinical', role: 'treating' },
  { routed: 'custodial', role: 'custody' },
] as const
const NOT_WRITTEN: ReadonlySet<string> = new Set(['discarded', 'recalled', 'returned'])

/** A body or person whom the case details name: the one written to, or the first to whom no letter went in that role. */
function namedBody(
  { group, role, standIn }: (typeof NAMED)[keyof typeof NAMED],
  named: string | undefined,
  { details, contacts }: Sources,
): Holder {
  const rows = details[group] ?? []
  const wrote = (row: DetailRow) =>
    contacts.some(({ to }) => isSameReader(to, { name: row['name']!, role }))
  const row =
    rows.find(({ name }) => name === named) ?? rows.find((one) => !wrote(one)) ?? rows.at(0)
  const addressee = {
    ...{ name: row?.['name'] || standIn, role },
    ...{ lines: linesOf(row?.['address'] ?? ''), postcode: row?.['postcode'] ?? '' },
  }
  // Somebody typed it: whoever writes there first says where it is from.
  return { addressee, unsettled: null, rows: [], unverified: true }
}

/** Whether prisoners’ complaints go to the arm of the ombudsman that deals with them alone. */
const hasArm = (day: Day, { law }: Sources) => isLawOf('prison-2019', day, law.law)
const isLawOf = (name: ProcedureEdition, day: Day, law: DeadlineLaw) =>
  proceduresOn(day, law, { inWales: false }).includes(name)

/** Who is complained to about care as its provider; in Wales the health board, which arranges and gives it. */
function complainedOf(datedOn: Day, from: Sources): Holder {
  const { country, answering } = expectNhs(datedOn, from)
  if (country === 'Wales')
    return {
      ...bodyOn(boardOf(answering, datedOn, from), 'treating', datedOn, from),
      rows: answering.rows,
    }
  if (COMMISSION_ALONE.has(answering.id))
    throw new Refusal(
      'invalid-input',
      `For care of that day the law held here names ${answering.body} as whoever commissioned it or has that work now, and no provider.`,
      { kind: 'Choose L16, the complaint to the commissioner.' },
    )
  return holderFor({ routed: 'clinical', happened: from.matter.eventOn, datedOn }, from)
}
/** The health board that gave the care, or has it since, where that board said that it takes the complaint. */
function boardOf({ id, procedureId }: Answering, datedOn: Day, from: Sources): string {
  if (procedureId === WELSH_COMPLAINT && id !== null) return id
  const [{ prison }] = whereHeld(
    { routed: 'clinical', happened: from.matter.eventOn, datedOn },
    from,
  )
  return from.law.routing.healthBoards.find((one) => one.prison === prison?.id)?.body ?? ''
}

const COMMISSION_ALONE: ReadonlySet<string | null> = new Set(['nhs-england', 'new-commissioner'])

/** Who commissioned the care, or has that work now, as the routing names it beside the provider. */
function commissionerOf(datedOn: Day, from: Sources): Holder {
  const { country, answering } = expectNhs(datedOn, from)
  const { role, body } = NATIONAL.commissioner
  if (country === 'Wales')
    throw new Refusal(
      'invalid-input',
      'In Wales the health board arranges the care and gives it: there is no commissioner to complain to.',
      { kind: 'Choose L15, the complaint to the health board.' },
    )
  const [named] = answering.answers.filter(({ bodyId }) => COMMISSION_ALONE.has(bodyId))
  if (named?.bodyId === body || answering.answers.length === 0)
    return { ...bodyOn(body, role, datedOn, from), rows: answering.rows }
  // A Primary Care Trust answered for the provision too; of whoever follows NHS England the name is asked for.
  const asked = holderFor({ routed: 'clinical', happened: from.matter.eventOn, datedOn }, from)
  return { ...asked, addressee: { ...asked.addressee, role } }
}

/** The ombudsman investigates only deaths since the day that the routing gives. */
function expectInvestigated(datedOn: Day, from: Sources): void {
  const diedOn = deathOf(from.client.stays) as Day | null
  const [first] = diedOn === null ? [] : investigatorOf({ diedOn, datedOn }, from).answers
  if (!first || first.bodyId === NATIONAL['deaths-ombudsman'].body) return
  throw new Refusal(
    'invalid-input',
    `A death on ${formatDay(diedOn!)} was not the ombudsman’s to investigate. The law held here gives: ${first.body}, which ${first.role}.`,
    { kind: 'Choose L31, the letter to the coroner, or ask that body for its report.' },
  )
}

/** Who takes a complaint to the NHS after the local answer: in Wales its own ombudsman. */
function secondStageBody(day: Day, from: Sources): string {
  const { law } = from
  if (expectNhs(day, from).country === 'Wales') return 'psow'
  const former = (['nhs-2004', 'nhs-2006'] as const).some((one) => isLawOf(one, day, law.law))
  return former ? 'healthcare-commission' : 'phso'
}

/** A body of the edition by its name of the day, at the address that the edition has of it. */
function bodyOn(id: string, role: RecipientRole, day: Day, { law }: Sources): Holder {
  const body = law.routing.bodies.get(id)
  const place = law.places.body(id, day)
  return {
    addressee: {
      // Before it had a name it was not there: who was, is to be found out.
      name: (body ? nameOn(body, day) : place?.name) ?? '[body]',
      role,
      lines: place?.lines ?? [],
      postcode: place?.postcode ?? '',
    },
    unsettled: null,
    rows: [],
    ...(place?.verified ? {} : { unverified: true as const }),
  }
}

/** Who answers for the prison that holds a client on a day, in what a letter would be about. Pure. */
export const answersOn = (routed: Wanted['routed'], day: string, from: Place): Holder =>
  holderFor({ routed, happened: day, datedOn: day as Day }, from)

/** The bodies known to hold a client’s records on a day, each once, that of the health records first. Pure. */
export function knownHolders(datedOn: string, from: Place): string[] {
  const names = (['health-records', 'prison-records'] as const).map(
    (routed) => holderFor({ routed, happened: null, datedOn }, from).addressee.name,
  )
  return [...new Set(names.filter((name) => !standsIn(name)))]
}

/** The client where they are: in prison, or at an address of their own; nowhere once they have died. */
function ownAddressee(day: string, from: Sources): Holder {
  const { client, clientName: name, establishments, onRecord } = from
  const stay = stayOn(client.stays, day)
  if (!stay || kindOf(stay) === 'prison') {
    const who = { name, number: client.client.prison_number }
    const prison = stay && establishments.byId(stay.establishment_id)
    return clientAt(who, { prison, on: day }, onRecord)
  }
  if (kindOf(stay) === 'died')
    return {
      addressee: { name, role: 'client', lines: [], postcode: '' },
      ...{ unsettled: null, rows: [] },
    }
  const own = linesOfStay(stay)
  return clientAway(name, {
    stayId: stay.id,
    where: whereOfStay(stay, nameOfPrison(from)),
    lines: postLines({ kind: kindOf(stay), place: stay.place, lines: own }),
    postcode: stay.postcode,
    // One line alone says no place, unless it says that there is none.
    known: stay.postcode !== '' || own.length > 1 || noFixedAbode(own) || isAbroad(own),
    answered: SORTS[kindOf(stay)].post,
  })
}

/**
 * A letter with what follows from the place: to the client, whether it goes to no prison, where it bears no mark (into the prison that
 * guards the client in hospital it bears it); of a complaint about care, whether that was given in Wales. Pure.
 */
export function placed(content: LetterContent, from: Omit<Sources, 'firm'>): LetterContent {
  const { outsidePrison: _, inWales: __, ...typed } = content
  const isComplaint = KINDS[typed.kind].clock === 'nhs-complaint'
  const ofWales = isComplaint && careRoute(typed.datedOn, from).country === 'Wales'
  const rest: LetterContent = ofWales ? { ...typed, inWales: true } : typed
  if (content.addressee.role !== 'client') return rest
  const stay = stayOn(from.client.stays, spokenOn(content.datedOn, from))
  if (!stay || kindOf(stay) === 'prison') return rest
  const prison = stay.establishment_id && nameOfPrison(from)(stay.establishment_id)
  const said = (line: string) => foldedInOneStyle(line).includes(foldedInOneStyle(prison))
  return prison && content.addressee.lines.some(said) ? rest : { ...rest, outsidePrison: true }
}

function answeredLetter({ answered }: Sources): LetterRecord {
  if (answered) return answered
  throw new Refusal('not-found', 'This letter is not on file. Go back to the list.')
}

/** A letter ready to be looked over: addressee from the stay and the date, passages from the template. Pure. */
export function proposal(asked: Asked, from: Sources): LetterContent {
  const { addressee } = addresseeFor(asked, from)
  const consentRequested =
    asked.kind === kindThat('form') && asked.answers !== null ? consentToRequest(from) : null
  const hasDied = deathOf(from.client.stays) !== null
  const applicant = isForTheDead(asked.kind, hasDied) ? applicantFrom(from) : undefined
  const { needs } = from.client.particulars
  const easyRead = needs.easyWords && isEasy(asked.kind, from) ? { easyRead: true as const } : {}
  const about = { ...asked, addressee, consentRequested, applicant, ...easyRead }
  const made = merged(about, from)
  const { salutation, heading, passages, enclosures } = made
  const content = LetterContent.parse({
    ...{ ...asked, addressee, yourRef: '', delivery: 'post', salutation, heading },
    ...{ passages, enclosures: enclosures.map(enclosed), copies: [] },
    ...{ signatory: whoSigns(from), signing: SIGNED_FOR_THE_FIRM },
    ...{ consentRequested, ...(applicant ? { applicant } : {}) },
    template: madeNowBy(about, from),
    ...{ ...easyRead, largePrint: KINDS[asked.kind].toClient && needs.largePrint },
  })
  return placed(withIdentity(withPapers(content, made, from), from), from)
}

/** The version of the office's own template by which letters of this kind are made; undefined where the shipped one is used. Pure. */
export function madeNowBy(
  content: Pick<LetterContent, 'kind' | 'easyRead'>,
  { templates }: Pick<Sources, 'templates'>,
): LetterContent['template'] {
  const office = templateOf(templates, content)?.office
  return office ? { version: office.version, sha256: office.sha256 } : undefined
}

/** Whether a kind of letter can be written in easy words. Pure. */
export const isEasy = (
  kind: LetterContent['kind'],
  { templates }: Pick<Sources, 'templates'>,
): boolean => templates.get(kind)?.easy != null

const NOT_EASY =
  'There is no easy-read text of this kind of letter. Write it in short sentences yourself, and leave easy read out.'

/** Typed content as the office takes it; `former` is what stood before, null for a new letter. Pure. */
export function settled(
  typed: LetterContent,
  former: LetterContent | null,
  from: Sources,
): LetterContent {
  if (typed.easyRead && !isEasy(typed.kind, from))
    throw new Refusal('invalid-input', NOT_EASY, { easyRead: NOT_EASY })
  const { addressee } = addresseeFor(typed, from)
  const { template: _, ...said } = typed
  const isSame = former !== null && former.easyRead === typed.easyRead
  const template = isSame ? former.template : madeNowBy(typed, from)
  // Bodies that the client’s forms name, and the one that the books propose.
  const names = [...from.grants.map(({ recipient }) => recipient.name), addressee.name]
  const to = typed.addressee.role === 'client' ? typed.addressee : wholeName(typed.addressee, names)
  const told = withApplicant({ ...said, addressee: to, ...(template ? { template } : {}) }, from)
  const content = placed(answeredNeeds(told, former, from), from)
  const now = former ? mergedOrNull(content, from) : merged(content, from)
  const proposed = { ...content, addressee, consentRequested: null }
  const blank = mergedOrNull(proposed, from)
  const was = former ? mergedOrNull(former, from) : blank
  const settledNow = settle(content, { now, former, blank, was })
  return withDocuments(withPapers(settledNow, now, from), from)
}

/** An answer about how the letter is put to the client goes with the needs as they stand when it is written. */
function answeredNeeds(
  { communication, ...content }: LetterContent,
  former: LetterContent | null,
  { client }: Sources,
): LetterContent {
  const how = communication?.how ?? ''
  if (how === '' || !KINDS[content.kind].toClient) return content
  const before = former?.communication
  const needs = before?.how === how ? before.needs : needsToMeet(client.particulars.needs, content)
  return { ...content, communication: { needs, how } }
}

/** What the client needs of a letter to them that it neither does nor answers, in words. Pure. */
export function needsUnmet(content: LetterContent, { client }: Pick<Sources, 'client'>): string {
  const answered = new Set(content.communication?.needs.split(', '))
  const toMeet = needsToMeet(client.particulars.needs, content).split(', ')
  return toMeet.filter((need) => !answered.has(need)).join(', ')
}

/** Where it would go by the books as they stand; null where they no longer say it. Pure. */
export function holderNow(content: LetterContent, from: Sources): Holder | null {
  try {
    return addresseeFor(content, from)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** What is open of the letter’s addressee: nothing once somebody wrote another one than the books propose. Pure. */
export function unsettledIn(content: LetterContent, from: Sources): Holder['unsettled'] {
  const proposed = holderNow(content, from)
  if (!proposed?.unsettled) return null
  const { name, lines, postcode, role } = content.addressee
  // Where the client’s address is not on record, what a person typed is no answer until it is recorded.
  const { sort, address, sites } = proposed.unsettled
  if (role === 'client' && sort === 'ask' && address && sites.length === 0)
    return proposed.unsettled
  const same =
    name === proposed.addressee.name &&
    postcode === proposed.addressee.postcode &&
    lines.join('\n') === proposed.addressee.lines.join('\n')
  return same || standsIn(name) ? proposed.unsettled : null
}

/** The addressee as the books now have it, where only a stand-in or a blank was there. */
export function addresseeNow(content: LetterContent, from: Sources): LetterContent['addressee'] {
  const { name, lines } = content.addressee
  const open = standsIn(name) || lines.some((line) => OLD_BLANKS.has(line))
  return (open ? holderNow(content, from)?.addressee : null) ?? content.addressee
}
/** As they stand in drafts that are older than addresses in the edition. */
const OLD_BLANKS = new Set(['[address]', '[check this address]', '[prison where the client is]'])

/** The rows of the law that chose the addressee: none once a person wrote another one. Pure. */
export function rowsBehind(content: LetterContent, from: Sources): readonly string[] {
  if (isChaser(content.kind) && content.answers !== null) {
    const { answered } = from
    return answered ? rowsBehind(answered.content, answered) : []
  }
  if (content.answers !== null || KINDS[content.kind].toClient || answersAnother(content.kind))
    return []
  const found = holderNow(content, from)
  const chosen =
    found && foldedInOneStyle(found.addressee.name) === foldedInOneStyle(content.addressee.name)
  return chosen ? found.rows : []
}

/** The responsible solicitor, where the firm has recorded that they sign. */
export function whoSigns({ firm, matter }: Sources): LetterContent['signatory'] {
  const found = firm?.signatories.find(({ personId }) => personId === matter.responsible)
  return (found?.personId ?? null) as LetterContent['signatory']
}

/** What the form for a letter asks that waits for its authority, or to tell of a move; null where it waits for none. */
function consentToRequest(from: Sources): LetterContent['consentRequested'] {
  const { kind, addressee } = answeredLetter(from).content
  const { name, role } = addressee
  if (role === 'client' || standsIn(name)) return null
  const recipient = { name, role }
  const { asks, part, purpose } = KINDS[kind]
  if (part === 'move') return { recipient, purpose, classes: ['identity', 'location'] }
  const records = asks?.records
  if (!records) return null
  return {
    recipient,
    purpose: 'obtain-records',
    classes:
      records === 'health-records'
        ? ['health', 'mental-health', 'substance-use']
        : ['identity', 'location', 'mental-health', 'substance-use', 'offence'],
  }
}
