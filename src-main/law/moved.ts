import type { Readable } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import type { Moved } from './contract.ts'
import type { LawBook } from './law-book.ts'
import { touchedBetween, type Touched } from './touched.ts'

/** A deadline that is still open, as a book of law has it; `date` is null where that book gives none. */
export type OpenDeadline = Omit<z.input<typeof Moved>, 'before' | 'after'> & {
  date: { due: string; prudent: string } | null
}

/** Lists the office's open deadlines as they would be under a book, those alone that a change can move; handed in by the office. */
export type ListOpen = (tx: Readable, book: LawBook, touched: Touched) => Promise<OpenDeadline[]>

const keyOf = ({ what, letterId, matterId, rule }: OpenDeadline) =>
  what === 'letter' ? `letter ${letterId}` : `${matterId} ${rule}`

/** The open deadlines whose due or prudent date is another under `after`: each with both dates. */
export async function movedBetween(
  tx: Readable,
  listOpen: ListOpen,
  before: LawBook,
  after: LawBook,
): Promise<z.input<typeof Moved>[]> {
  const touched = touchedBetween(before, after)
  if (!touched) return []
  return moves(await listOpen(tx, before, touched), await listOpen(tx, after, touched))
}

/** What differs between two lists of open deadlines. */
export function moves(
  then: readonly OpenDeadline[],
  now: readonly OpenDeadline[],
): z.input<typeof Moved>[] {
  const dates = (list: readonly OpenDeadline[]) =>
    new Map(list.map((one) => [keyOf(one), one.date]))
  const [old, fresh] = [dates(then), dates(now)]
  const all = new Map([...then, ...now].map((one) => [keyOf(one), one]))
  return [...all].flatMap(([key, { date: _, ...rest }]) => {
    const [was, is] = [old.get(key) ?? null, fresh.get(key) ?? null]
    if (was?.due === is?.due && was?.prudent === is?.prudent) return []
    return [{ ...rest, before: asDays(was), after: asDays(is) }]
  })
}

const asDays = (date: OpenDeadline['date']) => date as z.output<typeof Moved>['before']
