import { ClientId } from '../clients/contract.ts'
import { InformationClass } from '../consents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { sortedBy } from '../wire/sorting.ts'
import { Day, id, Moment, optionalText, text, z } from '../wire/schema.ts'

/** Bytes that a document may have. */
export const LARGEST_DOCUMENT = 500_000_000
/** Bytes of a file that come at once. */
export const MOST_AT_ONCE = 4_194_304

export const DocumentId = id<'Document'>()
export type DocumentId = z.output<typeof DocumentId>

/** What came in, as the list has it; whatever else it is, is said in words. */
export const DocumentSort = z.enum(
  [
    ...(['records', 'letter', 'report', 'statement', 'court', 'complaint', 'identity'] as const),
    ...(['authority', 'photograph', 'other'] as const),
  ],
  'Choose what it is.',
)
export type DocumentSort = z.output<typeof DocumentSort>
export const DocumentKind = z.enum(['pdf', 'png', 'jpeg', 'tiff', 'text', 'docx'])

const fields = {
  receivedOn: z.string().min(1, 'Enter the day on which it was received.').pipe(Day),
  /** From whom, as it is written or as it is known. */
  sender: text(200, 'Enter from whom it came.'),
  sort: DocumentSort,
  title: optionalText(300),
  class: InformationClass,
  pages: z
    .int('Enter a number of pages.')
    .min(1, 'Enter a number of pages.')
    .max(100_000, 'Enter a smaller number of pages.')
    .nullable(),
  matterId: MatterId.nullable(),
  /** The letter or request that it answers. */
  letterId: id<'Letter'>().nullable(),
}
/** Stands for a file on its way in, until it is kept or the office is locked. */
const Token = z.string().regex(/^[0-9a-f]{32}$/)
const Which = { documentId: DocumentId }
const Look = z.strictObject({ ...Which, reason: optionalText(300) })

export const DocumentDraft = z.strictObject({ token: Token, clientId: ClientId, ...fields })
export type DocumentDraft = z.output<typeof DocumentDraft>

/** A file that lies in the office and is not kept yet. */
export const Received = z.object({
  token: Token,
  name: z.string(),
  kind: DocumentKind,
  size: z.number(),
})
export type Received = z.output<typeof Received>

const Recorded = { at: Moment, by: z.string() }
const Version = z.object({
  receivedOn: Day,
  sender: z.string(),
  sort: DocumentSort,
  title: z.string(),
  class: InformationClass,
  pages: z.number().nullable(),
  matterId: MatterId.nullable(),
  letterId: id<'Letter'>().nullable(),
  version: z.number(),
  ...Recorded,
  reason: z.string(),
})

export const KeptDocument = z.object({
  id: DocumentId,
  clientId: ClientId,
  /** Which of the client's records it stands in. */
  record: z.number(),
  /** The version in force. */
  ...Version.shape,
  /** What is said of it is restricted, and stands here only once it was opened for a reason. */
  withheld: z.boolean(),
  name: z.string(),
  kind: DocumentKind,
  size: z.number(),
  sha256: z.string(),
  keptAt: Moment,
  removed: z.object({ reason: z.string(), ...Recorded }).nullable(),
  /** Superseded versions, newest first. */
  earlier: z.array(Version),
})
export type KeptDocument = z.output<typeof KeptDocument>

/** By what the documents of a client are sorted. */
const DocumentsSorted = sortedBy('received', 'sender', 'what')
export type DocumentsSorted = z.output<typeof DocumentsSorted>

/** What comes in and is kept: the file itself, encrypted, with what is said of it. */
export const documents = {
  /** Asks for a file and takes it in; null where nobody chose one. */
  choose: operation(z.strictObject({}), Received.nullable(), { may: 'record-clients' }),
  /** The same for a file that was dropped on the window, which comes piece by piece. */
  begin: operation(
    z.strictObject({ name: z.string().max(255), size: z.int().min(0) }),
    z.object({ token: Token }),
    { may: 'record-clients' },
  ),
  piece: operation(
    z.strictObject({
      token: Token,
      bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= MOST_AT_ONCE, {
        error: 'This is too much at once.',
      }),
    }),
    z.object({}),
    { may: 'record-clients' },
  ),
  end: operation(z.strictObject({ token: Token }), Received, { may: 'record-clients' }),
  /** Nothing stays of a file that is not kept after all. */
  leave: operation(z.strictObject({ token: Token }), z.object({}), { may: 'record-clients' }),
  keep: operation(DocumentDraft, KeptDocument, { may: 'record-clients' }),
  correct: operation(
    z.strictObject({
      ...Which,
      ...fields,
      version: z.int().positive(),
      reason: text(500, 'Give the reason for the correction.'),
    }),
    KeptDocument,
    { may: 'record-clients' },
  ),
  /** It was attached wrongly: it stays on record, and is offered nowhere. */
  remove: operation(
    z.strictObject({ ...Which, reason: text(500, 'Give the reason.') }),
    KeptDocument,
    { may: 'record-clients' },
  ),
  /** Of a client, or of one matter, the newest first or in the order that is asked for; what is restricted is there only for whoever may open it. */
  list: operation(
    z.strictObject({
      clientId: ClientId,
      matterId: MatterId.nullable().default(null),
      sort: DocumentsSorted,
    }),
    z.array(KeptDocument),
    { may: 'read-clients' },
  ),
  /** All that is said of a restricted one; a read that is itself logged. */
  reveal: operation(
    z.strictObject({ ...Which, reason: text(300, 'Give the reason for opening it.') }),
    KeptDocument,
    { may: 'reveal-consents' },
  ),
  /** Shows it in this computer's own reader; logged, of a restricted one with the reason. */
  open: operation(Look, z.object({}), { may: 'read-clients' }),
  /** Saves a copy where the person says; logged the same. False when cancelled. */
  saveCopy: operation(Look, z.object({ saved: z.boolean() }), { may: 'read-clients' }),
}
