import { refuseMissingGlyphs } from './glyphs.ts'
import { draw } from './draw.ts'
import { fitAddress, fitLines, type Fitted } from './fit.ts'
import type { Faces, Fonts } from './fonts.ts'
import { packingWords, type EnvelopeModel, type Rendered } from './model.ts'
import { mm, type Element, type LaidOut, type Piece } from './page.ts'

/** Width and height, and where the address begins: right of the middle, below the stamp, above what the post prints. */
const SIZES = {
  DL: { width: 220, height: 110, address: { x: 90, y: 50 } },
  C5: { width: 229, height: 162, address: { x: 95, y: 78 } },
  C4: { width: 324, height: 229, address: { x: 150, y: 112 } },
}
/** Nothing is printed nearer to an edge: an office printer leaves up to six millimetres free. */
const MARGIN = 10

/**
 * An envelope. The plain one, which is the outer one of a privileged letter too, carries the address and where it goes
 * back to; the inner one of a privileged letter carries the mark, the solicitor's name, address, telephone and reference,
 * and a place for a signature (PSI 49/2011).
 */
export async function envelopePdf(model: EnvelopeModel, fonts: Fonts): Promise<Rendered> {
  const { sender, privilege, address, datedOn, returnTo } = model
  const texts = {
    address: address.join('\n'),
    sender: privilege
      ? [sender.firm, ...sender.address, sender.telephone, sender.signs].join('\n')
      : '',
    returnTo: returnTo.join('\n'),
    ourRef: sender.ourRef,
  }
  refuseMissingGlyphs(texts)
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOutEnvelope(model, faces)
  return { pdf: await draw(laidOut, { title: 'Envelope', datedOn }, faces), pages: 1 }
}

/** Lays an envelope out: pure, the same model gives the same places. */
export function layOutEnvelope(model: EnvelopeModel, faces: Faces): LaidOut {
  const { address, privilege, packing } = model
  const { width, height, address: at } = SIZES[model.size]
  const elements: Element[] = []
  const put = (x: number, y: number, { lines, leading }: Fitted): Piece => ({
    ...{ element: elements.push({ tag: 'P', parent: null }) - 1, x: mm(x), y: mm(y) },
    ...{ leading, lines },
  })
  const fit = (texts: string[], wide: number, high: number, size: number, bold = false) =>
    fitLines(
      texts,
      { width: mm(wide), height: mm(high) },
      { size, leading: 1.35, face: bold ? 'bold' : 'regular' },
      faces,
    )
  const right = width - at.x - MARGIN
  const room = { width: mm(right), height: mm(height - at.y - MARGIN) }
  const to = () => put(at.x, at.y, fitAddress(address, room, { size: 12, leading: 1.35 }, faces))
  // The sender stands left of the mark and of the address, and above the place for a signature.
  const column = at.x - MARGIN - 4
  const packed = packing === null ? [] : [packingWords(packing)]
  const pieces = model.window ? [] : [to()]
  if (privilege)
    pieces.push(...marked(model, { privilege, packed, put, fit, column, right, height, at, faces }))
  else if (model.returnTo.length + packed.length > 0)
    pieces.push(put(MARGIN, 12, fit([...returned(model), ...packed], column, at.y - 20, 8)))
  return { pages: [{ pieces, across: null }], elements, size: [mm(width), mm(height)] }
}

const returned = ({ returnTo }: EnvelopeModel) =>
  returnTo.length > 0 ? ['If undelivered, return to:', ...returnTo] : []

interface Place {
  privilege: string
  packed: string[]
  put: (x: number, y: number, fitted: Fitted) => Piece
  fit: (texts: string[], wide: number, high: number, size: number, bold?: boolean) => Fitted
  column: number
  right: number
  height: number
  at: { x: number; y: number }
  faces: Faces
}

/** The mark, the sender and the place for a signature. */
function marked({ sender }: EnvelopeModel, place: Place): Piece[] {
  const { privilege, packed, put, fit, column, right, height, at, faces } = place
  const said = privilege.toLocaleUpperCase('en-GB')
  const from = [
    'From:',
    sender.firm,
    ...sender.address,
    `Telephone ${sender.telephone}`,
    `Our ref: ${sender.ourRef}`,
    ...packed,
  ]
  const sign = put(MARGIN, height - 17, fit(['Signed: '], column, 6, 9))
  const wide = faces.regular.width('Signed: ', 9)
  const line = { x: mm(MARGIN) + wide, y: mm(height - 17) + 2, width: mm(55) }
  return [
    put(at.x, 18, fit([said], right, 8, 20, true)),
    put(
      at.x,
      26,
      fit(
        ['Legally privileged correspondence. Please pass to the addressee unopened.'],
        right,
        at.y - 36,
        9,
      ),
    ),
    put(MARGIN, 14, fit(from, column, height - 36, 9)),
    { ...sign, rules: [line] },
    put(MARGIN, height - 11, fit([sender.signs], column, 4, 9)),
  ]
}
