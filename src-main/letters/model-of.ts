import { apartIn } from './apart.ts'
import { postalLines, tidyPostcode } from '../wire/postal.ts'
import { Refusal } from '../wire/refusal.ts'
import { isReconstruction } from './dated.ts'
import { merged, mergedOrNull, placed } from './drafting.ts'
import type { Merged } from './merge.ts'
import type { LetterRecord } from './record.ts'
import { refOf, signatureOf } from './signing.ts'
import {
  packingWords,
  type EnvelopeModel,
  type Label,
  type LetterModel,
} from '../typesetting/model.ts'
import type { EnvelopeSize } from './print-contract.ts'
import { KINDS } from './kinds.ts'
import { closeFor, deliveryLine, isForYoungOffenders, privilegeMark } from './wording.ts'

interface Print {
  paper: LetterModel['paper']
  draft: boolean
  code: string | null
  packing: string | null
}

const NO_FIRM = new Refusal(
  'conflict',
  'The firm’s details are not recorded yet. Record them, then open the letter again.',
)
const privilegeOf = ({ addressee, outsidePrison }: LetterRecord['content']) =>
  privilegeMark({
    client: addressee.role === 'client' && !outsidePrison,
    youngOffenders: isForYoungOffenders(addressee.lines),
  })
type To = Pick<LetterRecord, 'content' | 'answered'>
/** The desk that it is for, which a chaser shares with the letter that it chases. */
const attentionOf = ({ content, answered }: To) =>
  deskOf(content) ?? (answered && deskOf(answered.content))
const deskOf = ({ kind, inWales }: LetterRecord['content']) =>
  inWales ? 'The Concerns Team' : KINDS[kind].attention
const addressOf = (to: To) => {
  const attention = attentionOf(to)
  return [...(attention ? [attention] : []), ...linesOf(to.content.addressee)]
}
const linesOf = ({ name, lines, postcode }: LetterRecord['content']['addressee']) => [
  name,
  ...postalLines(lines, postcode),
  ...(postcode ? [tidyPostcode(postcode)] : []),
]

/** Everything printed of a letter, from the letter and the firm as they stand; `content` as it is printed. Pure. */
export function letterModel(
  one: LetterRecord,
  print: Print,
  content: LetterRecord['content'] = one.content,
): LetterModel {
  if (!one.firm) throw NO_FIRM
  return modelBy({ ...one, content }, print, { firm: one.firm, given: merged(one.content, one) })
}

/** The letter and its envelope as they would be printed, whatever they still lack. Pure. */
export function modelsOf(one: LetterRecord): { letter: LetterModel; envelope: EnvelopeModel } {
  const firm = one.firm ?? NO_FIRM_YET
  const title = one.templates.get(one.content.kind)?.title ?? ''
  const given = mergedOrNull(one.content, one) ?? { title, confidentiality: null, form: null }
  const print = { paper: 'letterhead', draft: false, code: null, packing: null } as const
  return { letter: modelBy(one, print, { firm, given }), envelope: envelopeModel({ ...one, firm }) }
}

type Firm = Omit<NonNullable<LetterRecord['firm']>, 'version' | 'recordedAt' | 'recordedBy'>
const NO_FIRM_YET = {
  ...{ name: '', address: [], postcode: '', telephone: '', sraNumber: '', regulatedBy: '' },
  ...{ referencePattern: '', signatories: [], logo: null, missing: [] },
} satisfies Firm

function modelBy(
  one: LetterRecord,
  print: Print,
  { firm, given }: { firm: Firm; given: Pick<Merged, 'title' | 'confidentiality' | 'form'> },
): LetterModel {
  const { content } = one
  // What the template gives that is not edited: the form to sign, the mark of confidence.
  const { title, confidentiality, form } = given
  return {
    title,
    datedOn: content.datedOn,
    paper: print.paper,
    firm: {
      ...firm,
      address: postalLines(firm.address, firm.postcode),
      postcode: tidyPostcode(firm.postcode),
      email: firm.email ?? '',
      dx: firm.dx ?? '',
      company: firm.company ?? '',
      logo: null,
    },
    address: addressOf(one),
    recipient: content.addressee.name,
    ourRef: refOf({ ...one, firm }),
    yourRef: content.yourRef,
    delivery: deliveryLine(content.delivery),
    confidentiality,
    privilege: privilegeOf(content),
    salutation: content.salutation,
    heading: content.heading,
    paragraphs: content.passages.map(({ text }) => text),
    ...apartIn(content.kind, content.passages),
    close: closeFor(content.salutation, KINDS[content.kind]),
    signature: signatureOf(content, firm),
    enclosures: content.enclosures.map(({ name }) => name),
    copies: content.copies.map(({ addressee: { name } }) => name),
    form,
    ...{ code: print.code, draft: print.draft, packing: print.packing, copyFor: null },
    reconstruction: isReconstruction(one.content, one),
    largePrint: content.largePrint,
    easyRead: content.easyRead === true,
  }
}

/** Whose envelope, of what size, and which of the two of privileged mail. */
interface Envelope {
  reader: number | null
  size: EnvelopeSize
  packing: string | null
  outer: boolean
}
type Enveloped = Omit<LetterRecord, 'firm'> & { firm: Firm | null }
const INNER: Envelope = { reader: null, size: 'DL', packing: null, outer: false }

/** An envelope: to the client in prison marked and with the sender on it, and an outer one; to anybody else plain. Pure. */
export function envelopeModel(
  one: Enveloped,
  { reader, size, packing, outer }: Envelope = INNER,
): EnvelopeModel {
  const { content, matter, firm } = one
  if (!firm) throw NO_FIRM
  const signs = firm.signatories.find(({ personId }) => personId === content.signatory)
  const place = [...postalLines(firm.address, firm.postcode), tidyPostcode(firm.postcode)]
  const privilege = privilegeFor(one, reader)
  return {
    datedOn: content.datedOn,
    ...(size === 'DL-window' ? { size: 'DL', window: true } : { size, window: false }),
    address: addressFor(one, reader),
    privilege: outer ? null : privilege,
    sender: {
      firm: firm.name,
      address: place,
      telephone: firm.telephone,
      signs: signs?.signsAs ?? '',
      ourRef: refOf({ content, matter, firm }),
    },
    // A prison is to know who writes; on any other the firm's name would tell whoever sees it of a solicitor.
    returnTo: privilege === null ? place : [firm.name, ...place],
    packing,
  }
}

/** What is stuck on one letter: of privileged mail on the outer envelope, and the two of the inner one. Pure. */
export function labelsModel(
  one: LetterRecord,
  { reader, packing }: Pick<Envelope, 'reader' | 'packing'>,
): Label[] {
  const { address, privilege, sender, returnTo } = envelopeModel(one, { ...INNER, reader, packing })
  const packed = packing === null ? [] : [packingWords(packing)]
  const outer = {
    ...{ mark: null, lines: address },
    foot: [`If undelivered, return to: ${returnTo.join(', ')}`, ...packed].join('. '),
  }
  if (privilege === null) return [outer]
  return [
    outer,
    {
      ...{ mark: privilege.toLocaleUpperCase('en-GB'), lines: address },
      foot: ['Legally privileged. Please pass to the addressee unopened', ...packed].join('. '),
    },
    {
      mark: null,
      lines: [
        ...['From:', sender.firm, ...sender.address],
        `Telephone ${sender.telephone}`,
        `Our ref: ${sender.ourRef}`,
      ],
      foot: `Signed: ______________________ ${sender.signs}`,
    },
  ]
}

/** The mark of what goes to that reader; null where it is no privileged mail. Pure. */
export function privilegeFor(one: Enveloped, reader: number | null): string | null {
  const copy = reader === null ? undefined : one.content.copies[reader]
  if (!copy) return privilegeOf(one.content)
  const { addressee } = copy
  return privilegeOf(placed({ ...one.content, addressee }, one))
}

function addressFor(one: Enveloped, reader: number | null): string[] {
  const copy = reader === null ? undefined : one.content.copies[reader]
  return copy ? linesOf(copy.addressee) : addressOf(one)
}
