import { sql, type RawBuilder } from 'kysely'
import type { Readable } from './vault.ts'

/** An order that an index has, or one index within another: what is gone through, and by which columns. All of it is written here, nothing is asked. */
export interface Order {
  from: string
  by: readonly string[]
}

/** In each of these, in their order, what belongs to it: crossed, so that the database keeps to that and has nothing to put in order. */
export const within = (outer: Order, inner: string, ...by: string[]): Order => ({
  from: `${outer.from} cross join ${inner}`,
  by: [...outer.by, ...by],
})

interface Part {
  down: boolean
  where: readonly RawBuilder<unknown>[]
  offset: number
  limit: number
}

/** One page of what is gone through in an order, from its end where it goes down. */
export async function pageIn<Row>(
  tx: Readable,
  columns: string,
  { from, by }: Order,
  { down, where, offset, limit }: Part,
): Promise<Row[]> {
  const order = by.map((column) => `${column} ${down ? 'desc' : 'asc'}`).join(', ')
  const { rows } = await sql<Row>`
    select ${sql.raw(columns)} from ${sql.raw(from)}
    where ${sql.join([sql`1`, ...where], sql` and `)}
    order by ${sql.raw(order)} limit ${limit} offset ${offset}`.execute(tx)
  return rows
}
