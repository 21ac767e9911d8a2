import { resolve } from 'node:path'
import Pdf from 'pdfkit'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { letterPdf } from '../../src-main/typesetting/pdf.ts'
import { benchLetter, plainly, SIZES, type PlainBlock } from './bench-letter.ts'
import { handWriter } from './hand-writer.ts'

/** Writes letter `n`; gives its PDF. */
export type Writer = (n: number, pages: 1 | 2) => Promise<Uint8Array> | Uint8Array

const resources = resolve(import.meta.dirname, '../../resources')
const file = (name: string) => resolve(resources, 'fonts', `NotoSerif-${name}.ttf`)

/** Remedy’s own writer, in this thread. */
export function remedyWriter(): Writer {
  const fonts = loadFonts(resources)
  return async (n, pages) => (await letterPdf(benchLetter(n, pages), fonts)).pdf
}

/** pdfkit as its guide shows it: fonts by their paths, opened for every letter; tagged and PDF/A like ours. */
export function stockWriter(): Writer {
  return (n, pages) =>
    new Promise((done) => {
      const document = new Pdf({
        ...{
          size: 'A4',
          margin: 64,
          pdfVersion: '1.7',
          subset: 'PDF/A-2a',
          tagged: true,
          lang: 'en-GB',
        },
        font: file('Regular-wide'),
        info: { Title: 'Letter' },
      } as PDFKit.PDFDocumentOptions)
      const parts: Buffer[] = []
      document.on('data', (part: Buffer) => parts.push(part))
      document.on('end', () => done(Buffer.concat(parts)))
      document.registerFont('R', file('Regular-wide')).registerFont('B', file('Bold-wide'))
      const root = document.struct('Document')
      document.addStructure(root)
      for (const { kind, text } of plainly(benchLetter(n, pages))) {
        const strong = kind === 'name' || kind === 'heading'
        const put = () =>
          void document
            .font(strong ? 'B' : 'R')
            .fontSize(SIZES[kind])
            .text(text)
        if (kind === 'gap') document.moveDown()
        else root.add(document.struct(kind === 'heading' ? 'H1' : 'P', {}, [put]))
        if (kind === 'paragraph' || kind === 'heading') document.moveDown(0.5)
      }
      root.end()
      document.end()
    })
}

const TYPST = `#let blocks = json(bytes(sys.inputs.blocks))
#set document(title: "Letter")
#set page(paper: "a4", margin: 64pt)
#set text(font: "Noto Serif", size: 11pt, lang: "en", region: "gb")
#set par(leading: 0.5em, spacing: 0.9em)
#for block in blocks {
  if block.kind == "heading" { heading(level: 1, text(11pt, block.text)) }
  else if block.kind == "name" { text(16pt, weight: "bold", block.text); linebreak() }
  else if block.kind == "small" { text(7.5pt, block.text); linebreak() }
  else if block.kind == "line" { block.text; linebreak() }
  else if block.kind == "gap" { v(11pt) }
  else { par(block.text) }
}`

/**
 * Typst in this process, or null where its package has no binary for this machine. Tagged PDF/A-2a where its version
 * can; an older one writes PDF/A-2b, which has no tags.
 */
export async function typstWriter(): Promise<{ write: Writer; standard: string } | null> {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
    const compiler = NodeCompiler.create({
      workspace: resources,
      fontArgs: [{ fontBlobs: [] }, { fontPaths: [resolve(resources, 'fonts')] }],
    })
    const made = (standard: string) => (n: number, pages: 1 | 2) => {
      const inputs = { blocks: JSON.stringify(plainly(benchLetter(n, pages))) }
      const pdf = compiler.pdf(
        { mainFileContent: TYPST, inputs },
        { pdfStandard: standard as never },
      )
      compiler.evictCache(10)
      return pdf
    }
    for (const standard of ['a-2a', 'a-2b'])
      if (holds(() => made(standard)(0, 1))) return { write: made(standard), standard }
    throw new Error('It writes no PDF/A-2.')
  } catch (error) {
    console.error(
      `Typst cannot be had here: ${error instanceof Error ? error.message : String(error)}`,
    )
    return null
  }
}

function holds(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}

/** The hand-written floor. */
export function floorWriter(): Writer {
  const write = handWriter(file('Regular-latin'), file('Bold-latin'))
  return (n, pages) => write(plainly(benchLetter(n, pages)) satisfies PlainBlock[])
}
