import { operation } from '../wire/operation.ts'
import { Day, Moment, z } from '../wire/schema.ts'
import { LetterId } from './content.ts'

/** A letter in the post of a day. */
export const PostLine = z.object({
  letterId: LetterId,
  /** The entry by which it left. */
  seq: z.number(),
  kind: z.string(),
  route: z.string(),
  ourRef: z.string(),
  to: z.string(),
  /** The first line of the address. */
  place: z.string(),
  pages: z.number(),
  enclosures: z.number(),
  copies: z.array(z.string()),
})

/** The post of a day, and the book of it to sign. */
export const postBooks = {
  /** The letters that left on a day, and what of that changed since its post book was printed. */
  postBook: operation(
    z.strictObject({ on: Day }),
    z.object({
      on: Day,
      lines: z.array(PostLine.extend({ since: z.enum(['added', 'changed']).nullable() })),
      /** Letters of the last book that are of this day no longer. */
      gone: z.array(
        z.object({
          ...{ letterId: LetterId, kind: z.string(), to: z.string(), ourRef: z.string() },
          sentOn: Day.nullable(),
        }),
      ),
      last: z.object({ seq: z.number(), at: Moment, by: z.string() }).nullable(),
    }),
    { may: 'send-letters' },
  ),
  /** The post book of a day to sign: to a printer, to a file, or shown in the reader; an entry each time. */
  makePostBook: operation(
    z.strictObject({
      on: Day,
      way: z.enum(['printer', 'file', 'reader']),
      printer: z.string().max(200).default(''),
    }),
    z.object({ made: z.boolean() }),
    { may: 'send-letters' },
  ),
}
