import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import Pdf from 'pdfkit'
import { SIZES, type PlainBlock } from './bench-letter.ts'

const PAGE = { width: 595.28, height: 841.89, margin: 64 }

interface Parsed {
  unitsPerEm: number
  numGlyphs: number
  getGlyph(id: number): { advanceWidth: number }
  glyphForCodePoint(code: number): { id: number; advanceWidth: number }
}

/**
 * A PDF writer that can do nothing but this one letter: font deflated once, widths looked up once, no kerning, no tags,
 * no metadata. What it takes is about the least that a PDF with embedded fonts can take in this language.
 */
export function handWriter(regular: string, bold: string): (blocks: PlainBlock[]) => Buffer {
  const fonts = { R: face(regular, 10), B: face(bold, 20) }
  const fixed = [Buffer.from('%PDF-1.7\n%\xff\xff\xff\xff\n', 'latin1')]
  const fixedOffsets = new Map<number, number>()
  let fixedLength = fixed[0]!.length
  for (const { objects } of Object.values(fonts))
    for (const [id, body] of objects) {
      fixedOffsets.set(id, fixedLength)
      const whole = Buffer.concat([Buffer.from(`${id} 0 obj\n`), body, Buffer.from('\nendobj\n')])
      fixed.push(whole)
      fixedLength += whole.length
    }
  const head = Buffer.concat(fixed)

  const linesOf = (text: string, font: 'R' | 'B', size: number) => {
    const room = ((PAGE.width - 2 * PAGE.margin) * 1000) / size
    const { word } = fonts[font]
    const space = word(' ')
    const lines: string[] = []
    let [line, filled] = ['', 0]
    for (const each of text.split(' ')) {
      const { hex, width } = word(each)
      if (line && filled + space.width + width > room) {
        lines.push(line)
        ;[line, filled] = [hex, width]
      } else
        [line, filled] = line
          ? [line + space.hex + hex, filled + space.width + width]
          : [hex, width]
    }
    return [...lines, line]
  }

  return (blocks) => {
    const pages: string[] = []
    let [content, y] = ['BT\n', PAGE.height - PAGE.margin]
    for (const { kind, text } of blocks) {
      const size = SIZES[kind]
      const font = kind === 'name' || kind === 'heading' ? 'B' : 'R'
      for (const line of kind === 'gap' ? [''] : linesOf(text, font, size)) {
        y -= size * 1.36
        if (y < PAGE.margin) {
          pages.push(`${content}ET`)
          ;[content, y] = ['BT\n', PAGE.height - PAGE.margin]
        }
        if (line)
          content += `/${font} ${size} Tf 1 0 0 1 ${PAGE.margin} ${y.toFixed(2)} Tm <${line}> Tj\n`
      }
      if (kind === 'paragraph' || kind === 'heading') y -= 6
    }
    pages.push(`${content}ET`)
    const parts: Buffer[] = [head]
    const offsets = new Map(fixedOffsets)
    let at = head.length
    const add = (id: number, ...body: (string | Buffer)[]) => {
      offsets.set(id, at)
      for (const one of [`${id} 0 obj\n`, ...body, '\nendobj\n']) {
        const bytes = typeof one === 'string' ? Buffer.from(one, 'latin1') : one
        parts.push(bytes)
        at += bytes.length
      }
    }
    add(1, '<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>')
    for (const [place, text] of pages.entries()) {
      const packed = deflateSync(text)
      const id = 30 + 2 * place
      add(
        id,
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Resources<</Font<</R 10 0 R/B 20 0 R>>>>/Contents ${id + 1} 0 R>>`,
      )
      add(id + 1, `<</Length ${packed.length}/Filter/FlateDecode>>stream\n`, packed, '\nendstream')
    }
    add(
      2,
      `<</Type/Pages/Kids[${pages.map((_, place) => `${30 + 2 * place} 0 R`).join(' ')}]/Count ${pages.length}>>`,
    )
    const ids = [...offsets.keys()].sort((one, other) => one - other)
    const table = ids
      .map((id) => `${id} 1\n${String(offsets.get(id)).padStart(10, '0')} 00000 n \n`)
      .join('')
    parts.push(
      Buffer.from(
        `xref\n0 1\n0000000000 65535 f \n${table}trailer\n<</Size ${ids.at(-1)! + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`,
      ),
    )
    return Buffer.concat(parts)
  }
}

function face(path: string, id: number) {
  const file = readFileSync(path)
  const document = new Pdf({ autoFirstPage: false, font: '' }).font(file as unknown as string)
  const font = (document as unknown as { _font: { font: Parsed } })._font.font
  const scale = 1000 / font.unitsPerEm
  const words = new Map<string, { hex: string; width: number }>()
  const word = (text: string) => {
    const known = words.get(text)
    if (known) return known
    let [hex, width] = ['', 0]
    for (const one of text) {
      const glyph = font.glyphForCodePoint(one.codePointAt(0)!)
      hex += glyph.id.toString(16).padStart(4, '0')
      width += glyph.advanceWidth * scale
    }
    const made = { hex, width }
    if (words.size < 20_000) words.set(text, made)
    return made
  }
  const packed = deflateSync(file, { level: 9 })
  const widths = Array.from({ length: font.numGlyphs }, (_, glyph) =>
    Math.round(font.getGlyph(glyph).advanceWidth * scale),
  )
  const objects: [number, Buffer][] = [
    [
      id,
      Buffer.from(
        `<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+Noto/Encoding/Identity-H/DescendantFonts[${id + 1} 0 R]>>`,
      ),
    ],
    [
      id + 1,
      Buffer.from(
        `<</Type/Font/Subtype/CIDFontType2/BaseFont/AAAAAA+Noto/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${id + 2} 0 R/CIDToGIDMap/Identity/W[0[${widths.join(' ')}]]>>`,
      ),
    ],
    [
      id + 2,
      Buffer.from(
        `<</Type/FontDescriptor/FontName/AAAAAA+Noto/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 1069/Descent -293/CapHeight 714/StemV 80/FontFile2 ${id + 3} 0 R>>`,
      ),
    ],
    [
      id + 3,
      Buffer.concat([
        Buffer.from(
          `<</Length ${packed.length}/Length1 ${file.length}/Filter/FlateDecode>>stream\n`,
        ),
        packed,
        Buffer.from('\nendstream'),
      ]),
    ],
  ]
  return { word, objects }
}
