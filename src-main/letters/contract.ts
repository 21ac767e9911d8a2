import { ClientId } from '../clients/contract.ts'
import { InformationClass, Purpose, Recipient, RecipientRole } from '../consents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { PersonId } from '../people/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, id, Moment, Nothing, optionalText, text, z } from '../wire/schema.ts'

/** The kinds of letter there are so far, by their numbers in the table of letters. */
export const LetterKind = z.enum(['L03', 'L05', 'L09', 'L24', 'L36', 'L37'])
export type LetterKind = z.output<typeof LetterKind>

/** The law a letter is made under, chosen by the day of the request. */
export const LetterEdition = z.enum(['dpa-1998', 'uk-gdpr'])
export type LetterEdition = z.output<typeof LetterEdition>

export const LetterId = id<'Letter'>()
export type LetterId = z.output<typeof LetterId>

/** What a passage tells; `none` is only for text that is not personal by its nature and comes from a template. */
export const PassageClass = z.union([InformationClass, z.literal('none')])

/** A paragraph of the body; `class` is null while its writer has not chosen one, which blocks approval. */
export const Passage = z.strictObject({
  id: z.string().min(1).max(40),
  text: z.string().max(5000, 'Keep a passage to 5,000 characters.'),
  class: PassageClass.nullable(),
  origin: z.enum(['template', 'written']),
})
export type Passage = z.output<typeof Passage>

export const Addressee = z.strictObject({
  name: text(120, 'Say to whom it goes.'),
  role: z.union([RecipientRole, z.literal('client')]),
  lines: z
    .array(z.string().trim().min(1).max(60))
    .max(6, 'Seven lines at most, with the postcode.'),
  postcode: optionalText(10),
})
export type Addressee = z.output<typeof Addressee>

const Enclosure = z.strictObject({
  name: text(160, 'Name the enclosure.'),
  class: PassageClass.nullable(),
})
const Copy = z.strictObject({ addressee: Addressee })

/** Everything that makes the letter; the date, our reference and the close follow from it. */
export const LetterContent = z.strictObject({
  matterId: MatterId,
  kind: LetterKind,
  /** The day of the letter, and so of the request: chooses the edition. */
  datedOn: Day,
  addressee: Addressee,
  yourRef: optionalText(60),
  delivery: z.enum(['post', 'special-delivery', 'dx', 'hand', 'email']),
  salutation: text(80, 'Give the salutation.'),
  heading: text(200, 'Give the heading.'),
  passages: z.array(Passage).min(1).max(60),
  enclosures: z.array(Enclosure).max(20).default([]),
  copies: z.array(Copy).max(10).default([]),
  signatory: PersonId.nullable(),
  /** The letter that this one chases or withdraws from. */
  answers: LetterId.nullable().default(null),
  largePrint: z.boolean().default(false),
  /** L24: who would be told what and why; the form to sign is made from it. */
  telling: z
    .strictObject({
      recipient: Recipient,
      purpose: Purpose,
      classes: z.array(InformationClass).min(1, 'Choose what would be told.').max(8),
    })
    .nullable()
    .default(null),
})
export type LetterContent = z.output<typeof LetterContent>

/** One decision of the gate: about a passage, an enclosure, the heading or a copy, and each reader of it. */
export const GateDecision = z.object({
  what: z.enum(['passage', 'enclosure', 'heading', 'copy']),
  /** Passage id, or position of the enclosure or copy. */
  at: z.string(),
  reader: z.string(),
  class: PassageClass.nullable(),
  allowed: z.boolean(),
  why: z.string(),
  cure: z.string().nullable(),
})

export const Gate = z.object({
  open: z.boolean(),
  decisions: z.array(GateDecision),
  /** What else is missing, each with its cure: an authority, a signatory, the firm's SRA number. */
  missing: z.array(z.object({ what: z.string(), cure: z.string() })),
})
export type Gate = z.output<typeof Gate>

/** Derived from the letter's events and the consents, never typed. */
export const LetterState = z.enum([
  'draft',
  'approved',
  'printed',
  'signed',
  'sent',
  'to-recall',
  'recalled',
  'returned',
  'replied',
])
export type LetterState = z.output<typeof LetterState>

export const Deadline = z.object({
  rule: z.string(),
  due: Day,
  prudent: Day,
  /** True while receipt is only estimated, or the holidays of that year are not listed yet. */
  provisional: z.boolean(),
  receivedOn: Day,
  receiptEstimated: z.boolean(),
  daysLate: z.number(),
  /** `on` is the day that the step arrives at, where it gives one. */
  steps: z.array(z.object({ text: z.string(), authority: z.string(), on: Day.optional() })),
  /** What a solicitor must check before relying on the date. */
  check: z.array(z.string()).default([]),
})

/** What came back, or what is known of it. */
export const ReplyKind = z.enum([
  'acknowledged',
  'id-asked',
  'id-supplied',
  'clarification-asked',
  'clarification-answered',
  'extended',
  'answered-in-full',
  'answered-in-part',
  'refused',
  'not-held',
  'fee-asked',
])

export const Letter = z.object({
  id: LetterId,
  clientId: ClientId,
  clientName: z.string(),
  ourRef: z.string(),
  title: z.string(),
  edition: LetterEdition,
  content: LetterContent,
  version: z.number(),
  state: LetterState,
  gate: Gate,
  approved: z
    .object({ at: Moment, by: z.string(), sha256: z.string(), code: z.string(), pages: z.number() })
    .nullable(),
  sent: z.object({ on: Day, route: z.string() }).nullable(),
  deadline: Deadline.nullable(),
  history: z.array(z.object({ at: Moment, by: z.string(), act: z.string(), note: z.string() })),
})
export type Letter = z.output<typeof Letter>

export const LetterRow = z.object({
  id: LetterId,
  matterId: MatterId,
  clientId: ClientId,
  clientName: z.string(),
  ourRef: z.string(),
  kind: LetterKind,
  title: z.string(),
  to: z.string(),
  datedOn: Day,
  state: LetterState,
  deadline: z
    .object({ due: Day, prudent: Day, provisional: z.boolean(), daysLate: z.number() })
    .nullable(),
})
export type LetterRow = z.output<typeof LetterRow>

const Which = z.strictObject({ letterId: LetterId })
const Paper = z.enum(['letterhead', 'pre-printed'])
const Pdf = z.object({ pdf: z.instanceof(Uint8Array), pages: z.number() })

/** Letters, from draft to sent and answered. */
export const letters = {
  /** A letter ready to be looked over: addressee from the stay and the date, passages from the template. */
  propose: operation(
    z.strictObject({
      matterId: MatterId,
      kind: LetterKind,
      datedOn: Day,
      answers: LetterId.nullable().default(null),
    }),
    LetterContent,
    { may: 'draft-letters' },
  ),
  draft: operation(LetterContent, Letter, { may: 'draft-letters' }),
  redraft: operation(
    z.strictObject({ letterId: LetterId, version: z.int().positive(), content: LetterContent }),
    Letter,
    { may: 'draft-letters' },
  ),
  get: operation(Which, Letter, { may: 'read-letters' }),
  list: operation(
    z.strictObject({ matterId: MatterId.optional(), clientId: ClientId.optional() }),
    z.array(LetterRow),
    { may: 'read-letters' },
  ),
  /** The letter's pages and what the gate says; `content` is what is typed and not recorded yet, in place of the draft. */
  preview: operation(
    z.strictObject({
      letterId: LetterId,
      paper: Paper.default('letterhead'),
      content: LetterContent.nullable().default(null),
    }),
    Pdf.extend({ gate: Gate }),
    { may: 'read-letters' },
  ),
  approve: operation(z.strictObject({ letterId: LetterId, version: z.int().positive() }), Letter, {
    may: 'approve-letters',
  }),
  printers: operation(Nothing, z.array(z.object({ name: z.string(), usual: z.boolean() })), {
    may: 'print-letters',
  }),
  /** Hands it to the printer; whether it came out is asked afterwards and recorded by `printed`. */
  print: operation(
    z.strictObject({
      letterId: LetterId,
      printer: z.string().max(200),
      paper: Paper,
      what: z.enum(['letter', 'envelope', 'file-copy']),
    }),
    Nothing,
    { may: 'print-letters' },
  ),
  printed: operation(Which, Letter, { may: 'print-letters' }),
  signed: operation(Which, Letter, { may: 'print-letters' }),
  send: operation(
    z.strictObject({
      letterId: LetterId,
      route: z.enum([
        'first-class',
        'second-class',
        'special-delivery',
        'dx',
        'hand',
        'email',
        'cjsm',
        'portal',
      ]),
      on: Day,
    }),
    Letter,
    { may: 'send-letters' },
  ),
  recall: operation(
    z.strictObject({
      letterId: LetterId,
      reason: text(300, 'Say why it is recalled.'),
      destroyedBy: text(120, 'Say who destroyed the paper.'),
    }),
    Letter,
    { may: 'print-letters' },
  ),
  returned: operation(
    z.strictObject({ letterId: LetterId, on: Day, reason: text(300, 'Say what stands on it.') }),
    Letter,
    { may: 'send-letters' },
  ),
  recordReply: operation(
    z.strictObject({ letterId: LetterId, kind: ReplyKind, on: Day, note: optionalText(1000) }),
    Letter,
    { may: 'send-letters' },
  ),
  saveCopy: operation(Which, z.object({ saved: z.boolean() }), { may: 'read-letters' }),
  openInReader: operation(Which, Nothing, { may: 'read-letters' }),
}
