import { logoRow, readFirm } from '../practice/read-firm.ts'
import type { EnvelopeModel, LetterModel } from '../typesetting/model.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Readable, Vault } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Case } from './letter-state.ts'
import type { Merged } from './merge.ts'
import { closeFor, deliveryLine, privilegeMark } from './wording.ts'

interface Print {
  paper: LetterModel['paper']
  draft: boolean
  code: string | null
  /** What the template gives that is not edited: the form to sign, the mark of confidence. */
  merged: Pick<Merged, 'title' | 'confidentiality' | 'form'>
}

const NO_FIRM = new Refusal(
  'conflict',
  'The firm’s details are not recorded yet. Record them, then look at the letter.',
)
const privilegeOf = ({ addressee }: Case['content']) =>
  privilegeMark({
    client: addressee.role === 'client',
    youngOffenders: addressee.lines.some((line) => /\bHM ?YOI\b/.test(line)),
  })
const addressOf = ({ name, lines, postcode }: Case['content']['addressee']) => [
  name,
  ...lines,
  ...(postcode ? [postcode] : []),
]

/** Everything printed of a letter, from the letter and the firm as they stand. */
export async function letterModel(
  tx: Readable,
  one: Pick<Case, 'content' | 'ourRef'>,
  print: Print,
): Promise<LetterModel> {
  const firm = await readFirm(tx)
  if (!firm) throw NO_FIRM
  const { content, ourRef } = one
  const signs = firm.signatories.find(({ personId }) => personId === content.signatory)
  return {
    title: print.merged.title,
    datedOn: content.datedOn,
    paper: print.paper,
    firm: {
      ...firm,
      email: firm.email ?? '',
      dx: firm.dx ?? '',
      company: firm.company ?? '',
      logo: null,
    },
    address: addressOf(content.addressee),
    recipient: content.addressee.name,
    ourRef,
    yourRef: content.yourRef,
    delivery: deliveryLine(content.delivery),
    confidentiality: print.merged.confidentiality,
    privilege: privilegeOf(content),
    salutation: content.salutation,
    heading: content.heading,
    paragraphs: content.passages.map(({ text }) => text),
    close: closeFor(content.salutation),
    signature: signs ? { name: signs.signsAs, capacity: signs.capacity, firm: firm.name } : null,
    enclosures: content.enclosures.map(({ name }) => name),
    copies: content.copies.map(({ addressee: { name } }) => name),
    form: print.merged.form,
    code: print.code,
    draft: print.draft,
    largePrint: content.largePrint,
  }
}

interface LogoSource {
  vault: Pick<Vault, 'read'>
  papers: Pick<ReturnType<typeof officePapers>, 'get'>
}

/** Puts the firm's logo on its letterhead, where it has one; pre-printed paper carries its own. */
export async function withLogo(
  model: LetterModel,
  { vault, papers }: LogoSource,
): Promise<LetterModel> {
  const row = model.paper === 'letterhead' ? await vault.read(logoRow) : undefined
  if (!row) return model
  const logo = new Uint8Array(await papers.get(row.paper_id))
  return { ...model, firm: { ...model.firm, logo } }
}

/** The envelope: to the client marked and with the sender on it, to anybody else plain. */
export async function envelopeModel(
  tx: Readable,
  { content, ourRef }: Case,
): Promise<EnvelopeModel> {
  const firm = await readFirm(tx)
  if (!firm) throw NO_FIRM
  const signs = firm.signatories.find(({ personId }) => personId === content.signatory)
  return {
    datedOn: content.datedOn,
    address: addressOf(content.addressee),
    privilege: privilegeOf(content),
    sender: {
      firm: firm.name,
      address: [...firm.address, firm.postcode],
      telephone: firm.telephone,
      signs: signs?.signsAs ?? '',
      ourRef,
    },
  }
}
