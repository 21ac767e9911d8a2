import { ClientId } from '../clients/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, Moment, optionalText, text, z } from '../wire/schema.ts'

/** Why a client's record may go: time is up (UK GDPR, Article 5(1)(e)), the client asked (Article 17), the regulator requires it, or it ought never to have been made (Article 5(1)(d)). */
export const Ground = z.enum([
  ...(['retention-ended', 'asked-by-client', 'regulator', 'recorded-in-error'] as const),
])
export type Ground = z.output<typeof Ground>

/** A sole practitioner confirms their own proposal after so many days. */
export const WAIT_DAYS = 7

/** How much of what there is of a client. */
export const Counts = z.object({
  ...{ entries: z.number(), matters: z.number(), forms: z.number(), scans: z.number() },
  ...{ letters: z.number(), calls: z.number(), disclosures: z.number() },
  documents: z.number(),
})
export type Counts = z.output<typeof Counts>

const Hold = z.object({
  at: Moment,
  who: z.string(),
  askedBy: z.string(),
  /** Null for whoever may not open restricted information, which it may hold. */
  reason: z.string().nullable(),
  reviewOn: Day.nullable(),
})
const Proposal = z.object({
  seq: z.number(),
  at: Moment,
  who: z.string(),
  ground: Ground,
  reason: z.string().nullable(),
  /** On the ground that the time has run: the day on which it had, as it was worked out then. */
  due: Day.nullable(),
})

/** Something that keeps a client's record from being erased, and what is done about it. */
export const InTheWay = z.object({
  what: z.enum(['hold', 'matter', 'limitation', 'letter', 'reply', 'recall', 'access']),
  /** In words that say nothing about health. */
  name: z.string(),
  cure: z.string(),
})
export type InTheWay = z.output<typeof InTheWay>

/** What whoever asks may do about a proposal: confirm it, leave it to somebody else, or wait for the day. */
export const Turn = z.enum(['confirm', 'confirm-alone', 'wait', 'somebody-else'])

/** Whether a client's record is held, or proposed to be erased; without a class or a health word. */
export const Standing = z.object({
  hold: Hold.nullable(),
  proposal: Proposal.nullable(),
  /** Letters and replies are left out for whoever may not open restricted information, and so is how much goes. */
  inTheWay: z.array(InTheWay),
  goes: Counts.nullable(),
  /** How many records of this person go together. */
  records: z.number(),
  turn: Turn.nullable(),
  /** From when whoever works alone may confirm. */
  from: Moment.nullable(),
})
export type Standing = z.output<typeof Standing>

/** What remains of a client whose record was erased. */
export const ErasedClient = z.object({
  seq: z.number(),
  at: Moment,
  who: z.string(),
  proposedSeq: z.number(),
  proposedBy: z.string(),
  /** Of one made again in an older copy that was put back only that is known. */
  ground: z.enum([...Ground.options, 'made-again']),
  clientNumber: z.number().nullable(),
  /** Null for whoever may not read the register. */
  went: Counts.nullable(),
  /** Lines of the register, without recipient, class or purpose. */
  told: z.array(
    z.object({
      on: Day,
      route: z.string(),
      role: z.string(),
      basis: z.enum(['consent', 'other', 'none']),
    }),
  ),
})
export type ErasedClient = z.output<typeof ErasedClient>

const OfClient = z.strictObject({ clientId: ClientId })

/** Legal holds on clients, and the erasing of a client's record. */
export const erasure = {
  view: operation(OfClient, Standing, { may: 'read-clients' }),
  hold: operation(
    z.strictObject({
      clientId: ClientId,
      askedBy: text(200, 'Say who asked for the hold.'),
      reason: text(500, 'Give the reason for the hold.'),
      reviewOn: Day.nullable(),
    }),
    Standing,
    { may: 'hold-clients' },
  ),
  lift: operation(
    z.strictObject({ clientId: ClientId, reason: text(500, 'Give the reason for lifting it.') }),
    Standing,
    { may: 'erase-clients' },
  ),
  propose: operation(
    z.strictObject({
      clientId: ClientId,
      ground: Ground,
      reason: text(500, 'Give the reason.'),
    }),
    Standing,
    { may: 'erase-clients' },
  ),
  withdraw: operation(
    z.strictObject({ clientId: ClientId, reason: text(500, 'Give the reason.') }),
    Standing,
    { may: 'confirm-erasures' },
  ),
  /** For good. Whoever works alone types the reason of the proposal again. */
  confirm: operation(
    z.strictObject({
      clientId: ClientId,
      /** The proposal that was read. */
      proposed: z.int().positive(),
      reason: optionalText(500),
    }),
    z.object({
      seq: z.number(),
      /** False where the free space of the file could not be cleared yet. */
      cleared: z.boolean(),
    }),
    { may: 'confirm-erasures' },
  ),
  list: operation(z.strictObject({}), z.array(ErasedClient), { may: 'read-log' }),
  /** Erasures that this copy of the office, put back from before them, still owes. */
  owed: operation(
    z.strictObject({}),
    z.array(
      z.object({
        client: z.object({ id: ClientId, name: z.string() }),
        /** What keeps it from being made again, with its cure; null where nothing does. */
        inTheWay: z.string().nullable(),
      }),
    ),
    { may: 'confirm-erasures' },
  ),
  /** Makes them again, all that nothing stands in the way of. */
  again: operation(z.strictObject({}), z.object({ erased: z.number(), cleared: z.boolean() }), {
    may: 'confirm-erasures',
  }),
}
