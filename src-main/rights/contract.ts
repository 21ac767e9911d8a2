import { operation } from '../wire/operation.ts'
import { Day, Nothing, z } from '../wire/schema.ts'
import {
  EditionBadge,
  MatterFacts,
  MatterQuestion,
  Period,
  SourceShown,
  Trusted,
} from '../law/contract.ts'

const Named = z.object({ id: z.string(), title: z.string() })
/** Where the words asked for stand in a text: from the first character to the one after the last. */
const Marks = z.array(z.tuple([z.number(), z.number()]))

export const TopicHit = z.object({
  id: z.string(),
  group: z.string(),
  heading: z.string(),
  /** What it says on the day; null where the edition holds nothing for it. */
  text: z.string().nullable(),
  /** From when to when that text was in force; null for an open end, or where there is no text. */
  from: Day.nullable(),
  to: Day.nullable(),
  marks: z.object({ heading: Marks, text: Marks }),
  /** Hits outside the text of the day: in another version, a fact of the page of 2004, a note. */
  elsewhere: z.array(z.object({ label: z.string(), text: z.string(), marks: Marks })),
  toCheck: z.string().nullable(),
  stale: z.boolean(),
  amended: z.boolean(),
  /** What it is about, by their ids: a screen offers the topics of the letter or rule it shows. */
  facts: z.array(z.string()),
  rules: z.array(z.string()),
  letters: z.array(z.string()),
  bodies: z.array(z.string()),
})
export type TopicHit = z.output<typeof TopicHit>

const Dated = { from: Day.nullable(), to: Day.nullable() }
export const TopicSheet = z.object({
  id: z.string(),
  group: z.string(),
  heading: z.string(),
  /** Oldest first; `current` marks the one of the day asked for. */
  versions: z.array(Trusted.extend({ ...Dated, text: z.string(), current: z.boolean() })),
  facts: z.array(
    z.object({
      id: z.string(),
      statement: z.string(),
      notes: z.array(z.object({ id: z.string(), text: z.string(), sources: z.array(SourceShown) })),
    }),
  ),
  rules: z.array(Named),
  letters: z.array(Named),
  bodies: z.array(Named),
})
export type TopicSheet = z.output<typeof TopicSheet>

export const RuleSheet = z.object({
  id: z.string(),
  title: z.string(),
  binds: z.string(),
  trigger: z.string(),
  /** What applies before the first version and after the last; null where nothing is said. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  versions: z.array(
    Trusted.extend({
      ...Dated,
      name: z.string(),
      nature: z.string(),
      period: Period,
      /** `1 month`, `20 working days`. */
      length: z.string(),
      notes: z.array(z.string()),
    }),
  ),
  topics: z.array(Named),
})
export type RuleSheet = z.output<typeof RuleSheet>

export const BodySheet = Trusted.extend({
  id: z.string(),
  title: z.string(),
  names: z.array(z.object({ name: z.string(), ...Dated })),
  successor: Named.nullable(),
  /** Whose work it took over. */
  before: z.array(Named),
  topics: z.array(Named),
})
export type BodySheet = z.output<typeof BodySheet>

export const AnswerShown = z.object({
  answers: z.array(
    z.object({
      body: z.string(),
      role: z.string(),
      procedure: z.string(),
      next: z.string(),
      clocks: z.array(z.string()),
      mustNot: z.array(z.string()),
      authority: z.string(),
      /** Whether the complaint is in time, in words; null where the procedure has no such limit. */
      time: z.string().nullable(),
    }),
  ),
  ask: z.array(z.object({ fact: z.string(), question: z.string() })),
  /** The rows that decided, in the order in which they did. */
  rows: z.array(Trusted.extend({ id: z.string(), if: z.string(), then: z.string() })),
  check: z.array(z.string()),
  /** Facts that the caller left out and the office had on record. */
  fromRecord: z.array(
    z.object({ fact: z.string(), value: z.string(), source: z.string(), verified: z.boolean() }),
  ),
  edition: EditionBadge,
})
export type AnswerShown = z.output<typeof AnswerShown>

const Which = z.strictObject({ id: z.string().max(80), asAt: Day })
const SheetAsked = Which.extend({ largePrint: z.boolean().default(false) })

/** What the law in force says: by topic, by rule, by body, and who answers for a matter. */
export const rights = {
  /** By words in headings, texts, facts and notes; all topics by their groups when `text` is empty. */
  topics: operation(
    z.strictObject({ text: z.string().max(200).default(''), asAt: Day }),
    z.array(TopicHit),
    { may: 'read-law' },
  ),
  /** Which topics stand beside a screen, by a letter's number or another screen's name, and the ways past a silence. */
  beside: operation(
    Nothing,
    z.object({
      screens: z.record(z.string(), z.array(z.string())),
      ways: z.array(z.object({ topic: z.string(), name: z.string(), does: z.string() })),
    }),
    { may: 'read-law' },
  ),
  topic: operation(Which, TopicSheet, { may: 'read-law' }),
  rule: operation(Which, RuleSheet, { may: 'read-law' }),
  body: operation(Which, BodySheet, { may: 'read-law' }),
  answerable: operation(MatterQuestion.extend({ facts: MatterFacts.default({}) }), AnswerShown, {
    may: 'read-law',
  }),
  /** A topic as a sheet for the client, to a printer, into a file, or into this computer's reader. */
  printSheet: operation(SheetAsked.extend({ printer: z.string().max(200) }), Nothing, {
    may: 'print-letters',
  }),
  saveSheet: operation(SheetAsked, z.object({ saved: z.boolean() }), { may: 'print-letters' }),
  openSheet: operation(SheetAsked, Nothing, { may: 'print-letters' }),
}
