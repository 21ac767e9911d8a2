import { resolve } from 'node:path'
import Pdf from 'pdfkit'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { letterPdf } from '../../src-main/typesetting/pdf.ts'
import { benchLetter, plainly, SIZES } from './bench-letter.ts'

/** Writes letter `n`; gives its PDF. */
export type Writer = (n: number, pages: 1 | 2) => Promise<Uint8Array> | Uint8Array

export const resources = resolve(import.meta.dirname, '../../resources')
const file = (name: string) => resolve(resources, 'fonts', `NotoSerif-${name}.ttf`)

/** Remedy’s letters, in this thread. */
export function remedyWriter(): Writer {
  const fonts = loadFonts(resources)
  return async (n, pages) => (await letterPdf(benchLetter(n, pages), fonts)).pdf
}

/** pdfkit as its guide shows it: fonts by their paths, opened for every letter; tagged and PDF/A like ours. */
export function stockWriter(): Writer {
  return (n, pages) =>
    new Promise((done) => {
      const document = new Pdf({
        ...{ size: 'A4', margin: 64, pdfVersion: '1.7', subset: 'PDF/A-2a', tagged: true },
        ...{ lang: 'en-GB', font: file('Regular-wide'), info: { Title: 'Letter' } },
      })
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
