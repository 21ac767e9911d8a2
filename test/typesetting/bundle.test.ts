import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { decodePDFRawStream, PDFDocument, PDFName, type PDFRawStream } from '@cantoo/pdf-lib'
import Pdf from 'pdfkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOST_PAGES, type BundleEnclosure } from '../../src-main/typesetting/bundle.ts'
import { bundleApart } from '../../src-main/typesetting/bundle-apart.ts'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { resources, sampleLetter } from '../letters/sample-letter.ts'
import { someJpeg, somePng } from '../practice/some-picture.ts'

type Page = { says: string; size?: [number, number]; turned?: number; cut?: number[] }
/** What pdfkit writes of a page, which its types do not know whole. */
const said = (document: PDFKit.PDFDocument) =>
  document.page.dictionary.data as unknown as Record<string, unknown>
/** A file of somebody else, tagged or not. */
async function theirs(pages: readonly Page[], { tagged = false } = {}): Promise<Uint8Array> {
  const document = new Pdf({ autoFirstPage: false, tagged, margin: 0 })
  for (const { says, size = [595.28, 841.89], turned = 0, cut } of pages) {
    document.addPage({ size, margin: 0 })
    if (turned) said(document)['Rotate'] = turned
    if (cut) said(document)['CropBox'] = cut
    const write = () => void document.fontSize(14).text(says, 60, 80, { lineBreak: false })
    if (tagged) document.addStructure(document.struct('H3', {}, [write]))
    else write()
    document.text('BEYOND', 60, size[1]! - 50, { lineBreak: false })
  }
  document.end()
  return new Uint8Array(await buffer(document))
}
const pdf = (name: string, bytes: Uint8Array): BundleEnclosure => ({
  ...{ name, file: { kind: 'pdf', bytes: Uint8Array.from(bytes) } },
})
const file = (name: string, kind: string, bytes: Uint8Array): BundleEnclosure => ({
  ...{ name, file: { kind, bytes: Uint8Array.from(bytes) } },
})

/** A photograph of which its file says that it lies on its side. */
function turned(jpeg: Buffer): Buffer {
  const says = Buffer.from(
    '4578696600004d4d002a00000008000101120003000000010006000000000000',
    'hex',
  )
  const length = Buffer.alloc(2)
  length.writeUInt16BE(says.length + 2)
  const head = Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe1', 'hex'), length, says])
  return Buffer.concat([head, jpeg.subarray(2)])
}
const worker = openPdfWorker({ resources })
const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
let letter: Uint8Array
let own: number
beforeAll(async () => {
  const rendered = await worker.renderLetter(sampleLetter('L36', 'uk-gdpr'))
  letter = rendered.pdf
  own = rendered.pages
})
afterAll(async () => {
  await worker.close()
  rmSync(folder, { recursive: true })
})

const index = {
  ...{ title: 'Enclosures', datedOn: '2026-11-22', firm: 'Calder & Penrose' },
  ...{ heading: 'Enclosures', about: ['To our letter of 22 November 2026.'] },
  sizes: { text: 11, large: false },
}
const bound = (...enclosures: BundleEnclosure[]) =>
  bundleApart({ resources, letter: Uint8Array.from(letter), index, enclosures })
const words = (text: string) => text.replace(/\s+/g, ' ').trim()
const textOn = (bytes: Uint8Array, page: number) =>
  words(readBack(bytes, 'pdftotext', ['-layout', '-f', `${page}`, '-l', `${page}`, '$', '-']))

/** What is drawn on the pages of a file, as its makers wrote it. */
async function drawnOn(bytes: Uint8Array, pages: number): Promise<string[]> {
  const { context, ...document } = await PDFDocument.load(bytes).then((one) => ({
    ...{ context: one.context, pages: one.getPages() },
  }))
  return document.pages.slice(0, pages).map(({ node }) => {
    const there = node.Contents()
    const parts =
      there && 'asArray' in there ? there.asArray().map((ref) => context.lookup(ref)) : [there]
    return parts
      .map((part) =>
        Buffer.from(decodePDFRawStream(part as PDFRawStream).decode()).toString('latin1'),
      )
      .join('')
  })
}

/** Whether anything is drawn on a page between two heights above its foot, in points. */
function inkBetween(bytes: Uint8Array, page: number, [from, to]: [number, number]): boolean {
  const path = join(folder, 'drawn.pdf')
  writeFileSync(path, bytes)
  const one = ['-f', `${page}`, '-l', `${page}`, '-r', '72', '-gray', path]
  const drawn = execFileSync('pdftoppm', one, { maxBuffer: 10_000_000 })
  const [head = '', width, height] = /^P5\s+(\d+) (\d+)\s+255\s/.exec(drawn.toString('latin1'))!
  const row = (above: number) => head.length + Number(width) * (Number(height) - above)
  return drawn.subarray(Math.max(head.length, row(to)), row(from)).some((grey) => grey < 128)
}

describe('A letter with its enclosures', () => {
  test('begins with the pages of the letter as they are, then an index, then each enclosure under its number', async () => {
    const report = await theirs([{ says: 'First finding' }, { says: 'Second finding' }])
    const scan = await theirs([{ says: 'Signed here' }])
    const made = await bound(pdf('Report, from Dr Ames', report), pdf('Form of authority', scan))
    const length = own + 1 + 3
    expect(made).toMatchObject({ pages: length, apart: [] })
    expect(readBack(made.pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding')
    expect(await drawnOn(made.pdf, own)).toEqual(await drawnOn(letter, own))
    expect(textOn(made.pdf, own + 1)).toMatch(
      new RegExp(
        `^Calder & Penrose Enclosures To our letter of 22 November 2026\\. Letter page ${own} 1 Report, from Dr Ames pages ${own + 2} to ${own + 3} 2 Form of authority page ${own + 4} Enclosures Letter and enclosures: page ${own + 1} of ${length}$`,
      ),
    )
    expect(textOn(made.pdf, own + 3)).toBe(
      `Second finding BEYOND Enclosure 1, page 2 of 2 Letter and enclosures: page ${own + 3} of ${length}`,
    )
    expect(textOn(made.pdf, own + 4)).toContain('Enclosure 2, page 1 of 1')
    // Every sheet of it is A4, so that nothing is scaled by a printer.
    const sizes = readBack(made.pdf, 'pdfinfo', ['-l', '-1', '$']).match(/^Page +\d+ size:.*$/gm)!
    expect(sizes).toHaveLength(length)
    expect(sizes.every((size) => size.includes('A4'))).toBe(true)
  })

  test('is read aloud: the letter by its own tags, an enclosure by its own, a page without any as it was written', async () => {
    const tagged = await theirs([{ says: 'Heading of theirs' }], { tagged: true })
    const plain = await theirs([{ says: 'No tags here' }])
    const made = await bound(
      pdf('Tagged', tagged),
      pdf('Untagged', plain),
      pdf('Tagged again', tagged),
      file('Photograph of the bruise', 'jpeg', someJpeg()),
    )
    const before = readBack(letter, 'pdfinfo', ['-struct-text', '$'])
    const read = readBack(made.pdf, 'pdfinfo', ['-struct-text', '$'])
    const said = (text: string) =>
      text.split('\n').flatMap((line) => (line.includes('"') ? line.trim() : []))
    expect(said(read).slice(0, said(before).length)).toEqual(said(before))
    expect(words(read)).toMatch(/H3 \(block\) "Heading of theirs".*P \(block\) "No tags here/)
    expect(read.match(/"Heading of theirs"/g)).toHaveLength(2)
    expect(readBack(made.pdf, 'pdfinfo', ['-struct', '$'])).toContain('Figure')
    // The number under a page is not read out with what it says.
    expect(read).not.toContain('Enclosure 1, page')
  })

  test('claims nothing that others’ pages may break, and names nobody in its properties', async () => {
    const made = await bound(pdf('Report', await theirs([{ says: 'x' }])))
    expect(readBack(made.pdf, 'pdfinfo', ['-meta', '$']).trim()).toBe('')
    expect(readBack(made.pdf, 'pdfinfo', ['$'])).toMatch(/^Title: .*, with enclosures$/m)
    expect(readBack(letter, 'pdfinfo', ['-meta', '$'])).toContain('pdfuaid')
  })

  test('keeps a page upright however it was turned, and what was cut off it hidden', async () => {
    const pages = [0, 90, 180, 270].map((turned) => ({ says: `Turned ${turned}`, turned }))
    const cut = [20, 100, 575, 800]
    const made = await bound(
      pdf('Turned', await theirs(pages)),
      pdf(
        'Cut',
        await theirs([
          { says: 'Kept', cut },
          { says: 'Wide', size: [1190, 842] },
        ]),
      ),
    )
    const lying = await bound(
      file('Photograph', 'jpeg', turned(someJpeg({ width: 40, height: 20 }))),
    )
    expect(readBack(lying.pdf, 'pdfinfo', ['-f', `${own + 2}`, '-l', `${own + 2}`, '$'])).toMatch(
      /size: +595\.\d+ x 841\.\d+ pts/,
    )
    const texts = [0, 1, 2, 3].map((at) => textOn(made.pdf, own + 2 + at))
    for (const [at, text] of texts.entries())
      expect(text).toContain(`Enclosure 1, page ${at + 1} of 4`)
    // Between what was to be seen and the number under it.
    expect(inkBetween(made.pdf, own + 6, [32, 84])).toBe(false)
    expect(inkBetween(made.pdf, own + 6, [0, 32])).toBe(true)
    expect(inkBetween(made.pdf, own + 6, [84, 842])).toBe(true)
    const sizes = readBack(made.pdf, 'pdfinfo', ['-l', '-1', '$']).match(/^Page +\d+ size:.*$/gm)!
    expect(sizes.at(-1)).toMatch(/841\.\d+ x 595\.\d+ pts \(A4\)/)
  })

  test('draws what was filled into a form, and lists what cannot be joined', async () => {
    const locked = join(folder, 'locked.pdf')
    const plain = join(folder, 'plain.pdf')
    writeFileSync(plain, await theirs([{ says: 'Secret' }]))
    execFileSync('qpdf', ['--encrypt', 'u', 'o', '256', '--', plain, locked])
    const cut = (await theirs([{ says: 'Cut' }])).slice(0, 300)
    const form = await PDFDocument.create()
    const field = form.getForm().createTextField('name')
    field.addToPage(form.addPage(), { x: 50, y: 500, width: 200, height: 30 })
    field.setText('Filled in by hand')
    form.getForm().acroForm.dict.set(PDFName.of('NeedAppearances'), form.context.obj(true))
    const made = await bound(
      { name: 'Reply envelope', file: null },
      file('Statement', 'docx', new Uint8Array([1])),
      pdf('Locked', readFileSync(locked)),
      pdf('Broken', cut),
      file('Scan', 'png', somePng({ colours: 6 })),
      pdf('Form', await form.save({ updateFieldAppearances: false })),
    )
    expect(made.apart).toEqual([
      { number: 1, name: 'Reply envelope', why: 'It is not kept here as a file.' },
      { number: 2, name: 'Statement', why: 'A Word document cannot be joined to a PDF.' },
      { number: 3, name: 'Locked', why: 'It is protected by a password.' },
      { number: 4, name: 'Broken', why: 'It could not be read as a PDF.' },
    ])
    expect(textOn(made.pdf, own + 1)).toMatch(
      /3 Locked separately 4 Broken separately 5 Scan page 3/,
    )
    expect(textOn(made.pdf, own + 3)).toContain('Filled in by hand')
    expect(readBack(made.pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding')
  })

  test('is refused in words beyond the pages that one file can have', async () => {
    const long = await PDFDocument.create()
    for (let page = 0; page < MOST_PAGES; page++) long.addPage()
    await expect(bound(pdf('Records', await long.save()))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('Print or save the letter by itself'),
    })
  })
})

/** A file of one page, written out; `more` is said of the page, `objects` follow from the sixth on. */
function written(more = '', objects: string[] = [], catalog = '', kids = '3 0 R'): Uint8Array {
  const draws = 'BT /F 20 Tf 100 700 Td (SEEN) Tj ET'
  const all = [
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    `<</Type/Pages/Kids[${kids}]/Count ${kids.split(' R').length - 1}>>`,
    `<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>${more}>>`,
    `<</Length ${draws.length}>>\nstream\n${draws}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...objects,
  ]
  let out = '%PDF-1.7\n'
  const offsets = all.map((object, at) => {
    const offset = out.length
    out += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const trailer = `trailer\n<</Size ${all.length + 1}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF`
  const table = `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  return new Uint8Array(Buffer.from(out + table + trailer, 'latin1'))
}
const A4 = '/MediaBox[0 0 595 842]'

test('nothing goes along with a page that is not seen on paper: no script, link, note, file or removed page', async () => {
  const hidden = [
    '<</Type/Annot/Subtype/Link/Rect[0 0 500 800]/A<</S/Launch/F(calc.exe)>>>>',
    '<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(secret.txt)>>>>',
    '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(INTERNALNOTE)>>',
    '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/Dest[10 0 R/Fit]>>',
    `<</Type/Page${A4}/Title(REMOVEDPAGE)>>`,
  ]
  const acts = '/AA<</O<</S/JavaScript/JS(app.alert)>>>>'
  const annots = '/Annots[6 0 R 7 0 R 8 0 R 9 0 R]'
  const { pdf: made, apart } = await bound(pdf('One', written(A4 + acts + annots, hidden)))
  expect(apart).toEqual([])
  const { context } = await PDFDocument.load(made)
  const all = context
    .enumerateIndirectObjects()
    .map(([, one]) => String(one))
    .join('\n')
  for (const word of ['JavaScript', 'Launch', 'secret.txt', 'INTERNALNOTE', 'REMOVEDPAGE'])
    expect(all).not.toContain(word)
  expect(readBack(made, 'pdftotext', ['$', '-'])).toContain('SEEN')
})

test.each([
  [
    'layers that are hidden',
    written(A4, ['<</Type/OCG/Name(L)>>'], '/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>'),
  ],
  ['one page twice', written(A4, [], '', '3 0 R 3 0 R')],
  ['a page without a size', written()],
])('a file with %s is enclosed separately', async (_, bytes) => {
  const { apart } = await bound(pdf('One', bytes), pdf('Two', written(A4)))
  expect(apart).toHaveLength(1)
})
