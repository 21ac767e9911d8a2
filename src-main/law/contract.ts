import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'
import { Authority, Change, EntryKey, EntrySort, Trust } from './entry.ts'

export * from './entry.ts'

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
  /** The last day of the law of requests before the present one, DPA 1998; null where the edition has none. */
  oldRequestsEnd: Day.nullable(),
  /** The edition of the source page of about 2004. */
  seed: z.object({ id: z.string(), title: z.string(), from: Day, to: Day }),
})
export type EditionBadge = z.output<typeof EditionBadge>

/** A source by its title and addresses. */
export const SourceShown = z.object({
  id: z.string(),
  title: z.string(),
  urls: z.array(z.string()),
})

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
export const LawCheck = z.object({
  entry: z.string(),
  checkedOn: Day,
  source: z.string(),
  note: z.string(),
  at: Moment,
  by: z.string(),
  /** False where the entry was changed since, so that it needs checking again. */
  holds: z.boolean(),
})
export type LawCheck = z.output<typeof LawCheck>

/** Said of an entry that has only grown old. */
export const STALE = 'Source not checked in the last twelve months.'

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
  checks: z.array(LawCheck),
  /** Of the entry as it reads and its newest check: another text after a change of either. */
  version: z.string(),
})
export type Trusted = z.output<typeof Trusted>

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

/** Whether a source is named so that another can open it: an address, or an instrument with more than one word. */
export const isCitation = (source: string): boolean => {
  const typed = source.trim()
  if (/^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/i.test(typed)) return typed.length >= 8
  return typed.length >= 10 && typed.split(/\s+/).filter((word) => /\w/.test(word)).length >= 2
}

/** Something to check: why, and whether somebody here has checked it as it stands. */
export const Uncertainty = Trusted.pick({
  ...{ entry: true, version: true, authority: true, sources: true },
}).extend({
  sort: EntrySort,
  title: z.string(),
  why: z.string(),
  stale: z.boolean(),
  checkedOn: Day.nullable(),
  check: LawCheck.nullable(),
})
export type Uncertainty = z.output<typeof Uncertainty>

/** An entry that the office may amend: as it reads now, and as the edition ships it. */
export const Amendable = z.object({
  entry: z.string(),
  sort: EntrySort,
  title: z.string(),
  now: Change,
  shipped: Change,
  /** True while a change by the office is in force. */
  amended: z.boolean(),
  /** Of what the edition says and the office's newest change in force: another text after either. */
  version: z.string(),
  /** When it was changed last by the office or a new edition, and by whom; null where it never was. */
  since: z.object({ at: Moment, by: z.string() }).nullable(),
})
export type Amendable = z.output<typeof Amendable>

const Draft = z.strictObject({
  entry: EntryKey,
  change: Change,
  source: text(500, 'Enter the source.'),
  note: optionalText(1000),
  checkedOn: Day,
  /** The one that was on the screen. */
  version: z.string().max(120),
})
const EditionNamed = z.object({
  id: z.string(),
  title: z.string(),
  publishedOn: Day,
  /** Over all its files, hexadecimal. */
  digest: z.string(),
})

/** What the new edition says differently of one thing. */
export const EntryChange = z.object({
  /** In a word or two, to group by: rule, topic, body, holiday. */
  sort: z.string(),
  title: z.string(),
  what: z.enum(['added', 'removed', 'changed']),
  /** Field by field, in words; empty on the side where there is nothing. */
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export type EntryChange = z.output<typeof EntryChange>

/** An office change, and what becomes of it under the new edition. */
export const EditKept = z.object({
  entry: z.string(),
  title: z.string(),
  by: z.string(),
  at: Moment,
  /** It holds as before, or what was shipped under it reads differently now; or it has no effect: its entry is gone, it does not fit, or the edition says it itself. */
  outcome: z.enum(['holds', 'shipped-differs', 'entry-gone', 'unfit', 'now-shipped']),
  /** What is shipped under the change, where that differs. */
  fields: EntryChange.shape.fields,
})
export type EditKept = z.output<typeof EditKept>

/** Somebody's check of an entry that reads differently in the new edition. */
export const CheckLapsed = z.object({
  entry: z.string(),
  title: z.string(),
  by: z.string(),
  checkedOn: Day,
})
export type CheckLapsed = z.output<typeof CheckLapsed>

/** What a new edition would change; nothing is recorded yet. */
export const EditionNews = z.object({
  /** Identifies the file until it is imported, another is chosen or the office is locked. */
  token: z.string(),
  edition: EditionNamed,
  inUse: EditionNamed,
  changes: z.array(EntryChange),
  edits: z.array(EditKept),
  lapses: z.array(CheckLapsed),
})

/** An edition that this office worked by, or brought in. */
export const EditionUsed = EditionNamed.extend({
  /** False for the one that came with the program. */
  imported: z.boolean(),
  inUse: z.boolean(),
  /** When and by whom it was imported; null for one supplied with the program. */
  at: Moment.nullable(),
  by: z.string().nullable(),
  /** SHA-256 of the imported file, hexadecimal. */
  file: z.string().nullable(),
  /** Why it is not in use, or what is wrong with its file; null where there is nothing to say. */
  note: z.string().nullable(),
})
export type EditionUsed = z.output<typeof EditionUsed>

/** The law held here: the edition in use, what the office changed in it, and who checked it. */
export const law = {
  edition: operation(Nothing, EditionBadge, { may: 'read-law' }),
  /** Every entry that can be amended, with all of its fields. */
  amendable: operation(Nothing, z.array(Amendable), { may: 'read-law' }),
  toCheck: operation(Nothing, z.array(Uncertainty), { may: 'read-law' }),
  amendments: operation(Nothing, z.array(Amendment), { may: 'read-law' }),
  amend: operation(Draft, z.object({ amendment: Amendment, ...moves }), { may: 'amend-law' }),
  /** What `amend` would move; records nothing. */
  previewAmendment: operation(Draft, z.object(moves), { may: 'amend-law' }),
  withdrawAmendment: operation(
    z.strictObject({ id: AmendmentId, reason: text(500, 'Give the reason for the withdrawal.') }),
    z.object({ amendment: Amendment, ...moves }),
    { may: 'amend-law' },
  ),
  recordCheck: operation(
    z.strictObject({
      entry: EntryKey,
      /** Of the entry as it was on the screen. */
      version: z.string().max(120),
      checkedOn: Day,
      source: text(500, 'Enter the source that was opened.').refine(isCitation, {
        message:
          'Say which source was opened so that it can be found again: its web address, or the instrument and the section.',
      }),
      note: optionalText(1000),
    }),
    LawCheck,
    { may: 'check-law' },
  ),
  /** A check of the entry as it stands was recorded by mistake. */
  withdrawCheck: operation(
    z.strictObject({ entry: EntryKey, reason: text(300, 'Give the reason.') }),
    z.object({}),
    { may: 'check-law' },
  ),
  /** Asks for the file of a new edition and says what it would bring; null when cancelled. */
  previewEdition: operation(Nothing, EditionNews.extend({ moved: z.array(Moved) }).nullable(), {
    may: 'import-editions',
  }),
  /** Imports the edition that was shown under this token. */
  importEdition: operation(
    z.strictObject({ token: z.string().max(80) }),
    z.object({ edition: EditionBadge, moved: z.array(Moved) }),
    { may: 'import-editions' },
  ),
  /** The one in use first, then those imported before, newest first. */
  editions: operation(Nothing, z.array(EditionUsed), { may: 'read-law' }),
}
