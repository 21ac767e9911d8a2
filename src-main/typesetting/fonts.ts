import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { create, type Font, type Glyph, type GlyphPosition } from 'fontkit'
import { isLatin } from './glyphs.ts'

/** The faces a letter is set in. */
export type Face = 'regular' | 'bold' | 'italic'
export type Faces = Readonly<Record<Face, FontFace>>

/** The letter faces, parsed once; the wide ones when a letter first needs them. */
export interface Fonts {
  /** The smallest faces that have every character of these texts. */
  facesFor(texts: Iterable<string>): Faces
}

const FILES: Readonly<Record<Face, string>> = {
  regular: 'NotoSerif-Regular',
  bold: 'NotoSerif-Bold',
  italic: 'NotoSerif-Italic',
}

/** Loads the letter faces from `resources/fonts`. */
export function loadFonts(resources: string): Fonts {
  const load = (suffix: 'latin' | 'wide'): Faces => {
    const face = (name: Face) =>
      fontFace(readFileSync(join(resources, 'fonts', `${FILES[name]}-${suffix}.ttf`)))
    return { regular: face('regular'), bold: face('bold'), italic: face('italic') }
  }
  const latin = load('latin')
  let wide: Faces | undefined
  return {
    facesFor(texts) {
      for (const text of texts) if (!isLatin(text)) return (wide ??= load('wide'))
      return latin
    },
  }
}

/** A face that measures texts and that pdfkit writes with; its words are shaped once for all letters. */
export interface FontFace {
  /** For pdfkit, which takes a font that is parsed already. */
  font: Font
  /** Width of a text in points. */
  width(text: string, size: number): number
}

/** A word with the space after it, in thousandths of the type size. */
interface ShapedWord {
  glyphs: Pick<Glyph, 'id' | 'advanceWidth' | 'codePoints'>[]
  positions: Pick<GlyphPosition, 'xAdvance' | 'yAdvance' | 'xOffset' | 'yOffset'>[]
  advanceWidth: number
}

/** At most so many words are kept shaped; then they are shaped anew. */
const WORDS_KEPT = 20_000

function fontFace(file: Buffer): FontFace {
  const parsed = create(file) as Font
  const scale = 1000 / parsed.unitsPerEm
  const words = new Map<string, ShapedWord>()
  const glyphs = new Map<number, ShapedWord['glyphs'][number]>()
  // The lowest character that a glyph stands for, whatever letter asks first: so the same letter has the same bytes.
  for (const code of parsed.characterSet.toSorted((one, other) => one - other)) {
    const { id, advanceWidth } = parsed.glyphForCodePoint(code)
    if (!glyphs.has(id))
      glyphs.set(id, { id, advanceWidth: advanceWidth * scale, codePoints: [code] })
  }

  const shaped = (text: string): ShapedWord => {
    const run = parsed.layout(text)
    // A ligature or a part of a letter would be read as something else: then every character by itself.
    const exact = run.glyphs.every(
      ({ id, codePoints }) =>
        codePoints.length === 1 && glyphs.get(id)?.codePoints[0] === codePoints[0],
    )
    if (!exact) return unshaped(text)
    const positions = run.positions.map((one) => ({
      xAdvance: one.xAdvance * scale,
      yAdvance: one.yAdvance * scale,
      xOffset: one.xOffset * scale,
      yOffset: one.yOffset * scale,
    }))
    return wordOf(
      run.glyphs.map(({ id }) => glyphs.get(id)!),
      positions,
    )
  }
  const unshaped = (text: string): ShapedWord => {
    const each = [...text].map((one) =>
      glyphs.get(parsed.glyphForCodePoint(one.codePointAt(0) ?? 0).id)!,
    )
    const positions = each.map(({ advanceWidth }) => ({
      ...{ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 },
    }))
    return wordOf(each, positions)
  }
  const layout = (text: string): ShapedWord => {
    const known = words.get(text)
    if (known) return known
    if (words.size >= WORDS_KEPT) words.clear()
    const word = shaped(text)
    words.set(text, word)
    return word
  }

  // In thousandths throughout, so that pdfkit, which scales in place what it was given, changes nothing that is kept.
  const inThousandths = {
    ...scaled(parsed, ['ascent', 'descent', 'lineGap', 'xHeight', 'capHeight'], scale),
    bbox: scaled(parsed.bbox, ['minX', 'minY', 'maxX', 'maxY'], scale),
    unitsPerEm: 1000,
    getGlyph: (id: number) => glyphs.get(id) ?? { ...parsed.getGlyph(id), advanceWidth: 0 },
    createSubset: () => parsed.createSubset(),
    layout,
  }
  return {
    font: Object.create(parsed, Object.getOwnPropertyDescriptors(inThousandths)) as Font,
    width(text, size) {
      let width = 0
      for (let from = 0; from < text.length;) {
        const space = text.indexOf(' ', from)
        const to = space < 0 ? text.length : space + 1
        width += layout(text.slice(from, to)).advanceWidth
        from = to
      }
      return (width * size) / 1000
    },
  }
}

const wordOf = (glyphs: ShapedWord['glyphs'], positions: ShapedWord['positions']): ShapedWord => ({
  ...{ glyphs, positions },
  advanceWidth: positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0),
})

const scaled = <Name extends string>(
  from: Readonly<Record<Name, number>>,
  names: readonly Name[],
  scale: number,
) => Object.fromEntries(names.map((name) => [name, from[name] * scale]))
