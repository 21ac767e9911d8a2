import { Refusal } from '../wire/refusal.ts'
import { refuseMissingGlyphs } from './glyphs.ts'
import { draw, drawAll } from './draw.ts'
import type { Fonts } from './fonts.ts'
import { layOut } from './layout.ts'
import type { LetterModel, Rendered } from './model.ts'
import { A4, type LaidOut } from './page.ts'

const REGULATED = /authorised and regulated by the solicitors regulation authority/i

/** A letter as a tagged PDF that aims at PDF/A-2a and PDF/UA-1; the same model gives the same bytes. */
export async function letterPdf(model: LetterModel, fonts: Fonts): Promise<Rendered> {
  const texts = textsOf(model)
  const { title, datedOn } = model
  refuseMissingGlyphs({ ...texts, title })
  if (model.paper === 'letterhead') refuseBareLetterhead(model)
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOut(model, faces)
  return { pdf: await draw(laidOut, { title, datedOn }, faces), pages: laidOut.pages.length }
}

/** Many letters that were each rendered before. */
export interface TogetherOrder {
  letters: LetterModel[]
  bothSides: boolean
  datedOn: string
}

/** Many letters in one file, each begun on a sheet of its own where both sides are printed. */
export async function lettersPdf(
  { letters, bothSides, datedOn }: TogetherOrder,
  fonts: Fonts,
  drawn: () => void = () => {},
): Promise<Rendered> {
  let pages = 0
  function* parts(): Generator<LaidOut> {
    for (const model of letters) {
      const part = layOut(model, fonts.facesFor(Object.values(textsOf(model))))
      const blank = bothSides && pages % 2 === 1 ? [{ pieces: [], across: null }] : []
      pages += blank.length + part.pages.length
      yield { ...part, pages: [...blank, ...part.pages] }
      drawn()
    }
  }
  const faces = fonts.facesFor(letters.flatMap((model) => Object.values(textsOf(model))))
  const about = { title: 'Letters', datedOn, size: A4_SIZE }
  return { pdf: await drawAll(parts(), about, faces), pages }
}
const A4_SIZE: LaidOut['size'] = [A4.width, A4.height]

function refuseBareLetterhead({ firm }: LetterModel): void {
  if (firm.sraNumber !== '' && REGULATED.test(firm.regulatedBy)) return
  const why =
    'A letterhead must show the SRA number and the words “authorised and regulated by the Solicitors Regulation Authority”. Complete the firm’s details, or print on pre-printed paper.'
  throw new Refusal('invalid-input', why, { firm: why })
}

/** Every text of a letter, by the field a refusal names; NFC, as it is printed. */
function textsOf({ firm, ...model }: LetterModel): Record<string, string> {
  const texts: Record<string, string> = {
    address: model.address.join('\n'),
    recipient: model.recipient,
    ourRef: model.ourRef,
    yourRef: model.yourRef,
    delivery: model.delivery,
    notices: [model.confidentiality, model.privilege, model.code].join('\n'),
    salutation: model.salutation,
    heading: model.heading,
    close: model.close,
    signature: Object.values(model.signature ?? {}).join('\n'),
    enclosures: model.enclosures.join('\n'),
    copies: model.copies.join('\n'),
    form: model.form?.text ?? '',
    firm: [firm.name, ...firm.address, firm.postcode, firm.telephone, firm.email, firm.dx].join(
      '\n',
    ),
    firmFoot: [firm.regulatedBy, firm.sraNumber, firm.company].join('\n'),
  }
  for (const [place, text] of model.paragraphs.entries()) texts[`paragraphs.${place}`] = text
  return Object.fromEntries(
    Object.entries(texts).map(([field, text]) => [field, text.normalize('NFC')]),
  )
}
