import type { Tables } from '../vault/schema.ts'

type StayRow = Tables['stay']
type Placed = Pick<StayRow, 'from_on' | 'establishment_id'>

/** The stays in force, from the first to the last. */
export function inForce<Row extends Pick<StayRow, 'id' | 'replaces' | 'from_on'>>(
  rows: Row[],
): Row[] {
  const replaced = new Set(rows.map(({ replaces }) => replaces))
  return rows
    .filter(({ id }) => !replaced.has(id))
    .sort((one, other) => (one.from_on < other.from_on ? -1 : 1))
}

/** The stay on a day, given stays in order; undefined before the first. */
export const stayOn = <Row extends Placed>(ordered: Row[], day: string): Row | undefined =>
  ordered.findLast(({ from_on }) => from_on <= day)

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
