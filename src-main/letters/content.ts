import { InformationClass, Purpose, Recipient, RecipientRole } from '../consents/contract.ts'
import { DocumentId } from '../documents/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { PersonId } from '../people/contract.ts'
import { RepresentativeId } from '../representatives/contract.ts'
import { NUMBERS } from './kinds.ts'
import { AddressLines, expectAddress, POSTAL_LIMITS, Postcode } from '../wire/postal.ts'
import { Day, id, optionalText, pasted, text, z } from '../wire/schema.ts'

/** A kind of letter by its number in the table of kinds. */
export const LetterKind = z.enum(NUMBERS, 'Choose the kind of letter.')
export type LetterKind = z.output<typeof LetterKind>

/** The law a letter is made under, chosen by the day of the request. */
export const LetterEdition = z.enum(['dpa-1998', 'uk-gdpr'])
export type LetterEdition = z.output<typeof LetterEdition>

export const LetterId = id<'Letter'>()
export type LetterId = z.output<typeof LetterId>

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

/** What the holder of records asked about a request and nobody answered. */
export const OpenQuestions = z.array(z.enum(['id-asked', 'fee-asked', 'clarification-asked']))

/** What a passage tells; `none` is only for text that is not personal by its nature and comes from a template. */
export const PassageClass = z.union([InformationClass, z.literal('none')])

/** A paragraph of the body; `class` is null while its writer has not chosen one, which blocks approval. */
export const Passage = z.strictObject({
  id: z.string().min(1).max(40),
  // All that a group of case details may say, with its signs escaped.
  text: pasted().max(30_000, 'Use no more than 30,000 characters in a passage.'),
  class: PassageClass.nullable(),
  origin: z.enum(['template', 'written']),
  /** Restricted, so its words are left out here: returned like this, it stays as it was recorded. */
  withheld: z.strictObject({ sentences: z.number() }).optional(),
})
export type Passage = z.output<typeof Passage>

export const Addressee = z.strictObject({
  name: text(POSTAL_LIMITS.name, 'Enter the addressee.'),
  role: z.union([RecipientRole, z.literal('client')]),
  lines: AddressLines,
  postcode: Postcode,
})
export type Addressee = z.output<typeof Addressee>

const Enclosure = z.strictObject({
  name: text(160, 'Enter the enclosure.'),
  class: PassageClass.nullable(),
  /** The document that it is, whose name and class follow from what is recorded of it; left out for what is put in by hand. */
  document: z
    .strictObject({
      id: DocumentId,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** Of what the office has besides: the scan of a form or of a proof, or a letter as it was approved; the office says so itself. */
      from: z.enum(['form', 'proof', 'letter']).optional(),
      /** Of an earlier letter that somebody chose: everything that it told. The office says so itself. */
      tells: z.array(PassageClass.nullable()).max(10).optional(),
    })
    .optional(),
  /** Of a matter that is closed to whoever asks, so what it is is left out here: returned like this, it stays as it was recorded. */
  withheld: z.strictObject({ place: z.int().nonnegative() }).optional(),
  /** The paper is put in by hand, though the office has a scan of it. */
  byHand: z.literal(true).optional(),
})
/** Whether somebody chose the file that is enclosed, a document or an earlier letter: its name and class follow from the record. */
export const isChosen = ({ document }: z.output<typeof Enclosure>): boolean =>
  document !== undefined && (document.from === undefined || document.tells !== undefined)
const Copy = z.strictObject({ addressee: Addressee })

const Signing = z.strictObject({
  /** The firm is named as the one for which it is signed. */
  onBehalf: z.boolean(),
  /** Somebody else puts the signature, for the signatory. */
  pp: z.boolean(),
  /** A second signatory, under the first. */
  second: PersonId.nullable(),
  /** Initials of whoever drafted it, where the firm’s references end with them. */
  typist: pasted().regex(/^[a-z]{0,4}$/, 'Use up to four small letters.'),
})
/** Everything that makes the letter; the date, our reference and the close follow from it. */
export const LetterContent = z.strictObject({
  matterId: MatterId,
  kind: LetterKind,
  /** The day of the letter, and so of the request: chooses the edition. */
  datedOn: Day,
  addressee: Addressee,
  yourRef: optionalText(60),
  /** Where an address is from that is not on record for whoever is written to there. */
  addressSource: optionalText(200).optional(),
  delivery: z.enum(['post', 'special-delivery', 'dx', 'hand', 'email']),
  salutation: text(POSTAL_LIMITS.name + 40, 'Enter the salutation.'),
  heading: text(POSTAL_LIMITS.name + 200, 'Enter the heading.'),
  passages: z.array(Passage).min(1).max(60),
  enclosures: z.array(Enclosure).max(20).default([]),
  copies: z.array(Copy).max(10).default([]),
  signatory: PersonId.nullable(),
  /** How it is signed, besides by whom; left out by letters older than the choice, which are signed for nobody else. */
  signing: Signing.optional(),
  /** The letter that this one chases or withdraws from. */
  answers: LetterId.nullable().default(null),
  largePrint: z.boolean().default(false),
  /** Written from the easy-read template of its kind. */
  easyRead: z.literal(true).optional(),
  /** The reason for writing to a body that no longer exists. */
  formerBodyReason: optionalText(300),
  /** Of a form to sign: what would be disclosed to whom and why; the form to sign is made from it. */
  consentRequested: z
    .strictObject({
      recipient: Recipient,
      purpose: Purpose,
      classes: z.array(InformationClass).min(1, 'Choose what would be disclosed.').max(8),
      /** Of a relative: what tells them from others of the name. */
      who: z.strictObject({ relation: optionalText(60), address: optionalText(200) }).optional(),
    })
    .nullable()
    .default(null),
  /** Of a letter to the client: how what the client needs is met, with the needs as they were when that was written. */
  communication: z.strictObject({ needs: optionalText(300), how: optionalText(300) }).optional(),
  /** Of an application for the records of the dead: who makes it, as what, and the claim in one neutral line. */
  applicant: z
    .strictObject({
      name: optionalText(160),
      capacity: z.enum(['personal-representative', 'claimant']),
      claim: optionalText(300),
      address: optionalText(300).optional(),
      /** The personal representative on record, from whom name, address and proof follow. */
      representativeId: RepresentativeId.optional(),
      /** Of a claimant: when they signed the authority to this firm. */
      signedOn: Day.nullable().optional(),
    })
    .optional(),
  /** The version of the office’s own template that it was made with; left out where that was the shipped one. The office says so itself. */
  template: z
    .strictObject({ version: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional(),
  /** Of a letter to the client: it goes to a place that is no prison, so it bears no mark. The office says so itself. */
  outsidePrison: z.literal(true).optional(),
  /** Of a complaint about care: it was given in Wales, by whose procedure the letter was made. The office says so itself. */
  inWales: z.literal(true).optional(),
})
export type LetterContent = z.output<typeof LetterContent>

/** The same as it is typed: no address in it is one that the post cannot read. */
export const TypedContent = LetterContent.superRefine(({ addressee, copies }, issues) => {
  expectAddress(addressee, issues, ['addressee'])
  for (const [at, copy] of copies.entries())
    expectAddress(copy.addressee, issues, ['copies', at, 'addressee'])
})

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
  'discarded',
])
export type LetterState = z.output<typeof LetterState>
