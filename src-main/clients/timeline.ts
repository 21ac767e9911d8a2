import type { Tables } from '../vault/schema.ts'
import { SORTS, stayName, whereNow, type Whereabouts } from './whereabouts.ts'

type StayRow = Tables['stay']
type Placed = Pick<StayRow, 'from_on' | 'establishment_id' | 'kind'>

/** What sort of place a row of a stay names. */
export const kindOf = ({ kind }: { kind: string }): Whereabouts => kind as Whereabouts

/** The stays in force, from the first to the last; a death is the last of its day. */
export function inForce<Row extends Pick<StayRow, 'id' | 'replaces' | 'from_on' | 'kind'>>(
  rows: Row[],
): Row[] {
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  const order = ({ from_on, kind }: Row) => `${from_on} ${kind === 'died' ? 1 : 0}`
  return rows
    .filter(({ id }) => !replaced.has(id))
    .sort((one, other) => (order(one) < order(other) ? -1 : 1))
}

/** The stay on a day, given stays in order; undefined before the first. */
export const stayOn = <Row extends Placed>(ordered: Row[], day: string): Row | undefined =>
  ordered.findLast(({ from_on }) => from_on <= day)

/** The day of the client’s death by the stays in order; null while none is recorded. */
export const deathOf = (ordered: readonly Placed[]): string | null => {
  const last = ordered.at(-1)
  return last?.kind === 'died' ? last.from_on : null
}

/**
 * The prison that held the client on a day, in it or away under guard; null where none did. It answers for the day on
 * which the client left it for no other prison: who is released or dies on a day was held on it.
 */
export function heldOn(ordered: readonly Placed[], day: string): string | null {
  const last = custodyUntil(ordered, day).at(-1)
  return last && (last.to === null || last.to === day) ? last.establishmentId : null
}

/** A time in the custody of one prison, stays in hospital under guard included. */
export interface Custody {
  establishmentId: string
  from: string
  /** The day it ended; null where nothing ended it by the day asked about. */
  to: string | null
}

/** The client’s times in prisons up to a day, from the first to the last. */
export function custodyUntil(ordered: readonly Placed[], day: string): Custody[] {
  const found: Custody[] = []
  const past = ordered.filter(({ from_on }) => from_on <= day)
  for (const [place, stay] of past.entries()) {
    if (!SORTS[kindOf(stay)].custody) continue
    const to = past[place + 1]?.from_on ?? null
    const before = found.at(-1)
    const goesOn = before?.establishmentId === stay.establishment_id && before.to === stay.from_on
    if (before && goesOn) before.to = to
    else found.push({ establishmentId: stay.establishment_id, from: stay.from_on, to })
  }
  return found
}

type Named = Pick<StayRow, 'kind' | 'place' | 'establishment_id' | 'from_on'>
const stayed = (row: Omit<Named, 'from_on'>, prisonOf: (establishmentId: string) => string) => ({
  kind: kindOf(row),
  place: row.place,
  prison: row.establishment_id === '' ? '' : prisonOf(row.establishment_id),
})

/** A stay by name: `HMP Leeds`, `Released`. */
export const nameOfStay = (
  row: Omit<Named, 'from_on'>,
  prisonOf: (establishmentId: string) => string,
): string => stayName(stayed(row, prisonOf))

/** A stay as a list of clients shows it: `HMP Leeds`, `released 1 December 2026`. */
export const whereOfStay = (row: Named, prisonOf: (establishmentId: string) => string): string =>
  whereNow({ ...stayed(row, prisonOf), from: row.from_on })

/** What a stay corrected, and what that one corrected before it: newest first. */
export function correctedBy<Row extends Pick<StayRow, 'id' | 'replaces'>>(
  stay: Row,
  rows: Row[],
): Row[] {
  const chain: Row[] = []
  let before = rows.find(({ id }) => id === stay.replaces)
  while (before && !chain.includes(before)) {
    chain.push(before)
    const next = before.replaces
    before = rows.find(({ id }) => id === next)
  }
  return chain
}
