import { nameKey, spokenName } from '../clients/known-client.ts'
import { linesOfStay } from '../clients/read-client.ts'
import { kindOf, stayOn } from '../clients/stays.ts'
import { postLines } from '../clients/whereabouts.ts'
import type { OnRecords } from '../establishments/on-record.ts'
import { foldedInOneStyle, isSameReader } from '../establishments/styles.ts'
import { representativesOn } from '../representatives/standing.ts'
import type { Tables } from '../vault/schema.ts'
import { isAbroad, noFixedAbode, tidyPostcode } from '../wire/postal.ts'
import type { Addressee, LetterContent } from './contract.ts'
import { standsIn } from './addressee.ts'
import { answersOn, holderNow } from './drafting.ts'
import { spokenOn } from './facts-from-record.ts'
import { asksAgain, KINDS } from './kinds.ts'
import type { Own, Place } from './own.ts'
import type { LetterRecord, Sources } from './record.ts'

/** Who is the client on a day, and where post reaches them: where they are, or with whoever acts for them. Pure. */
export function ownOn(one: LetterRecord, day: string): Own {
  const { client, clientName, acting } = one
  const on = spokenOn(one.content.datedOn, { ...one, today: day })
  const names = [
    clientName,
    ...client.records.map((record) => spokenName(record.client)),
    ...client.particulars.aliases.map(spokenName),
  ]
  const { stays, client: record } = client
  const known = { prisonOf: one.establishments.byId, onRecord: one.onRecord }
  const stay = stayOn(stays, on)
  return {
    names: new Set(names.map(nameKey)),
    places: [
      ...(stay ? placesOfStay(stay, { on, number: record.prison_number, ...known }) : []),
      ...placesCareOf(acting, on),
    ],
  }
}

/** With whoever acts for the client on a day. Pure. */
export const placesCareOf = (acting: Sources['acting'], on: string): Place[] =>
  representativesOn(acting, on).flatMap(({ appointment: { lines, postcode } }) =>
    placeOf(lines, postcode),
  )

/** Where post reaches a client during a stay: in the prison that holds them, or at the address recorded for it. Pure. */
export function placesOfStay(
  stay: Pick<Tables['stay'], 'kind' | 'establishment_id' | 'place' | 'lines' | 'postcode'>,
  {
    on,
    number,
    prisonOf,
    onRecord,
  }: {
    on: string
    number: string
    prisonOf(id: string): { id: string; name: string } | undefined
    onRecord: OnRecords
  },
): Place[] {
  const prison = prisonOf(stay.establishment_id)
  const record = prison && onRecord(prison.id)
  const address = record?.on('address', on)
  const inPrison = [...(address ? [address] : []), ...(record?.sites(on) ?? [])].map(
    ({ postcode }) => ({ lines: [...(number ? [number] : []), prison!.name], postcode }),
  )
  if (kindOf(stay) === 'prison') return inPrison
  const own = postLines({ kind: kindOf(stay), place: stay.place, lines: linesOfStay(stay) })
  return [...placeOf(own, stay.postcode), ...inPrison]
}

/** An address of its own: by its first line and its postcode, or by all of its lines where it has none. */
function placeOf(lines: readonly string[], postcode: string): Place[] {
  if (lines.length === 0) return []
  if (postcode !== '') return [{ lines: lines.slice(0, 1), postcode }]
  return lines.length > 1 || noFixedAbode(lines) || isAbroad(lines) ? [{ lines, postcode }] : []
}

/**
 * Why a letter may not answer the one that it names: it answers only a letter about the same client, a chaser only one of
 * the same matter, and a notice one that told somebody something. Null where it may, or answers none. Pure.
 */
export function answersFault(
  { kind, matterId }: Pick<LetterContent, 'kind' | 'matterId'>,
  { records, answered, hasTold }: Answering,
): { what: string; cure: string } | null {
  if (!answered) return null
  if (!records.includes(answered.clientId))
    return {
      what: 'The letter that this one answers is about another client.',
      cure: 'Start this letter from one about the same client.',
    }
  if (asksAgain(kind) && answered.matterId !== matterId)
    return {
      what: 'The letter that this one chases or speaks of is in another matter.',
      cure: 'Start it from that letter, in its own matter.',
    }
  if (KINDS[kind].part === 'notice' && !hasTold)
    return {
      what: 'The letter that this one answers told nobody anything.',
      cure: 'Start the notice from a letter that was sent.',
    }
  return null
}

/** What a letter answers, as far as that decides whether it may. */
interface Answering {
  /** The records of the person that the letter is about. */
  records: readonly string[]
  answered: { clientId: string; matterId: string } | null
  /** Whether the letter answered told somebody something. */
  hasTold: boolean
}

/** The same of a letter as it is read. */
export const answering = ({
  answered,
  client,
  toldBefore,
}: Pick<Sources, 'answered' | 'client' | 'toldBefore'>): Answering => ({
  records: client.records.map((one) => one.client.id),
  answered: answered && {
    clientId: answered.row.client_id,
    matterId: answered.content.matterId,
  },
  hasTold: toldBefore.length > 0,
})

type At = Pick<Addressee, 'lines' | 'postcode'>
/** Whether two addresses are one place: by their postcodes, or by their lines where either has none. */
export const samePlace = (one: At, other: At): boolean =>
  one.postcode !== '' && other.postcode !== ''
    ? tidyPostcode(one.postcode) === tidyPostcode(other.postcode)
    : foldedInOneStyle(one.lines.join(' ')) === foldedInOneStyle(other.lines.join(' '))

/**
 * Readers of a draft, other than the client, at an address that is not on record for them: not in the books, not of the prison
 * that it names, not of the letter answered or of one that was sent before, and with no source given. A form names a recipient;
 * this is who that is. Pure.
 */
export function unknownTo(one: LetterRecord): Addressee[] {
  const { content, answered, contacts } = one
  if (content.addressSource) return []
  const proposed = holderNow(content, one)
  const books = proposed?.unverified ? undefined : proposed?.addressee
  const known = [books, answered?.content.addressee, ...contacts.map(({ to }) => to)].filter(
    (to) => to !== undefined,
  )
  return [content.addressee, ...content.copies.map((copy) => copy.addressee)].filter(
    (to) =>
      to.role !== 'client' &&
      to.lines.length > 0 &&
      !standsIn(to.name) &&
      !known.some((other) => isSameReader(to, other) && samePlace(to, other)) &&
      !holdsHere(to, one) &&
      !atPrison(to, one),
  )
}

/** Whether it holds the records where the client is today, of which nothing is to be confirmed: they may have moved since it happened. */
function holdsHere(to: Addressee, one: LetterRecord): boolean {
  const { to: goes, asks } = KINDS[one.content.kind]
  if (goes !== 'records-holder' || !asks) return false
  const { addressee, unsettled, unverified } = answersOn(asks.records, one.today, one)
  return !unsettled && !unverified && isSameReader(to, addressee) && samePlace(to, addressee)
}

/** Whether it goes to a prison that it names, at the address on record for that prison. */
function atPrison({ lines, postcode }: Addressee, one: LetterRecord): boolean {
  const said = lines.map(foldedInOneStyle)
  return one.establishments.all.some(({ id, name }) => {
    if (postcode === '' || !said.includes(foldedInOneStyle(name))) return false
    const record = one.onRecord(id)
    return [record.on('address', one.today), ...record.sites(one.today)].some(
      (at) => at && tidyPostcode(at.postcode) === tidyPostcode(postcode),
    )
  })
}
