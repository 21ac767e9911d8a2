import { postalLines, tidyPostcode } from '../wire/postal.ts'
import { Refusal } from '../wire/refusal.ts'
import { isReconstruction } from './dated.ts'
import { merged, mergedOrNull } from './drafting.ts'
import type { Merged } from './merge.ts'
import type { LetterRecord } from './record.ts'
import { refOf, signatureOf } from './signing.ts'
import type { EnvelopeModel, LetterModel } from '../typesetting/model.ts'
import { KINDS } from './kinds.ts'
import { closeFor, deliveryLine, isForYoungOffenders, privilegeMark } from './wording.ts'

interface Print {
  paper: LetterModel['paper']
  draft: boolean
  code: string | null
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
  KINDS[content.kind].attention ?? (answered && KINDS[answered.content.kind].attention)
const addressOf = (to: To) => {
  const { name, lines, postcode } = to.content.addressee
  const attention = attentionOf(to)
  return [
    ...(attention ? [attention] : []),
    name,
    ...postalLines(lines, postcode),
    ...(postcode ? [tidyPostcode(postcode)] : []),
  ]
}

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
  const print = { paper: 'letterhead', draft: false, code: null } as const
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
    close: closeFor(content.salutation, KINDS[content.kind]),
    signature: signatureOf(content, firm),
    enclosures: content.enclosures.map(({ name }) => name),
    copies: content.copies.map(({ addressee: { name } }) => name),
    form,
    code: print.code,
    draft: print.draft,
    fileCopy: false,
    reconstruction: isReconstruction(one.content, one),
    largePrint: content.largePrint,
  }
}

/** The envelope: to the client marked and with the sender on it, to anybody else plain. Pure. */
export function envelopeModel({
  content,
  answered,
  firm,
  matter,
}: Pick<LetterRecord, 'content' | 'answered' | 'matter'> & { firm: Firm | null }): EnvelopeModel {
  if (!firm) throw NO_FIRM
  const signs = firm.signatories.find(({ personId }) => personId === content.signatory)
  return {
    datedOn: content.datedOn,
    address: addressOf({ content, answered }),
    privilege: privilegeOf(content),
    sender: {
      firm: firm.name,
      address: [...postalLines(firm.address, firm.postcode), tidyPostcode(firm.postcode)],
      telephone: firm.telephone,
      signs: signs?.signsAs ?? '',
      ourRef: refOf({ content, matter, firm }),
    },
  }
}
