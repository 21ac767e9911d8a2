import { nameKey, spokenName } from '../clients/known-client.ts'
import { linesOfStay } from '../clients/read-client.ts'
import { kindOf, stayOn } from '../clients/timeline.ts'
import { postLines } from '../clients/whereabouts.ts'
import { foldedInOneStyle, isSameReader } from '../establishments/styles.ts'
import { representativesOn } from '../representatives/standing.ts'
import { isAbroad, noFixedAbode, tidyPostcode } from '../wire/postal.ts'
import type { Addressee, LetterContent } from './contract.ts'
import { standsIn } from './addressee.ts'
import { holderNow } from './drafting.ts'
import { spokenOn } from './facts-from-record.ts'
import { KINDS } from './kinds.ts'
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
  const careOf = representativesOn(acting, on).flatMap(({ appointment: { lines, postcode } }) =>
    placeOf(lines, postcode),
  )
  return { names: new Set(names.map(nameKey)), places: [...placesOn(one, on), ...careOf] }
}

function placesOn(one: LetterRecord, on: string): Place[] {
  const { client, establishments, onRecord } = one
  const stay = stayOn(client.stays, on)
  if (!stay) return []
  const prison = establishments.byId(stay.establishment_id)
  const record = prison && onRecord(prison.id)
  const address = record?.on('address', on)
  const { prison_number: number } = client.client
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
  { answered, client, toldBefore }: Pick<Sources, 'answered' | 'client' | 'toldBefore'>,
): { what: string; cure: string } | null {
  if (!answered) return null
  if (!client.records.some((one) => one.client.id === answered.row.client_id))
    return {
      what: 'The letter that this one answers is about another client.',
      cure: 'Start this letter from one about the same client.',
    }
  if (KINDS[kind].part === 'chaser' && answered.content.matterId !== matterId)
    return {
      what: 'The letter that this one chases stands in another matter.',
      cure: 'Start the chaser from the late letter, in its own matter.',
    }
  if (KINDS[kind].part === 'notice' && toldBefore.length === 0)
    return {
      what: 'The letter that this one answers told nobody anything.',
      cure: 'Start the notice from a letter that was sent.',
    }
  return null
}

type At = Pick<Addressee, 'lines' | 'postcode'>
const samePlace = (one: At, other: At): boolean =>
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
  const books = holderNow(content, one)?.addressee
  const known = [books, answered?.content.addressee, ...contacts].filter((to) => to !== undefined)
  return [content.addressee, ...content.copies.map((copy) => copy.addressee)].filter(
    (to) =>
      to.role !== 'client' &&
      to.lines.length > 0 &&
      !standsIn(to.name) &&
      !known.some((other) => isSameReader(to, other) && samePlace(to, other)) &&
      !atPrison(to, one),
  )
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
