import type { Tables } from '../vault/schema.ts'
import { SORTS, stayName, whereNow, type Whereabouts } from './whereabouts.ts'

type StayRow = Tables['stay']
type Placed = Pick<StayRow, 'from_on' | 'establishment_id' | 'kind'>

/** What sort of place a row of a stay names. */
export const kindOf = ({ kind }: { kind: string }): Whereabouts => kind as Whereabouts

/** The kind of a row that says that the stay it corrects never was. */
export const NEVER = 'never'

type Kept = Pick<StayRow, 'id' | 'replaces' | 'from_on' | 'kind' | 'seq'>

/**
 * The stays in force of one record, from the first to the last. Of one day the later recorded follows, and a correction
 * stands where what it corrects stood; a death is the last of its day.
 */
export function inForce<Row extends Kept>(rows: readonly Row[]): Row[] {
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  const first = new Map(rows.map((row) => [row.id, (correctedBy(row, rows).at(-1) ?? row).seq]))
  return rows
    .filter(({ id, kind }) => !replaced.has(id) && kind !== NEVER)
    .sort((one, other) => byDay(one, other) || first.get(one.id)! - first.get(other.id)!)
}

const byDay = (one: Pick<Kept, 'from_on' | 'kind'>, other: Pick<Kept, 'from_on' | 'kind'>) =>
  one.from_on.localeCompare(other.from_on) ||
  Number(one.kind === 'died') - Number(other.kind === 'died')

/**
 * Where a person was by all records, from the first stay to the last: those in force of each, with the number of the
 * record. Of one day that of the kept record follows. Pure.
 */
export function inForceOfAll<Row extends Kept>(
  records: readonly { place: number; stays: readonly Row[] }[],
): { row: Row; place: number }[] {
  return records
    .flatMap(({ stays, place }) => inForce(stays).map((row) => ({ row, place })))
    .sort((one, other) => byDay(one.row, other.row) || other.place - one.place)
}

type PlacedStay = Kept & Pick<StayRow, 'client_id' | 'establishment_id' | 'place'>

/** Where a person was by all records, from the first stay to the last; what two records say alike once. Pure. */
export function staysOfPerson<Row extends PlacedStay>(
  records: readonly { place: number; stays: readonly Row[] }[],
): Row[] {
  const all = inForceOfAll(records).map(({ row }) => row)
  // A death in any record ends the history, whatever another still says.
  const died = all.find(({ kind }) => kind === 'died')?.from_on
  const ordered = all.filter(({ from_on }) => died === undefined || from_on <= died)
  return ordered.filter((stay, at) => {
    const before = ordered[at - 1]
    return !before || before.client_id === stay.client_id || !saysTheSame(before, stay)
  })
}

/** Whether two stays name the same place in the same way, whatever their days. */
export const saysTheSame = (
  one: Pick<StayRow, 'establishment_id' | 'kind' | 'place'>,
  other: Pick<StayRow, 'establishment_id' | 'kind' | 'place'>,
): boolean =>
  one.establishment_id === other.establishment_id &&
  one.kind === other.kind &&
  one.place === other.place

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
  rows: readonly Row[],
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
