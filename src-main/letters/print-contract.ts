import { operation } from '../wire/operation.ts'
import { Nothing, z } from '../wire/schema.ts'
import { LetterId } from './content.ts'

export const Paper = z.enum(['letterhead', 'pre-printed'])

/** What is printed of a letter. `envelope` is the inner one of privileged mail, whose outer one is plain. */
export const PrintWhat = z.enum([
  ...['letter', 'with-enclosures', 'file-copy', 'copy', 'envelope', 'outer', 'labels'],
] as const)
export type PrintWhat = z.output<typeof PrintWhat>

export const EnvelopeSize = z.enum(['DL', 'DL-window', 'C5', 'C4'])
export type EnvelopeSize = z.output<typeof EnvelopeSize>

/** What a letter encloses that is not in one file with it, and goes by itself. */
export const Apart = z
  .array(z.object({ number: z.number(), name: z.string(), why: z.string() }))
  .optional()

/** How many labels the common sheet of A4 has. */
export const LABELS = 21
/** How many copies are printed at once. */
const MOST = 50

/** What has to do with paper: the printers, and what is printed of a letter. */
export const printings = {
  /** The printers of this computer; `trays` is null where the system does not list them. */
  printers: operation(
    Nothing,
    z.array(
      z.object({ name: z.string(), usual: z.boolean(), trays: z.array(z.string()).nullable() }),
    ),
    { may: 'print-letters' },
  ),
  /** What can be printed of an approved letter, in the order in which it is packed. */
  papers: operation(
    z.strictObject({ letterId: LetterId }),
    z.array(
      z.object({
        what: PrintWhat,
        reader: z.number().nullable(),
        /** Whose it is. */
        name: z.string(),
        /** Of a copy: it is the client's own. */
        client: z.boolean(),
        /** The mark of privileged mail that it bears, or that its inner envelope does. */
        privilege: z.string().nullable(),
        /** The four characters that it bears. */
        packing: z.string().nullable(),
      }),
    ),
    { may: 'print-letters' },
  ),
  /** Hands many letters to the printer as one job; those that cannot be in it are given with why. */
  printTogether: operation(
    z.strictObject({
      letterIds: z
        .array(LetterId)
        .min(1, 'Choose the letters.')
        .max(500, 'Choose at most 500 letters.'),
      printer: z.string().max(200),
      paper: Paper,
      sides: z.enum(['one', 'long-edge']),
      tray: z.string().max(60).default(''),
    }),
    z.object({ refused: z.array(z.object({ letterId: LetterId, why: z.string() })) }),
    { may: 'print-letters' },
  ),
  /** How far such a job is: each letter is looked over, and then drawn. */
  togetherProgress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'print-letters' },
  ),
  /** Stops it before anything is handed to the printer. */
  stopTogether: operation(Nothing, Nothing, { may: 'print-letters' }),
  /** Opens a message with the letter, or the copy for one of its readers, attached in this computer's mail program, to the address on record. */
  emailLetter: operation(
    z.strictObject({
      letterId: LetterId,
      reader: z.int().min(0).max(9).nullable().default(null),
      withEnclosures: z.boolean().default(false),
    }),
    z.object({ to: z.string(), route: z.enum(['email', 'cjsm']), apart: Apart }),
    { may: 'send-letters' },
  ),
  /** Hands one job to the printer; whether it came out is asked afterwards and recorded by `printed`. */
  print: operation(
    z.strictObject({
      letterId: LetterId,
      printer: z.string().max(200),
      paper: Paper,
      what: PrintWhat,
      /** Whose copy or envelope: the place among the copies, or null for whom the letter is addressed to. */
      reader: z.int().min(0).max(9).nullable().default(null),
      /** Of an envelope. */
      size: EnvelopeSize.default('DL'),
      /** Of labels: the first place on the sheet that is still free. */
      start: z
        .int('Enter a whole number.')
        .min(1, 'The first label of a sheet is 1.')
        .max(LABELS, `A sheet has ${LABELS} labels.`)
        .default(1),
      copies: z
        .int('Enter a whole number.')
        .min(1, 'Print one copy at least.')
        .max(MOST, `Print no more than ${MOST} copies at once.`)
        .default(1),
      /** Empty: as the printer is set. */
      sides: z.enum(['one', 'long-edge', 'short-edge', '']).default(''),
      tray: z.string().max(60).default(''),
    }),
    z.object({ apart: Apart }),
    { may: 'print-letters' },
  ),
}
