import { deflateSync } from 'node:zlib'
import Pdf from 'pdfkit'
import type { Face, Faces } from './fonts.ts'
import type { EmbeddedFont } from './frozen-font.ts'
import type { LaidOut, Piece, Rule, Sheet } from './sheet.ts'

interface About {
  /** Names nobody. */
  title: string
  datedOn: string
}

type Document = PDFKit.PDFDocument
interface Stream {
  data: Record<string, unknown>
  compress: boolean
  write(bytes: Uint8Array): void
}
/** What pdfkit has and its types do not name. */
interface Inner {
  _font: EmbeddedFont & { frozen?: boolean }
  appendXML(xml: string): void
  addContent(operators: string): void
  page: { fonts: Record<string, unknown> }
  ref(data?: Record<string, unknown>): Stream
  _addColorOutputIntent(): void
}
const inner = (document: Document) => document as unknown as Inner

/** ISO 14289-1: a claim to be checked by a validator, none of which has run over these files. */
const PDF_UA = `
        <rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">
            <pdfuaid:part>1</pdfuaid:part>
        </rdf:Description>`

/** Writes what was laid out; the time in the file is the day of the letter, so that its bytes repeat. */
export function writePdf(
  laidOut: LaidOut,
  { title, datedOn }: About,
  faces: Faces,
): Promise<Uint8Array> {
  const document = new Pdf({
    size: laidOut.size,
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-2a',
    tagged: true,
    displayTitle: true,
    lang: 'en-GB',
    // No font: pdfkit would otherwise take one that is not embedded.
    font: '',
    info: {
      Title: title,
      Creator: 'Remedy',
      Producer: 'Remedy',
      CreationDate: new Date(`${datedOn}T12:00:00Z`),
    },
  })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise<Uint8Array>((answer, refuse) => {
    document.on('end', () => answer(joined(parts)))
    document.on('error', refuse)
  })
  inner(document).appendXML(PDF_UA)
  for (const face of ['regular', 'bold', 'italic'] as const)
    document.registerFont(face, faces[face].parsed as unknown as string)
  packProfile(inner(document))
  const tree = structure(document, laidOut)
  for (const sheet of laidOut.sheets) writeSheet(document, sheet, faces, tree)
  tree.end()
  document.end()
  return done
}

let profile: Buffer | undefined

/** The colour profile that PDF/A asks for is the same in every letter: it is compressed once. */
function packProfile(document: Inner): void {
  const { ref, _addColorOutputIntent: add } = document
  document._addColorOutputIntent = () => {
    document.ref = (data) => {
      const made = ref.call(document, data)
      if (data?.['N'] !== 3) return made
      made.data['Filter'] = 'FlateDecode'
      made.compress = false
      const write = made.write.bind(made)
      made.write = (bytes) => write((profile ??= deflateSync(bytes, { level: 9 })))
      return made
    }
    add.call(document)
    document.ref = ref
  }
}

/** Bytes of their own, so that a worker can hand them over without a copy. */
function joined(parts: readonly Buffer[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

interface Tree {
  add(element: number, draw: () => void): void
  end(): void
}

function structure(document: Document, { elements }: LaidOut): Tree {
  const root = document.struct('Document')
  document.addStructure(root)
  const made = new Map<number, PDFKit.PDFStructureElement>()
  const node = (place: number): PDFKit.PDFStructureElement => {
    const known = made.get(place)
    if (known) return known
    const { tag, parent } = elements[place]!
    const fresh = document.struct(tag)
    made.set(place, fresh)
    ;(parent === null ? root : node(parent)).add(fresh)
    return fresh
  }
  return { add: (element, draw) => void node(element).add(draw), end: () => root.end() }
}

function writeSheet(document: Document, sheet: Sheet, faces: Faces, tree: Tree): void {
  document.addPage()
  if (sheet.draft) artifact(document, () => watermark(document, faces))
  for (const piece of sheet.pieces) {
    if (piece.logo || piece.rules) artifact(document, () => drawRules(document, piece))
    const draw = () => drawLines(document, piece, faces)
    if (piece.element === null) artifact(document, draw, 'Pagination')
    else tree.add(piece.element, draw)
  }
}

function artifact(
  document: Document,
  draw: () => void,
  type: 'Layout' | 'Pagination' = 'Layout',
): void {
  document.markContent('Artifact', { type })
  draw()
  document.endMarkedContent()
}

function setFace(document: Document, face: Face, faces: Faces): void {
  document.font(face)
  const embedded = inner(document)._font
  if (embedded.frozen) return
  embedded.frozen = true
  faces[face].freeze(embedded)
}

function drawLines(document: Document, { x, y, leading, lines }: Piece, faces: Faces): void {
  const { page, addContent } = inner(document)
  let content = ''
  for (const [place, line] of lines.entries())
    for (const [at, run] of line.entries()) {
      setFace(document, run.face, faces)
      const font = inner(document)._font
      // A space ends each line but the last: who has the page read to him hears two words and not one.
      const ends = at === line.length - 1 && place < lines.length - 1
      const text = ends ? `${run.text} ` : run.text
      const [left, base] = [x + run.x, y + place * leading]
      const drawn = faces[run.face].drawn(text, font)
      if (drawn === null) {
        document
          .fontSize(run.size)
          .text(text, left, base, { lineBreak: false, baseline: 'alphabetic' })
        continue
      }
      page.fonts[font.id] ??= font.ref()
      // pdfkit's page counts downwards, so the letters are turned over to stand upright.
      content += `/${font.id} ${run.size} Tf 1 0 0 -1 ${point(left)} ${point(base)} Tm [<${drawn}>] TJ\n`
    }
  if (content !== '') addContent.call(document, `BT\n${content}ET`)
}

const point = (value: number) => Math.round(value * 1000) / 1000

function drawRules(document: Document, { rules = [], logo, x }: Piece): void {
  if (logo) document.image(Buffer.from(logo.bytes), x, 28, { fit: logo.fit })
  for (const rule of rules) drawRule(document, rule)
}

function drawRule(document: Document, { x, y, width, height, dashed }: Rule): void {
  document.lineWidth(0.6).strokeColor('black')
  if (height) document.rect(x, y, width, height).stroke()
  else if (dashed)
    document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .dash(3, { space: 3 })
      .stroke()
      .undash()
  else
    document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .stroke()
}

/** Below the window, so that the address shows as it will. */
function watermark(document: Document, faces: Faces): void {
  const { width, height } = document.page
  setFace(document, 'bold', faces)
  document.save().rotate(-40, { origin: [width / 2, height / 2 + 60] })
  const wide = faces.bold.width('DRAFT', 120)
  document
    .fontSize(120)
    .fillColor('#e4e4e4')
    .text('DRAFT', width / 2 - wide / 2, height / 2 + 100, {
      lineBreak: false,
      baseline: 'alphabetic',
    })
    .fillColor('black')
  document.restore()
}
