import { operation } from '../wire/operation.ts'
import { id, Moment, Nothing, text, z } from '../wire/schema.ts'

export const DeskId = id<'Desk'>()
export type DeskId = z.output<typeof DeskId>

/** A computer from which the office is worked in besides its own. */
export const Desk = z.object({
  id: DeskId,
  name: z.string(),
  addedAt: Moment,
  addedBy: z.string(),
  /** Whether its program is connected now, and who is signed in there. */
  here: z.boolean(),
  who: z.string().nullable(),
  /** Whether it knows the office by an earlier key, as before it was restored elsewhere: it has to join anew. */
  joinsAnew: z.boolean(),
})
export type Desk = z.output<typeof Desk>

export const OtherDesks = z.object({
  desks: z.array(Desk),
  /** What is typed at a desk to find this office's computer, the likeliest first; null while it takes no desks. */
  found: z.array(z.string()).nullable(),
  /** Why no desk can reach the office now, though they were let in, and what mends it. */
  fault: z.string().nullable(),
  /** Whether another program lets them in now, so that nobody here knows which are connected. */
  byAnother: z.boolean(),
  /** Whether taking desks is switched on and off by whoever asks, in this window. */
  switchable: z.boolean(),
})
export type OtherDesks = z.output<typeof OtherDesks>

/** What a new desk joins by, once, and until when. */
export const JoiningCode = z.object({ code: z.string(), until: Moment, found: z.array(z.string()) })
export type JoiningCode = z.output<typeof JoiningCode>

const DeskName = text(60, 'Give the desk a name, such as Front desk.')

/** The other desks of an office. */
export const desks = {
  list: operation(Nothing, OtherDesks, { may: 'see-people' }),
  /** Begins or stops taking desks on the office's own computer. */
  takeDesks: operation(z.strictObject({ on: z.boolean() }), OtherDesks, {
    may: 'manage-desks',
    at: 'own computer',
  }),
  /** Makes the code by which one desk of this name joins; it ends a code that was made before. */
  invite: operation(z.strictObject({ name: DeskName }), JoiningCode, { may: 'manage-desks' }),
  /** Ends the code. */
  withdraw: operation(Nothing, Nothing, { may: 'manage-desks' }),
  rename: operation(z.strictObject({ deskId: DeskId, name: DeskName }), OtherDesks, {
    may: 'manage-desks',
  }),
  /** Ends its connection and signs out whoever sits there; it can never connect again. */
  remove: operation(z.strictObject({ deskId: DeskId }), OtherDesks, { may: 'manage-desks' }),
}
