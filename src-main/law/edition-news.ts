import { operation } from '../wire/operation.ts'
import { Day, Moment, Nothing, z } from '../wire/schema.ts'

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
export const VouchingLapsed = z.object({
  entry: z.string(),
  title: z.string(),
  by: z.string(),
  checkedOn: Day,
})
export type VouchingLapsed = z.output<typeof VouchingLapsed>

/** What a new edition would change; nothing is recorded yet. */
export const EditionNews = z.object({
  /** Identifies the file until it is imported, another is chosen or the office is locked. */
  token: z.string(),
  edition: EditionNamed,
  inUse: EditionNamed,
  changes: z.array(EntryChange),
  edits: z.array(EditKept),
  lapses: z.array(VouchingLapsed),
})

/** An edition that this office worked by, or imported. */
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

/** The questions about editions; the shapes of a moved deadline and of the edition in force are the domain's own. */
export const editionQuestions = <Moved extends z.ZodType, Badge extends z.ZodType>(
  moved: Moved,
  badge: Badge,
) => ({
  /** Asks for the file of a new edition and says what it would bring; null when cancelled. */
  previewEdition: operation(Nothing, EditionNews.extend({ moved: z.array(moved) }).nullable(), {
    may: 'import-editions',
  }),
  /** Imports the edition that was shown under this token. */
  importEdition: operation(
    z.strictObject({ token: z.string().max(80) }),
    z.object({ edition: badge, moved: z.array(moved) }),
    { may: 'import-editions' },
  ),
  /** The one in use first, then those imported before, newest first. */
  editions: operation(Nothing, z.array(EditionUsed), { may: 'read-law' }),
})
