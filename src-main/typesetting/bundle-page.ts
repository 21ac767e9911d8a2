import { PDFName, PDFNumber, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'
import { A4, mm } from './page.ts'

/** What stands under an enclosure’s page, at its left and at its right. */
export interface Foot {
  left: string
  right: string
  /** In points. */
  size: number
}
interface Setting {
  foot: Foot
  font: PDFFont
  /** The element that its whole content belongs to, where it came without any. */
  tag: string | null
}

/** Free under the page as it came, for its number: nothing that it shows is covered. */
const STRIP = mm(11)
const [SIDE, BASE] = [mm(15), mm(5)]
/** What a page may say of its edges besides the two that count. */
const EDGES = ['BleedBox', 'TrimBox', 'ArtBox', 'UserUnit']

/** Sides of a page as it is seen, by the side of the page as it is stored. */
const TURNED = {
  0: ['left', 'bottom', 'right', 'top'],
  90: ['top', 'left', 'bottom', 'right'],
  180: ['right', 'top', 'left', 'bottom'],
  270: ['bottom', 'right', 'top', 'left'],
} as const

/** Puts a page on A4, as large as it fits above a strip for its number. What it hides beyond its edges stays hidden. */
export function onA4(page: PDFPage, { foot, font, tag }: Setting): void {
  const turn = turnOf(page)
  const seen = seenOf(page)
  const unit = page.node.lookupMaybe(PDFName.of('UserUnit'), PDFNumber)?.asNumber() ?? 1
  const lies = turn === 90 || turn === 270
  const [width, height] = lies ? [seen.height, seen.width] : [seen.width, seen.height]
  const [sheetWidth, sheetHeight] = width > height ? [A4.height, A4.width] : [A4.width, A4.height]
  const scale = Math.min(unit, sheetWidth / width, (sheetHeight - STRIP) / height)
  const beside = (sheetWidth - width * scale) / 2
  const spare = (sheetHeight - STRIP - height * scale) / 2
  const free = { left: beside, right: beside, top: spare, bottom: STRIP + spare }
  const [left, bottom, right, top] = TURNED[turn].map((side) => free[side]) as [
    ...[number, number, number, number],
  ]
  const box = {
    x: seen.x * scale - left,
    y: seen.y * scale - bottom,
    width: seen.width * scale + left + right,
    height: seen.height * scale + bottom + top,
  }
  if (scale !== 1) page.scaleAnnotations(scale, scale)
  page.setMediaBox(box.x, box.y, box.width, box.height)
  page.setCropBox(box.x, box.y, box.width, box.height)
  for (const edge of EDGES) page.node.delete(PDFName.of(edge))

  const key = page.node.newFontDictionary('Foot', font.ref)
  const write = (text: string, x: number) => {
    const [[a, b, c, d], from] = placed(turn, box)
    const [at, to] = from(x, BASE)
    const said = font.encodeText(text).toString()
    return `BT ${key.toString()} ${foot.size} Tf ${a} ${b} ${c} ${d} ${at} ${to} Tm ${said} Tj ET`
  }
  const wide = font.widthOfTextAtSize(foot.right, foot.size)
  const before = [
    '/Artifact <</Type /Pagination>> BDC q 0 g',
    write(foot.left, SIDE),
    write(foot.right, sheetWidth - SIDE - wide),
    `Q EMC q ${scale} 0 0 ${scale} 0 0 cm`,
    `${seen.x} ${seen.y} ${seen.width} ${seen.height} re W n`,
    ...(tag ? [`/${tag} <</MCID 0>> BDC`] : []),
  ]
  const { context } = page.doc
  const stream = (text: string) => context.register(context.flateStream(text))
  const wrapped = page.node.wrapContentStreams(
    stream(`${before.join('\n')}\n`),
    stream(tag ? '\nEMC Q\n' : '\nQ\n'),
  )
  // A page with nothing on it has no content to stand around.
  if (!wrapped) page.node.addContentStream(stream([...before, tag ? 'EMC Q' : 'Q'].join('\n')))
}

type Turn = keyof typeof TURNED
function turnOf(page: PDFPage): Turn {
  const angle = (((page.getRotation().angle % 360) + 360) % 360) as Turn
  return angle in TURNED ? angle : 0
}

/** What is seen of a page: the part of its sheet that was not cut off. */
function seenOf(page: PDFPage): { x: number; y: number; width: number; height: number } {
  const [sheet, cut] = [page.getMediaBox(), page.getCropBox()]
  const [x, y] = [Math.max(sheet.x, cut.x), Math.max(sheet.y, cut.y)]
  const width = Math.min(sheet.x + sheet.width, cut.x + cut.width) - x
  const height = Math.min(sheet.y + sheet.height, cut.y + cut.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : sheet
}

/** How a text is turned to be read on a page that is turned, and from where it is measured. */
function placed(
  turn: Turn,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): [matrix: [number, number, number, number], from: (across: number, up: number) => number[]] {
  switch (turn) {
    case 0:
      return [[1, 0, 0, 1], (across, up) => [x + across, y + up]]
    case 90:
      return [[0, 1, -1, 0], (across, up) => [x + width - up, y + across]]
    case 180:
      return [[-1, 0, 0, -1], (across, up) => [x + width - across, y + height - up]]
    case 270:
      return [[0, -1, 1, 0], (across, up) => [x + up, y + height - across]]
  }
}
