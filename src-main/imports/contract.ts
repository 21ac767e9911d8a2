import { ClientId } from '../clients/contract.ts'
import { operation } from '../wire/operation.ts'
import { Moment, Nothing, z } from '../wire/schema.ts'

/** What a list is of. */
export const What = z.enum(
  ['clients', 'stays', 'matters', 'bodies', 'contacts'],
  'Choose what this list is of.',
)
export type What = z.output<typeof What>

/** A file with more bytes is no list of an office. */
export const MOST_BYTES = 30_000_000

const Key = z.string().max(40)
/** Which column of a file is which field, and what else was answered about it. */
export const Mapping = z.strictObject({
  what: What,
  /** The field of each column, in their order; empty for one that is left out. */
  columns: z.array(Key).max(200),
  /** What is said of every row that has nothing in the column, by field. */
  always: z.record(Key, z.string().max(500)).default({}),
  /** In which order the days of a field are written, where that was asked. */
  days: z.record(Key, z.enum(['day-first', 'month-first'])).default({}),
  /** Which prison is meant by a name that is not in the list. */
  prisons: z.record(z.string().max(200), z.string().max(80)).default({}),
})
export type Mapping = z.output<typeof Mapping>

/** What is done with a row that may be about somebody who is on file: left out, added to that client, or recorded as a new one. */
export const Choice = z.enum(['skip', 'add', 'new'], 'Choose what is done.')
export type Choice = z.output<typeof Choice>

/** What is chosen for rows like somebody on file: for all of them, and for single rows by their number. */
export const Choices = z.strictObject({
  otherwise: Choice.default('skip'),
  rows: z.record(z.string().regex(/^\d{1,7}$/), Choice).default({}),
})
export type Choices = z.output<typeof Choices>

const Token = z.string().max(80)

/** A file that was chosen, as it was recognised, and how its columns would be taken. */
export const ChosenFile = z.object({
  token: Token,
  name: z.string(),
  format: z.enum(['csv', 'xlsx', 'vcard']),
  /** What was recognised, in words: `CSV, UTF-8, divided by commas`. */
  recognised: z.string(),
  sheets: z.array(z.string()),
  sheet: z.string(),
  header: z.array(z.string()),
  rows: z.number(),
  /** The first rows, to match the columns by. */
  sample: z.array(z.array(z.string())),
  notes: z.array(z.string()),
  mapping: Mapping,
  /** When this mapping was used before, with the same headings; null where it is worked out from the headings. */
  remembered: Moment.nullable(),
  /** The fields of each list, in their order. */
  fields: z.record(
    What,
    z.array(
      z.object({
        key: Key,
        label: z.string(),
        many: z.boolean(),
        /** The words that a cell may say; empty where anything may stand. */
        choices: z.array(z.object({ value: z.string(), label: z.string() })),
      }),
    ),
  ),
})
export type ChosenFile = z.output<typeof ChosenFile>

/** Somebody on file, or in an earlier row, who may be meant by a row. */
export const Match = z.object({
  clientId: ClientId.nullable(),
  /** The row of the same file; null for a client on file. */
  row: z.number().nullable(),
  name: z.string(),
  prisonNumber: z.string(),
  bornOn: z.string(),
  whereNow: z.string(),
  why: z.string(),
})

/** What became, or would become, of a row. */
export const RowOutcome = z.object({
  number: z.number(),
  did: z.enum(['recorded', 'added', 'nothing-new', 'skipped', 'refused']),
  /** The row in words, as it would be recorded. */
  shown: z.string(),
  why: z.string(),
  matches: z.array(Match),
})
export type RowOutcome = z.output<typeof RowOutcome>

const Counts = z.object({
  rows: z.number(),
  recorded: z.number(),
  added: z.number(),
  nothingNew: z.number(),
  skipped: z.number(),
  refused: z.number(),
  /** Rows like somebody on file or in an earlier row. */
  alike: z.number(),
})
export type Counts = z.output<typeof Counts>

/** What would become of a file, row by row: nothing of it is recorded. */
export const Checked = z.object({
  /** What must be answered before anything can be checked; then the rest is empty. */
  questions: z.object({
    faults: z.array(z.string()),
    days: z.array(
      z.object({
        key: Key,
        label: z.string(),
        example: z.string(),
        dayFirst: z.string(),
        monthFirst: z.string(),
        /** True where the other days of the column can only be read so. */
        onlyMonthFirst: z.boolean(),
      }),
    ),
    prisons: z.array(
      z.object({
        written: z.string(),
        rows: z.number(),
        offered: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
  }),
  counts: Counts,
  /** The first of each kind; the report has all that are not recorded. */
  recorded: z.array(RowOutcome),
  refused: z.array(RowOutcome),
  alike: z.array(RowOutcome),
})
export type Checked = z.output<typeof Checked>

/** What was imported. */
export const Imported = z.object({ counts: Counts, refused: z.array(RowOutcome) })
export type Imported = z.output<typeof Imported>

const Asked = z.strictObject({
  token: Token,
  mapping: Mapping,
  choices: Choices.default({ otherwise: 'skip', rows: {} }),
})

/** Lists of clients, stays, matters, bodies and contacts from files. */
export const imports = {
  /** Asks for a file and reads it; null when cancelled. Nothing is recorded. */
  choose: operation(Nothing, ChosenFile.nullable(), { may: 'import-records' }),
  /** Reads a file that was dropped on the page; the rest is as for one that is chosen. */
  take: operation(
    z.strictObject({
      name: z.string().min(1).max(255),
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= MOST_BYTES, {
        error: 'This file is larger than 30 MB. Divide the list into smaller files.',
      }),
    }),
    ChosenFile,
    { may: 'import-records' },
  ),
  /** Another sheet of the workbook that was chosen. */
  chooseSheet: operation(z.strictObject({ token: Token, sheet: z.string().max(200) }), ChosenFile, {
    may: 'import-records',
  }),
  /** Which column is which field, where the list is of something else than was proposed. */
  propose: operation(z.strictObject({ token: Token, what: What }), Mapping, {
    may: 'import-records',
  }),
  check: operation(Asked, Checked, { may: 'import-records' }),
  /** Records every row that can be, in one act: all of it stands, or nothing. */
  run: operation(Asked, Imported, { may: 'import-records' }),
  progress: operation(
    Nothing,
    z.object({
      running: z.enum(['', 'reading', 'checking', 'recording']),
      done: z.number(),
      of: z.number(),
    }),
    { may: 'import-records' },
  ),
  /** Breaks off what is under way: nothing of it is kept. */
  cancel: operation(Nothing, z.object({}), { may: 'import-records' }),
  /** Saves the rows that were not recorded, each with its reason, to be corrected and imported again; false when cancelled. */
  saveReport: operation(z.strictObject({ token: Token }), z.object({ saved: z.boolean() }), {
    may: 'import-records',
  }),
  /** Every import that was completed, newest first. */
  list: operation(
    Nothing,
    z.array(
      z.object({
        seq: z.number(),
        at: Moment,
        by: z.string(),
        what: What,
        counts: Counts,
        /** Of the file, hexadecimal. */
        sha256: z.string(),
        /** The entries of the log that it made; null where it made none. */
        entries: z.object({ from: z.number(), to: z.number() }).nullable(),
      }),
    ),
    { may: 'import-records' },
  ),
}
