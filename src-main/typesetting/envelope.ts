import { refuseMissingGlyphs } from './glyphs.ts'
import { draw } from './draw.ts'
import { fitAddress, fitLines, type Fitted } from './fit.ts'
import type { Faces, Fonts } from './fonts.ts'
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
  const texts = {
    address: address.join('\n'),
    sender: privilege
      ? [sender.firm, ...sender.address, sender.telephone, sender.signs].join('\n')
      : '',
    ourRef: sender.ourRef,
  }
  refuseMissingGlyphs(texts)
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOutEnvelope(model, faces)
  return { pdf: await draw(laidOut, { title: 'Envelope', datedOn }, faces), pages: 1 }
}

/** Lays an envelope out: pure, the same model gives the same places. */
export function layOutEnvelope(
  { address, privilege, sender }: EnvelopeModel,
  faces: Faces,
): LaidOut {
  const elements: Element[] = []
  const put = (x: number, y: number, { lines, leading }: Fitted): Piece => ({
    ...{ element: elements.push({ tag: 'P', parent: null }) - 1, x, y, leading, lines },
  })
  const fit = (texts: string[], width: number, height: number, size: number, bold = false) =>
    fitLines(
      texts,
      { width, height },
      { size, leading: 1.35, face: bold ? 'bold' : 'regular' },
      faces,
    )
  const right = DL.width - mm(90) - mm(8)
  const to = { width: right, height: DL.height - mm(52) }
  const pieces = [put(mm(90), mm(50), fitAddress(address, to, { size: 12, leading: 1.35 }, faces))]
  if (privilege) {
    const said = privilege.toLocaleUpperCase('en-GB')
    const from = [
      'From:',
      sender.firm,
      ...sender.address,
      `Telephone ${sender.telephone}`,
      `Our ref: ${sender.ourRef}`,
    ]
    // The sender stands left of the mark and of the address, and above the place for a signature.
    const column = mm(90 - 10 - 4)
    const sign = put(mm(10), mm(96), fit(['Signed: '], column, mm(6), 9))
    const wide = faces.regular.width('Signed: ', 9)
    pieces.push(
      put(mm(90), mm(18), fit([said], right, mm(8), 20, true)),
      put(
        mm(90),
        mm(26),
        fit(
          ['Legally privileged correspondence. Please pass to the addressee unopened.'],
          right,
          mm(10),
          9,
        ),
      ),
      put(mm(10), mm(14), fit(from, column, mm(76), 9)),
      { ...sign, rules: [{ x: mm(10) + wide, y: mm(96) + 2, width: mm(60) }] },
      put(mm(10), mm(102), fit([sender.signs], column, mm(7), 9)),
    )
  }
  return { pages: [{ pieces, across: null }], elements, size: [DL.width, DL.height] }
}
