import { draw } from './draw.ts'
import { fitAddress, fitLines } from './fit.ts'
import type { Faces, Fonts } from './fonts.ts'
import { refuseMissingGlyphs } from './glyphs.ts'
import type { Label, LabelsModel, Rendered } from './model.ts'
import { A4, mm, type Element, type LaidOut, type Piece } from './page.ts'

/** The common sheet of A4: three across and seven down, 63.5 by 38.1 millimetres each. */
const SHEET = {
  ...{ across: 3, down: 7, left: 7.2, top: 15.15 },
  ...{ width: 63.5, height: 38.1, apart: 66.05, padding: 3.5 },
}
const PER_SHEET = SHEET.across * SHEET.down

/** Labels on sheets, the first where the sheet is still whole. */
export async function labelsPdf(model: LabelsModel, fonts: Fonts): Promise<Rendered> {
  const texts = {
    labels: model.labels
      .flatMap(({ mark, lines, foot }) => [mark ?? '', ...lines, foot])
      .join('\n'),
  }
  refuseMissingGlyphs(texts)
  const faces = fonts.facesFor(Object.values(texts))
  const laidOut = layOutLabels(model, faces)
  const { datedOn } = model
  return {
    pdf: await draw(laidOut, { title: 'Labels', datedOn }, faces),
    pages: laidOut.pages.length,
  }
}

/** Lays labels out: pure. */
export function layOutLabels({ labels, start }: LabelsModel, faces: Faces): LaidOut {
  const elements: Element[] = []
  const pages: LaidOut['pages'] = []
  for (const [place, label] of labels.entries()) {
    const at = start - 1 + place
    const page = Math.floor(at / PER_SHEET) - Math.floor((start - 1) / PER_SHEET)
    pages[page] ??= { pieces: [], across: null }
    pages[page].pieces.push(...piecesOf(label, at % PER_SHEET, { elements, faces }))
  }
  return { pages, elements, size: [A4.width, A4.height] }
}

function piecesOf(
  { mark, lines, foot }: Label,
  at: number,
  { elements, faces }: { elements: Element[]; faces: Faces },
): Piece[] {
  const x = mm(SHEET.left + (at % SHEET.across) * SHEET.apart + SHEET.padding)
  const top = mm(SHEET.top + Math.floor(at / SHEET.across) * SHEET.height + SHEET.padding)
  const width = mm(SHEET.width - 2 * SHEET.padding)
  const bottom = top + mm(SHEET.height - 2 * SHEET.padding)
  const element = () => elements.push({ tag: 'P', parent: null }) - 1
  const pieces: Piece[] = []
  let y = top
  if (mark) {
    const room = { width, height: mm(5) }
    const said = fitLines([mark], room, { size: 11, leading: 1.2, face: 'bold' }, faces)
    pieces.push({ element: element(), x, y: y + said.size * 0.8, ...linesOf(said) })
    y += said.lines.length * said.leading + mm(0.5)
  }
  let below = 0
  if (foot) {
    const said = fitLines([foot], { width, height: mm(6) }, { size: 6.5, leading: 1.2 }, faces)
    below = said.lines.length * said.leading
    const base = bottom - below + said.size
    pieces.push({ element: element(), x, y: base, ...linesOf(said) })
  }
  const room = { width, height: bottom - below - mm(0.8) - y }
  const main = fitAddress(lines, room, { size: 10, leading: 1.22 }, faces)
  return [{ element: element(), x, y: y + main.size * 0.8, ...linesOf(main) }, ...pieces]
}

const linesOf = ({ lines, leading }: Pick<Piece, 'lines' | 'leading'>) => ({ lines, leading })
