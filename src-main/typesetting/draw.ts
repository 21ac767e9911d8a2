import { buffer } from 'node:stream/consumers'
import Pdf from 'pdfkit'
import type { Faces } from './fonts.ts'
import type { LaidOut, Piece, Rule } from './page.ts'

/** What a file says of itself: names nobody, and its time is noon of that day, so that its bytes repeat. */
export interface About {
  title: string
  datedOn: string
}

type Document = PDFKit.PDFDocument

/** The head of a column; the types do not know yet that pdfkit writes it. */
const OF_COLUMN = { scope: 'Column' } as Parameters<Document['struct']>[1]

/** Where a letterhead's logo begins below the head of the page. */
const LOGO_TOP = 28
/** `y` is the base of the text, which is broken into lines already. */
const AS_LAID_OUT = { lineBreak: false, baseline: 'alphabetic' } as const

/** ISO 14289-1; what pdfkit writes of ISO 19005-2 stands beside it. Neither was checked by a validator. */
const UA_MARK = `
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>`

/** Draws what was laid out as a tagged PDF: the same pages give the same bytes. */
export const draw = (laidOut: LaidOut, about: About, faces: Faces): Promise<Uint8Array> =>
  drawAll([laidOut], { ...about, size: laidOut.size }, faces)

/** Draws parts one after the other as they come, so that none is held once it is drawn. */
export async function drawAll(
  parts: Iterable<LaidOut>,
  { title, datedOn, size }: About & Pick<LaidOut, 'size'>,
  faces: Faces,
): Promise<Uint8Array> {
  const document = new Pdf({
    ...{ autoFirstPage: false, margin: 0, size, font: '' },
    ...{ pdfVersion: '1.7', subset: 'PDF/A-2a', tagged: true, lang: 'en-GB', displayTitle: true },
    info: {
      ...{ Title: titleOf(title), Creator: 'Remedy', Producer: 'Remedy' },
      CreationDate: new Date(`${datedOn}T12:00:00Z`),
    },
  })
  document.appendXML(UA_MARK)
  for (const face of ['regular', 'bold', 'italic'] as const)
    // The types do not know yet that pdfkit takes a parsed font.
    document.registerFont(face, faces[face].font as unknown as Buffer)
  const root = document.struct('Document')
  document.addStructure(root)
  for (const part of parts) drawPages(document, part, { root, faces })
  root.end()
  document.end()
  // A copy in memory of its own, so that a worker can hand it over.
  return new Uint8Array(await buffer(document))
}

/** pdfkit writes the title into XML as its `toString` gives it, and into the properties as it is. */
function titleOf(title: string): string {
  const inXml = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  if (inXml === title) return title
  return Object.assign(new String(title), { toString: () => inXml }) as unknown as string
}

function drawPages(
  document: Document,
  { pages, elements, size }: LaidOut,
  { root, faces }: { root: PDFKit.PDFStructureElement; faces: Faces },
): void {
  const placed = new Map<number, PDFKit.PDFStructureElement>()
  /** An element takes its place in the tree when it is first drawn. */
  const elementAt = (place: number): PDFKit.PDFStructureElement => {
    const known = placed.get(place)
    if (known) return known
    const { tag, parent } = elements[place]!
    const element = document.struct(tag, tag === 'TH' ? OF_COLUMN : {})
    placed.set(place, element)
    const above = parent === null ? root : elementAt(parent)
    above.add(element)
    return element
  }
  for (const { pieces, across } of pages) {
    document.addPage()
    if (across) artifact(document, 'Layout', () => drawMark(document, across, size, faces))
    for (const piece of pieces) {
      const { x, logo, rules, element } = piece
      if (logo)
        artifact(document, 'Layout', () =>
          document.image(Buffer.from(logo.bytes), x, LOGO_TOP, { fit: logo.fit }),
        )
      if (rules) artifact(document, 'Layout', () => drawRules(document, rules))
      if (element === null) artifact(document, 'Pagination', () => drawLines(document, piece))
      else {
        const above = elementAt(element)
        const content = document.markStructureContent(elements[element]!.tag)
        drawLines(document, piece)
        document.endMarkedContent()
        above.add(content)
      }
    }
  }
}

/** Content that is not read aloud. */
function artifact(document: Document, type: 'Layout' | 'Pagination', content: () => void): void {
  document.markContent('Artifact', { type })
  content()
  document.endMarkedContent()
}

function drawLines(document: Document, { x, y, leading, lines }: Piece): void {
  for (const [row, line] of lines.entries())
    for (const [place, { text, face, size, x: from }] of line.entries()) {
      // A space ends each line but the last: who has the page read aloud hears two words and not one.
      const ends = row < lines.length - 1 && place === line.length - 1
      document
        .font(face)
        .fontSize(size)
        .text(ends ? `${text} ` : text, x + from, y + row * leading, AS_LAID_OUT)
    }
}

function drawRules(document: Document, rules: readonly Rule[]): void {
  document.lineWidth(0.6)
  for (const { x, y, width, height, dashed } of rules) {
    if (dashed) document.dash(3, { space: 3 })
    if (height) document.rect(x, y, width, height).stroke()
    else
      document
        .moveTo(x, y)
        .lineTo(x + width, y)
        .stroke()
    if (dashed) document.undash()
  }
}

/** A word across the page, below the window, so that the address shows as it will; a long one is set smaller. */
function drawMark(
  document: Document,
  word: string,
  [width, height]: LaidOut['size'],
  faces: Faces,
): void {
  const size = Math.min(120, (120 * 540) / faces.bold.width(word, 120))
  const [middle, below] = [width / 2, height / 2 + 60]
  document.save().fillColor([228, 228, 228])
  document
    .rotate(-40, { origin: [middle, below] })
    .font('bold')
    .fontSize(size)
  document.text(word, middle - faces.bold.width(word, size) / 2, below + size / 3, AS_LAID_OUT)
  document.restore().fillColor('black')
}
