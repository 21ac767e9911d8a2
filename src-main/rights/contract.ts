import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'
import {
  Authority,
  Change,
  EntryKey,
  EntrySort,
  MatterFacts,
  MatterQuestion,
  Period,
  Trust,
} from '../law/entry.ts'
import { editionQuestions } from '../law/edition-news.ts'

export * from '../law/edition-news.ts'
export * from '../law/entry.ts'

/** Which edition is in force, and how much the office has changed in it. */
export const EditionBadge = z.object({
  id: z.string(),
  title: z.string(),
  publishedOn: Day,
  /** Over all its files, hexadecimal. */
  digest: z.string(),
  imported: z.boolean(),
  /** Why the office uses the edition supplied with the program instead of an imported one, in words; null where it does not. */
  fault: z.string().nullable(),
  /** Changes of the office in force, holidays with them. */
  edits: z.number(),
  /** Changes whose entry the edition no longer has: kept, without effect. */
  orphans: z.number(),
  /** The first day that the law held here covers. */
  beginsOn: Day,
  /** The edition of the source page of about 2004. */
  seed: z.object({ id: z.string(), title: z.string(), from: Day, to: Day }),
})
export type EditionBadge = z.output<typeof EditionBadge>

const SourceShown = z.object({ id: z.string(), title: z.string(), urls: z.array(z.string()) })

export const AmendmentId = id<'Amendment'>()
/** A change by the office, with what the edition says beside it. */
export const Amendment = z.object({
  id: AmendmentId,
  entry: z.string(),
  /** The entry in words: `R02, UK GDPR, Article 12A`. */
  title: z.string(),
  change: Change,
  source: z.string(),
  note: z.string(),
  checkedOn: Day,
  at: Moment,
  by: z.string(),
  standing: z.enum(['in-force', 'superseded', 'orphan', 'withdrawn']),
  withdrawn: z.object({ at: Moment, by: z.string(), reason: z.string() }).nullable(),
  /** The same fields as the edition has them; null where the entry is gone. */
  shipped: Change.nullable(),
})
export type Amendment = z.output<typeof Amendment>

/** That a named person checked an entry against a source. */
export const Vouching = z.object({
  entry: z.string(),
  checkedOn: Day,
  source: z.string(),
  note: z.string(),
  at: Moment,
  by: z.string(),
  /** False where the entry was changed since, so that it needs checking again. */
  holds: z.boolean(),
})
export type Vouching = z.output<typeof Vouching>

/** What every entry shows: its authority, its sources, and how far it is to be trusted on the day asked for. */
export const Trusted = z.object({
  entry: z.string(),
  authority: Authority,
  sources: z.array(SourceShown),
  checkedOn: Day.nullable(),
  confidence: Trust,
  uncertain: z.string().nullable(),
  /** What a solicitor must check before relying on it; null for nothing. */
  toCheck: z.string().nullable(),
  /** True where nobody opened the source in the last twelve months. */
  stale: z.boolean(),
  /** The office's changes of this entry, newest first, withdrawn ones included. */
  amendments: z.array(Amendment),
  /** Newest first. */
  vouchings: z.array(Vouching),
})
export type Trusted = z.output<typeof Trusted>

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

/** An open deadline whose date a change moves; a date is null where the law then gives none. */
export const Moved = z.object({
  what: z.enum(['letter', 'limitation']),
  matterId: id<'Matter'>(),
  clientId: id<'Client'>(),
  letterId: id<'Letter'>().nullable(),
  clientName: z.string(),
  ourRef: z.string(),
  title: z.string(),
  rule: z.string(),
  before: z.object({ due: Day, prudent: Day }).nullable(),
  after: z.object({ due: Day, prudent: Day }).nullable(),
})
export type Moved = z.output<typeof Moved>
const moves = { moved: z.array(Moved) }

/** Something to check: why, and whether somebody here has checked it as it stands. */
export const Doubt = Trusted.pick({ entry: true, authority: true, sources: true }).extend({
  sort: EntrySort,
  title: z.string(),
  why: z.string(),
  stale: z.boolean(),
  checkedOn: Day.nullable(),
  vouched: Vouching.nullable(),
})
export type Doubt = z.output<typeof Doubt>

/** An entry that the office may amend: as it reads now, and as the edition ships it. */
export const Amendable = z.object({
  entry: z.string(),
  sort: EntrySort,
  title: z.string(),
  now: Change,
  shipped: Change,
  /** True while a change by the office is in force. */
  amended: z.boolean(),
})
export type Amendable = z.output<typeof Amendable>

const Draft = z.strictObject({
  entry: EntryKey,
  change: Change,
  source: text(500, 'Enter the source.'),
  note: optionalText(1000),
  checkedOn: Day,
})
const Which = z.strictObject({ id: z.string().max(80), asAt: Day })
const SheetAsked = Which.extend({ largePrint: z.boolean().default(false) })

/** The law in force here, by edition, with what the office changed in it and checked. */
export const rights = {
  edition: operation(Nothing, EditionBadge, { may: 'read-law' }),
  /** By words in headings, texts, facts and notes; all topics by their groups when `text` is empty. */
  topics: operation(
    z.strictObject({ text: z.string().max(200).default(''), asAt: Day }),
    z.array(TopicHit),
    { may: 'read-law' },
  ),
  topic: operation(Which, TopicSheet, { may: 'read-law' }),
  rule: operation(Which, RuleSheet, { may: 'read-law' }),
  body: operation(Which, BodySheet, { may: 'read-law' }),
  answerable: operation(MatterQuestion.extend({ facts: MatterFacts.default({}) }), AnswerShown, {
    may: 'read-law',
  }),
  /** Every entry that can be amended, with all of its fields. */
  amendable: operation(Nothing, z.array(Amendable), { may: 'read-law' }),
  toCheck: operation(Nothing, z.array(Doubt), { may: 'read-law' }),
  amendments: operation(Nothing, z.array(Amendment), { may: 'read-law' }),
  amend: operation(Draft, z.object({ amendment: Amendment, ...moves }), { may: 'amend-law' }),
  /** What `amend` would move; records nothing. */
  previewAmendment: operation(Draft, z.object(moves), { may: 'amend-law' }),
  withdrawAmendment: operation(
    z.strictObject({ id: AmendmentId, reason: text(500, 'Give the reason for the withdrawal.') }),
    z.object({ amendment: Amendment, ...moves }),
    { may: 'amend-law' },
  ),
  vouch: operation(
    z.strictObject({
      entry: EntryKey,
      checkedOn: Day,
      source: text(500, 'Enter the source that was opened.'),
      note: optionalText(1000),
    }),
    Vouching,
    { may: 'vouch-law' },
  ),
  /** A topic as a sheet for the client, to a printer, into a file, or into this computer's reader. */
  printSheet: operation(SheetAsked.extend({ printer: z.string().max(200) }), Nothing, {
    may: 'print-letters',
  }),
  saveSheet: operation(SheetAsked, z.object({ saved: z.boolean() }), { may: 'print-letters' }),
  openSheet: operation(SheetAsked, Nothing, { may: 'print-letters' }),
  ...editionQuestions(Moved, EditionBadge),
}
