import { operation } from '../wire/operation.ts'
import { Moment, Nothing, text, z } from '../wire/schema.ts'

/** A head code as it stands on paper: `4182-9QTC3M7XK2D4V0WJ`, the tree's size and 80 bits of its root. */
export const HeadCode = z
  .string()
  .trim()
  .max(60, 'This is too long for a code.')
  .regex(
    /^[\dOoIiLl]+\s*[-\u2010-\u2015](?:[\s\u2010-\u2015-]*[0-9A-Za-z]){16}$/,
    'A code is a number, a dash and sixteen letters or figures.',
  )

/** The state of the log for the status line. */
export const Health = z.object({
  entries: z.number(),
  /** Code of the log as it stands now. */
  code: z.string(),
  checked: z.object({ at: Moment, entries: z.number(), holds: z.boolean() }).nullable(),
  /** What is wrong at its end, so that nothing more is recorded until a partner decides; null where nothing is. */
  damage: z.string().nullable(),
})
export type Health = z.output<typeof Health>

const Line = z.object({
  seq: z.number(),
  at: Moment,
  who: z.string(),
  act: z.string(),
})

/** One entry in full: its bytes as hashed, what it commits to, and the proof that it stands in the log. */
export const EntryProof = Line.extend({
  leaf: z.string(),
  leafHash: z.string(),
  /** Null once the personal part was erased; the proof still verifies. */
  fields: z.array(z.object({ name: z.string(), value: z.string() })).nullable(),
  /** What the desk is called at which it was recorded; null at the office’s own computer, and where that is not shown. */
  desk: z.string().nullable().default(null),
  /** True where there are fields that are not shown: opened for a reason, or by other roles alone. */
  withheld: z.boolean().default(false),
  treeSize: z.number(),
  root: z.string(),
  path: z.array(z.string()),
})
export type EntryProof = z.output<typeof EntryProof>

const Check = z.object({
  /** What was asked, as a sentence: "Every entry is as it was logged". */
  name: z.string(),
  of: z.number(),
  held: z.number(),
})

/** Something that failed a check; `seq` is the first entry concerned, where one can be named. */
export const Finding = z.object({
  seq: z.number().nullable(),
  what: z.string(),
  differs: z.string(),
  doNow: z.string(),
  /** How many more of its kind there are, and the entries of the first of them. */
  more: z.object({ count: z.number(), entries: z.array(z.number()) }).optional(),
})
export type Finding = z.output<typeof Finding>

/** The outcome of a verification: `whole` needs a code from paper, without one it is only `consistent`. */
export const Verdict = z.object({
  verdict: z.enum(['whole', 'consistent', 'finding']),
  entries: z.number(),
  at: Moment,
  tookMs: z.number(),
  keyFingerprint: z.string(),
  checks: z.array(Check),
  codes: z.array(z.object({ code: z.string(), agrees: z.boolean(), why: z.string() })),
  findings: z.array(Finding),
  /** What a rule that came later would have refused; it was right by the rule of its day. */
  remarks: z.array(Finding).default([]),
  cannotShow: z.array(z.string()),
})
export type Verdict = z.output<typeof Verdict>

const Page = z.strictObject({
  /** Newest first, strictly before this entry; from the newest when left out. */
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(500).default(100),
})

/** The provable log. */
export const audit = {
  health: operation(Nothing, Health, { may: 'see-log-health' }),
  list: operation(Page, z.object({ entries: z.array(Line), total: z.number() }), {
    may: 'read-log',
  }),
  entry: operation(z.strictObject({ seq: z.int().positive() }), EntryProof, { may: 'read-log' }),
  /** Opens what an entry withholds; a read that is itself logged, with its reason. */
  reveal: operation(
    z.strictObject({
      seq: z.int().positive(),
      reason: text(300, 'Give the reason for opening it.'),
    }),
    z.object({ fields: z.array(z.object({ name: z.string(), value: z.string() })) }),
    { may: 'reveal-consents' },
  ),
  verify: operation(z.strictObject({ codes: z.array(HeadCode).max(50).default([]) }), Verdict, {
    may: 'verify-log',
  }),
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'verify-log' },
  ),
}
