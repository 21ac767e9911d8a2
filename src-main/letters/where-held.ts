import { custodyUntil, heldOn, stayOn, whereOfStay } from '../clients/stays.ts'
import type { Day } from '../wire/schema.ts'
import { bodyFor, holderOf, NOBODY, type Answering, type Holder } from './addressee.ts'
import type { Sources } from './record.ts'

export type Wanted = Pick<Parameters<typeof holderOf>[0], 'routed' | 'datedOn'> & {
  /** When it happened; null where nobody said. */
  happened: string | null
}

export type Place = Pick<Sources, 'establishments' | 'law' | 'onRecord'> & {
  client: Pick<Sources['client'], 'stays'>
}

/** Who holds records of a client, by where the client was when it happened. Pure. */
export function holderFor(asked: Wanted, from: Place): Holder {
  return holderOf(...whereHeld(asked, from))
}

/** Who answered for something at that place on that day, and by which procedure. Pure. */
export const bodyAnswering = (asked: Wanted, from: Place): Answering => {
  const [{ prison, ...about }, directory] = whereHeld(asked, from)
  return prison ? bodyFor({ ...about, prison }, directory) : NOBODY
}

/** Who investigates a death on that day, by the last prison before it. Pure. */
export function investigatorOf(
  { diedOn, datedOn }: { diedOn: Day; datedOn: Day },
  from: Place,
): Answering {
  const last = custodyUntil(from.client.stays, diedOn).at(-1)
  const prison = from.establishments.byId(last?.establishmentId ?? '')
  const about = { routed: 'death', eventOn: diedOn, datedOn } as const
  return prison ? bodyFor({ ...about, prison }, directoryOf(from)) : NOBODY
}

const directoryOf = ({ law, establishments, onRecord }: Place) => ({
  ...{ book: law, prisons: establishments.all, onRecord },
})

/** The prison of the day with what a body there is found by. */
export function whereHeld(
  { routed, happened, datedOn }: Wanted,
  from: Place,
): Parameters<typeof holderOf> {
  const { client, establishments } = from
  const ordered = client.stays
  const eventOn = happened !== null && happened <= datedOn ? happened : datedOn
  const held = heldOn(ordered, eventOn)
  // Where nobody said when it happened, the last prison is asked.
  const last = happened === null ? custodyUntil(ordered, eventOn).at(-1) : undefined
  const prison = establishments.byId(held ?? last?.establishmentId ?? '')
  const elsewhere = stayOn(ordered, eventOn)
  const where = elsewhere && whereOfStay(elsewhere, nameOfPrison(from))
  return [{ routed, prison, elsewhere: where, eventOn, datedOn }, directoryOf(from)]
}

export const nameOfPrison =
  ({ establishments }: Pick<Sources, 'establishments'>) =>
  (id: string): string =>
    establishments.byId(id)?.name ?? id
