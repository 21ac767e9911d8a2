import { binding, SINCE } from '../audit/binding.ts'
import { NAMES_ANOTHER } from '../audit/erase.ts'
import { finding, gather } from '../audit/finding.ts'
import { type AuditRule, walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { Corrected, Registered } from '../clients/logged.ts'
import { recordsThen } from '../clients/records-then.ts'
import { type StayThen, staysThen } from '../clients/stays-then.ts'
import { kindOf, stayOn } from '../clients/stays.ts'
import { SORTS } from '../clients/whereabouts.ts'
import { londonDay } from '../dates/days.ts'
import { ArrangementCorrected, ArrangementRecorded } from '../establishments/logged.ts'
import { recordsFrom, type ArrangementRow, type OnRecords } from '../establishments/on-record.ts'
import { NOTHING_SHIPPED } from '../establishments/shipped.ts'
import type { SuppliedPrisons } from '../law/supplied-prisons.ts'
import { representativesThen } from '../representatives/representatives-then.ts'
import { LetterApproved, LetterSent, LetterWritten } from './logged.ts'
import { isPlaced, type Place } from './own.ts'
import { placesCareOf, placesOfStay } from './who.ts'

type To = Parameters<typeof isPlaced>[0]
/** Kept of a letter that goes to its client: where, and how it was placed when it was approved. */
interface Own {
  to: To[]
  clientId: string
  datedOn: string
  approved: Placed | null
}
interface Placed {
  /** What is wrong with the address; null where it was on record. */
  fault: string | null
  /** It could only be on record by an edition of the law that is not the program’s. */
  elsewhere: boolean
  /** The stay by which it was on record; null where it is that of whoever acts for the client. */
  stay: StayThen | null
}

/**
 * What is a client’s own went to an address on record for that client: by the stay, by what the office or the program knew
 * of the prison, or with whoever acted for them; and while they were there. `supplied` is what the program knows of prisons.
 */
export const placedRule = (supplied: () => SuppliedPrisons | null): AuditRule =>
  walking('Every letter to a client went to an address on record for that client then', () => {
    const letters = new Map<string, Own>()
    const then = whereThen(supplied)
    const binds = binding(SINCE.sameClient)
    const [findings, remarks] = [gather(), gather()]
    let of = 0
    return {
      take(entry) {
        const bound = binds(entry)
        then.keep(entry)
        keepWritten(entry, letters)
        const { act, at, detail, seq } = entry
        const letter = letters.get(String(detail?.['letterId']))
        if (!letter) return
        if (act === 'letter-approved') {
          const said = LetterApproved.safeParse(detail).data
          letter.approved =
            said?.read === 'whole'
              ? then.placed(letter, londonDay(at), said.edition?.digest ?? '')
              : null
        }
        const sent = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
        const { approved } = letter
        if (!sent || !approved) return
        of += 1
        const moved = approved.fault === null && then.moved(letter, approved, sent.on)
        const movedSince = approved.fault === null && then.moved(letter, approved, londonDay(at))
        const left = sent.alreadyLeft !== undefined
        const fault =
          approved.fault ??
          (moved
            ? 'By what was on record the client was not there on the day it left.'
            : movedSince
              ? 'By what was on record the client was not there when it was recorded as sent.'
              : null)
        if (fault === null) return
        const excused = approved.elsewhere || then.lacks() || (!moved && movedSince && left)
        ;(bound && !excused ? findings : remarks).push(
          finding(seq, 'A letter to a client went where the client was not on record.', fault),
        )
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  })

/** Keeps a letter while a reader of it is the client. */
function keepWritten({ act, detail }: OpenedEntry, letters: Map<string, Own>): void {
  if (act !== 'letter-drafted' && act !== 'letter-redrafted') return
  const said = LetterWritten.safeParse(detail).data
  if (!said) return
  const { addressee, copies } = said.content
  const to = [addressee, ...copies.map((copy) => copy.addressee)].filter(
    ({ role, lines }) => role === 'client' && lines.length > 0,
  )
  const { datedOn } = said.content
  if (to.length > 0)
    letters.set(said.letterId, { to, clientId: said.clientId, datedOn, approved: null })
  else letters.delete(said.letterId)
}

/** Where clients were on record, by the entries so far. */
function whereThen(supplied: () => SuppliedPrisons | null) {
  const records = recordsThen()
  const stays = staysThen()
  const acting = representativesThen()
  const numbers = new Map<string, string>()
  const arranged: ArrangementRow[] = []
  let known: OnRecords | null = null
  /** What joined records gave can no longer be read once one of them was erased. */
  let lacking = false

  function keep(entry: OpenedEntry): void {
    const { act, at, actor: by, detail } = entry
    if (detail === null && NAMES_ANOTHER.has(act)) lacking = true
    for (const one of [records, stays, acting]) one.keep(entry)
    const schema = { 'client-registered': Registered, 'client-corrected': Corrected }[act as string]
    const client = schema?.safeParse(detail).data
    if (client) numbers.set(client.clientId, client.prisonNumber.number)
    const said =
      act === 'arrangement-recorded'
        ? ArrangementRecorded.safeParse(detail).data
        : act === 'arrangement-corrected'
          ? ArrangementCorrected.safeParse(detail).data
          : undefined
    if (!said) return
    const { id, ...arrangement } = said
    arranged.push({ id, at, by, reason: '', said: arrangement as never })
    known = null
  }

  const stayThen = (clientId: string, on: string) =>
    stayOn(stays.inForce(records.of(clientId)), on) ?? null

  /** The places of a stay; null where that is in custody and nothing is known of prisons here. */
  function placesDuring(stay: StayThen, clientId: string, on: string): Place[] | null {
    const prisons = supplied()
    if (!prisons && SORTS[kindOf(stay)].custody) return null
    known ??= recordsFrom(arranged, new Map(), prisons?.places ?? NOTHING_SHIPPED)
    return placesOfStay(stay, {
      ...{ on, number: numbers.get(records.of(clientId)[0]!) ?? '', onRecord: known },
      prisonOf: prisons?.prisonOf ?? (() => undefined),
    })
  }

  const careOfOn = (clientId: string, on: string) =>
    placesCareOf(acting.of(records.of(clientId)), on)
  const isThere = (one: To, places: readonly Place[]) => isPlaced(one, { names: new Set(), places })

  return {
    keep,
    lacks: () => lacking,

    placed({ to, clientId }: Own, on: string, edition: string): Placed {
      const stay = stayThen(clientId, on)
      const careOf = careOfOn(clientId, on)
      const during = stay ? placesDuring(stay, clientId, on) : []
      const unplaced = to.filter((one) => !isThere(one, [...(during ?? []), ...careOf]))
      const fault = unplaced.length > 0 && during !== null ? UNPLACED : null
      const byStay = to.some((one) => !isThere(one, careOf))
      const ours = supplied()?.digest === edition
      const elsewhere = stay !== null && SORTS[kindOf(stay)].custody && !ours
      return { fault, elsewhere, stay: byStay ? stay : null }
    },

    /** Whether the client was, by what is on record now, on a day no longer where the letter found them. */
    moved({ to, clientId, datedOn }: Own, { stay }: Placed, on: string): boolean {
      if (!stay) return false
      const now = stayThen(clientId, on)
      if (now?.kind !== stay.kind || now.establishment_id !== stay.establishment_id) return true
      // The same stay, whose address may have been corrected. A letter of an earlier day speaks of its own.
      const during = [on, datedOn].map((day) => placesDuring(now, clientId, day))
      if (during.includes(null)) return false
      const places = [...during.flatMap((some) => some ?? []), ...careOfOn(clientId, on)]
      return to.some((one) => !isThere(one, places))
    },
  }
}

const UNPLACED = 'Its address was not on record for the client when it was approved.'
