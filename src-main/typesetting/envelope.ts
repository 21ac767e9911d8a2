import { Refusal } from '../wire/refusal.ts'
import { refuseUncovered } from './coverage.ts'
import { draw } from './draw.ts'
import type { Face, Faces, Fonts } from './fonts.ts'
import { breakLines } from './lines.ts'
import type { EnvelopeModel, Rendered } from './model.ts'
import { mm, type Element, type LaidOut, type Piece } from './page.ts'

/** DL: 220 by 110 millimetres. */
const DL = { width: mm(220), height: mm(110) }

/**
 * An envelope of DL size. The plain one carries the address alone; the inner one of a privileged letter carries the
 * mark, the solicitor's name, address, telephone and reference, and a place for a signature (PSI 49/2011).
 */
export async function envelopePdf(model: EnvelopeModel, fonts: Fonts): Promise<Rendered> {
  const { sender, privilege, address, datedOn } = model
  if (address.length < 2 || address.length > 7) {
    const why = 'An address has two to seven lines, with the name and the postcode.'
    throw new Refusal('invalid-input', why, { address: why })
  }
  const texts = {
    address: address.join('\n'),
    sender: privilege
      ? [sender.firm, ...sender.address, sender.telephone, sender.signs].join('\n')
      : '',
    ourRef: sender.ourRef,
  }
  refuseUncovered(texts)
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOutEnvelope(model, faces)
  return { pdf: await draw(laidOut, { title: 'Envelope', datedOn }, faces), pages: 1 }
}

function layOutEnvelope({ address, privilege, sender }: EnvelopeModel, faces: Faces): LaidOut {
  const elements: Element[] = []
  const put = (
    texts: string[],
    x: number,
    y: number,
    size: number,
    face: Face = 'regular',
  ): Piece => {
    const spans = texts.map((text) => ({ text: text.normalize('NFC'), face }))
    const lines = spans.flatMap((span) => breakLines([span], size, DL.width - x - mm(8), faces))
    return {
      element: elements.push({ tag: 'P', parent: null }) - 1,
      x,
      y,
      leading: size * 1.35,
      lines,
    }
  }
  const pieces = [put(address, mm(90), mm(50), 12)]
  if (privilege) {
    const said = privilege.toLocaleUpperCase('en-GB')
    const from = [
      'From:',
      sender.firm,
      ...sender.address,
      `Telephone ${sender.telephone}`,
      `Our ref: ${sender.ourRef}`,
    ]
    const sign = put([`Signed: `], mm(10), mm(96), 9)
    const wide = faces.regular.width('Signed: ', 9)
    pieces.push(
      put([said], mm(90), mm(18), 20, 'bold'),
      put(
        ['Legally privileged correspondence. Please pass to the addressee unopened.'],
        mm(90),
        mm(26),
        9,
      ),
      put(from, mm(10), mm(14), 9),
      { ...sign, rules: [{ x: mm(10) + wide, y: mm(96) + 2, width: mm(60) }] },
      put([sender.signs], mm(10), mm(102), 9),
    )
  }
  return { pages: [{ pieces, across: null }], elements, size: [DL.width, DL.height] }
}
