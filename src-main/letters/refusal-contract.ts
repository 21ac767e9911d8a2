import { operation } from '../wire/operation.ts'
import { Day, Moment, pasted, text, z } from '../wire/schema.ts'
import { LetterId, LetterKind, ReplyKind } from './content.ts'

/** How an authority of the edition is shown: its line, the topic that explains it, and what is open of it. */
const Authority = z.object({
  text: z.string(),
  topic: z.string().nullable(),
  check: z.string().nullable(),
})

/** A day that the law gives, with its working. */
const Clock = z.object({
  ...{ title: z.string(), rule: z.string(), due: Day, prudent: Day, provisional: z.boolean() },
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  check: z.array(z.string()),
})

/** What is done about the client’s own copy where reading it may harm the client. */
export const CopyDecision = z.enum(['send', 'withhold', 'visit'], 'Choose what is decided.')
export type CopyDecision = z.output<typeof CopyDecision>

/** What follows from a refusal, by the answers given so far. */
export const RefusalView = z.object({
  /** What came back and gives less than was asked for. */
  replies: z.array(z.object({ seq: z.number(), kind: ReplyKind, on: Day })),
  /** The last day on which the opinion could be relied on; null where it has no day or no law ages it. */
  opinion: z
    .object({ lastOn: Day, old: z.boolean(), within: z.string(), authority: z.string() })
    .nullable(),
  /** The paragraphs of the challenge that follow from the answers, each with its authority. */
  paragraphs: z.array(
    z.object({ id: z.string(), text: z.string(), authorities: z.array(Authority) }),
  ),
  /** Why no challenge can be written as things stand; empty where one can. */
  bar: z.string(),
  steps: z.array(
    z.object({
      step: z.enum(['chase', 'challenge', 'controller', 'regulator', 'court']),
      /** The letter by which it is taken. */
      kind: LetterKind.nullable(),
      says: z.string(),
      authorities: z.array(Authority),
      clocks: z.array(Clock),
    }),
  ),
  /** Whether the client’s own copy is to be decided upon, and what was decided. */
  copy: z.object({
    toDecide: z.boolean(),
    /** The newest entry that a decision goes by: of a refusal, or the last decision; with when and by whom. */
    ...{ version: z.int(), at: z.string(), by: z.string() },
    decided: z
      .object({ decision: CopyDecision, reason: z.string(), by: z.string(), at: Moment })
      .nullable(),
  }),
})
export type RefusalView = z.output<typeof RefusalView>

const Answers = z.record(z.string().max(40), pasted().max(2000))

/** A refusal, question by question. */
export const refusals = {
  /** `answers` is what is typed and not recorded yet, in place of what is recorded. */
  refusal: operation(
    z.strictObject({ letterId: LetterId, answers: Answers.nullable().default(null) }),
    RefusalView,
    { may: 'read-letters' },
  ),
  /** Whether the client gets a copy of letters about a refusal that says that reading may do harm; a later decision takes the place of an earlier one. */
  decideCopy: operation(
    z.strictObject({
      letterId: LetterId,
      /** The newest entry about the refusals, and what was decided of them, that was on the screen. */
      version: z.int().positive(),
      decision: CopyDecision,
      reason: text(500, 'Give the reason for the decision.'),
    }),
    RefusalView,
    { may: 'approve-letters' },
  ),
}
