import { ClientId } from '../clients/contract.ts'
import { InTheWay } from '../erasure/contract.ts'
import { MatterId, MatterKind } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, Moment, Nothing, text, z } from '../wire/schema.ts'

/** What files are told apart by: what a matter is about, or that the client never had one. */
export const FileKind = z.enum([...MatterKind.options, 'none'], 'Choose the kind of file.')
export type FileKind = z.output<typeof FileKind>

const Decision = z.object({
  seq: z.number(),
  at: Moment,
  who: z.string(),
  years: z.number(),
  reason: z.string(),
})

/** How long the files of a kind are kept after the closing. */
export const Period = z.object({
  kind: FileKind,
  years: z.number(),
  /** Who decided it; null while it is a suggestion that a partner has yet to confirm. */
  decided: Decision.nullable(),
  /** What is usual, and why. */
  suggested: z.object({ years: z.number(), why: z.string() }),
  earlier: z.array(Decision),
})
export type Period = z.output<typeof Period>

export const Periods = z.object({
  rows: z.array(Period),
  /** What the law says of it, each with its authority, and what of it is to be checked. */
  law: z.array(z.object({ text: z.string(), authority: z.string(), check: z.string() })),
})
export type Periods = z.output<typeof Periods>

const Longer = z.object({
  until: Day,
  at: Moment,
  who: z.string(),
  /** Null for whoever may not open restricted information, which it may hold. */
  reason: z.string().nullable(),
  /** Which of the client’s records it was decided of. */
  record: z.number(),
})
/** The newest decision, which alone counts, and those of before on another record of the person. */
const KeptLonger = Longer.extend({ before: z.array(Longer) })

/** How long a client’s file is kept, and from what that follows. */
export const Keeping = z.object({
  /** Every closed matter with the day on which its time has run. */
  matters: z.array(
    z.object({
      matterId: MatterId,
      ourRef: z.string(),
      kind: FileKind,
      closedOn: Day,
      years: z.number(),
      decided: z.boolean(),
      until: Day,
    }),
  ),
  /** References of those that are open: while there is one, the file is kept. */
  open: z.array(z.string()),
  /** Of a client without a matter: since when they are on record, and until when they are kept. */
  onRecord: z
    .object({ since: Day, years: z.number(), decided: z.boolean(), until: Day })
    .nullable(),
  /** The day on which the client came of age, where that was later than a closing; no time runs before it. */
  ofAge: Day.nullable(),
  bornKnown: z.boolean(),
  longer: KeptLonger.nullable(),
  /** The day by the table, and by what was decided for this client; null while a matter is open. */
  byTable: Day.nullable(),
  due: Day.nullable(),
})
export type Keeping = z.output<typeof Keeping>

export const ReviewRow = z.object({
  client: z.object({ id: ClientId, name: z.string() }),
  due: Day,
  refs: z.array(z.string()),
  longer: KeptLonger.nullable(),
  /** False where a period that it follows from is a suggestion still. */
  decided: z.boolean(),
  proposed: z.boolean(),
  held: z.boolean(),
  inTheWay: z.array(InTheWay),
  /** Nothing keeps a partner from proposing that the file is destroyed. */
  free: z.boolean(),
})
export type ReviewRow = z.output<typeof ReviewRow>

const OfClient = z.strictObject({ clientId: ClientId })

/** How long files are kept, and which are to be looked at since their time has run. */
export const retention = {
  periods: operation(Nothing, Periods, { may: 'see-practice' }),
  setPeriod: operation(
    z.strictObject({
      kind: FileKind,
      years: z
        .int('Enter whole years.')
        .min(1, 'Enter at least one year.')
        .max(100, 'Enter no more than 100 years.'),
      reason: text(500, 'Give the reason, or the rule it follows.'),
    }),
    Periods,
    { may: 'set-retention' },
  ),
  ofClient: operation(OfClient, Keeping, { may: 'read-matters' }),
  /** Files whose time has run, those that were longest due first; or those that are kept longer, or fall due within a year. */
  review: operation(
    z.strictObject({
      which: z.enum(['due', 'longer', 'ahead']).default('due'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({ rows: z.array(ReviewRow), total: z.number() }),
    { may: 'confirm-erasures' },
  ),
  keepLonger: operation(
    z.strictObject({
      clientId: ClientId,
      until: Day,
      reason: text(500, 'Give the reason for keeping it longer.'),
    }),
    Keeping,
    { may: 'hold-clients' },
  ),
}
