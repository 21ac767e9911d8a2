import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import Pdf from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { paragraphsOf } from '../../src-main/typesetting/inline.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { letterPdf } from '../../src-main/typesetting/pdf.ts'
import { resources, sampleLetter } from '../letters/sample-letter.ts'
import { slopedPng } from './images.ts'
import { readBack } from '../letters/pdf-tools.ts'

const fonts = loadFonts(resources)
const letter = sampleLetter('L36', 'uk-gdpr')
const made = async (model: LetterModel) => (await letterPdf(model, fonts)).pdf
const withLogo = (logo: Uint8Array) => ({ ...letter, firm: { ...letter.firm, logo } })
const sound = (pdf: Uint8Array) =>
  expect(readBack(pdf, 'qpdf', ['--check', '$'])).toContain('No syntax or stream encoding errors')
const words = (text: string) => text.replace(/\s+/g, ' ').trim()

test('brackets, backslashes and marks that stand off their letter come out as pdfkit writes them', async () => {
  const texts = ['(a) [b] c\\d ) ( \\( x', 'x̂ q̇ o̧̧ Mq̣̂ d̦n', 'AVATAR To. ffi', 'Ј Љ ђ (Ћ)']
  const stock = new Pdf({ font: '' })
  const parts: Buffer[] = []
  stock.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise((end) => stock.on('end', end))
  const file = readFileSync(join(resources, 'fonts/NotoSerif-Regular-wide.ttf'))
  stock.font(file as unknown as string).fontSize(11)
  for (const text of texts) stock.text(text)
  stock.end()
  await done
  const theirs = readBack(Buffer.concat(parts), 'pdftotext', ['$', '-']).trim().split('\n')
  // In Markdown a backslash before a sign stands for the sign.
  const paragraphs = texts.map((text) => text.replaceAll('\\', '\\\\'))
  const pdf = await made({ ...letter, paragraphs })
  sound(pdf)
  const ours = words(readBack(pdf, 'pdftotext', ['$', '-']))
  for (const line of theirs.filter(Boolean)) expect(ours).toContain(words(line))
})

test('the title stands in the properties as it was given, whatever its letters', async () => {
  for (const title of ['Request (records) \\ <1> & more', 'Cais am gofnodion: ŵ']) {
    const pdf = await made({ ...letter, title })
    sound(pdf)
    expect(readBack(pdf, 'pdfinfo', ['$'])).toContain(title)
    const xmp = readBack(pdf, 'pdfinfo', ['-meta', '$'])
    expect(xmp).toContain(title.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;'))
  }
})

test('a letter of two pages stays below 100 KB', async () => {
  expect((await made(sampleLetter('L03', 'uk-gdpr'))).length).toBeLessThan(100_000)
})

describe('a logo', () => {
  test.each(['grey', 'rgb', 'grey and alpha', 'rgb and alpha'] as const)(
    'as PNG, %s, is on the first page, once, with its transparency',
    async (kind) => {
      const pdf = await made(withLogo(slopedPng(300, 120, kind)))
      sound(pdf)
      const listed = readBack(pdf, 'pdfimages', ['-list', '$']).trim().split('\n').slice(2)
      const seen = listed.map((line) => line.trim().split(/\s+/).slice(0, 5).join(' '))
      const image = ['1 0 image 300 120']
      expect(seen).toEqual(kind.endsWith('alpha') ? [...image, '1 1 smask 300 120'] : image)
    },
  )

  test('as large as may be seen through leaves a letter below 500 KB', async () => {
    const logo = slopedPng(1000, 500, 'rgb and alpha')
    expect((await made(withLogo(logo))).length).toBeLessThan(500_000)
  })

  test('gives the same bytes each time', async () => {
    const logo = slopedPng(64, 32, 'rgb and alpha')
    const bytes = await made(withLogo(logo))
    await made(withLogo(slopedPng(8, 8, 'rgb')))
    expect(Buffer.compare(await made(withLogo(logo)), bytes)).toBe(0)
  })
})

test('a passage without signs of Markdown reads the same as Markdown would read it', () => {
  // One character at a time, since Markdown may cut a text in more pieces than there are faces.
  const read = (text: string) =>
    paragraphsOf(text).map(({ lines, ...rest }) => ({
      ...rest,
      lines: lines.map((spans) =>
        spans.flatMap(({ text, face }) => [...text].map((one) => face + one)),
      ),
    }))
  const signs = [...'ab 1.)-+#>[]!&;`~|<:"\'*_\\ŵ\u00a0\t']
  const text = fc.array(fc.constantFrom(...signs), { maxLength: 12 }).map((some) => some.join(''))
  fc.assert(
    // The line end leaves the reading to Markdown.
    fc.property(text, (one) => {
      expect(read(one)).toEqual(read(`${one}\n`))
    }),
    { numRuns: 5_000, seed: 7 },
  )
})
