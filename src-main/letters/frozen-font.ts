import { fontProgram, type FontProgram } from './font-program.ts'
import { escaped } from './pdf-file.ts'

/** A glyph as fontkit gives it; the part that is used. */
interface Glyph {
  id: number
  advanceWidth: number
  codePoints: number[]
}
interface Position {
  xAdvance: number
  xOffset: number
  yOffset: number
}
/** A parsed font as pdfkit opens it; the part that is used. */
export interface ParsedFont {
  postscriptName: string
  unitsPerEm: number
  ascent: number
  descent: number
  capHeight: number
  xHeight: number
  italicAngle: number
  bbox: { minX: number; minY: number; maxX: number; maxY: number }
  head: { macStyle: { italic: boolean } }
  characterSet: number[]
  glyphForCodePoint(code: number): Glyph
  layout(text: string): { glyphs: Glyph[]; positions: Position[] }
}

/** Glyphs on one height, for between `[(` and `)] TJ`; lengths in thousandths of the type size. */
interface Strip {
  rise: number
  glyphs: string
}
interface Word {
  width: number
  /** One strip on the line itself, but where a mark stands off its letter. */
  strips: Strip[]
}

/** At most so many words are kept shaped; then the cache begins anew. */
const WORDS_KEPT = 20_000

/**
 * A font file whose costly parts are done once and not for every letter: glyphs numbered as in the file, words shaped
 * once, file and character map compressed once. The text that a reader extracts is the same as from stock pdfkit.
 */
export class FrozenFont {
  readonly #font: ParsedFont
  readonly #scale: number
  readonly #meaning = new Map<number, number>()
  readonly #words = new Map<string, Word>()
  /** Writes the font into a file. */
  readonly embed: FontProgram

  constructor(font: ParsedFont, file: Uint8Array) {
    this.#font = font
    this.#scale = 1000 / font.unitsPerEm
    for (const code of [...font.characterSet].sort((one, other) => one - other)) {
      const { id } = font.glyphForCodePoint(code)
      if (!this.#meaning.has(id)) this.#meaning.set(id, code)
    }
    this.embed = fontProgram(font, file, this.#meaning)
  }

  /** Width of a text in points, shaped word by word as pdfkit does. */
  width(text: string, size: number): number {
    let width = 0
    for (let from = 0; from < text.length;) {
      const to = endOfWord(text, from)
      width += this.#word(text.slice(from, to)).width
      from = to
    }
    return (width * size) / 1000
  }

  /** What draws a text of so many points where the pen stands. */
  show(text: string, size: number): string {
    let glyphs = ''
    for (let from = 0; from < text.length;) {
      const to = endOfWord(text, from)
      const { strips } = this.#word(text.slice(from, to))
      for (const strip of strips) {
        // A strip off the line is drawn by itself: rise, glyphs, and back to the line.
        if (strip.rise === 0) glyphs += strip.glyphs
        else {
          const rise = Math.round(strip.rise * size) / 1000
          glyphs += `)] TJ\n${rise} Ts [(${strip.glyphs})] TJ 0 Ts\n[(`
        }
      }
      from = to
    }
    return `[(${glyphs})] TJ\n`
  }

  /** A word with the space after it, shaped. */
  #word(text: string): Word {
    const known = this.#words.get(text)
    if (known) return known
    if (this.#words.size >= WORDS_KEPT) this.#words.clear()
    const { glyphs, positions } = this.#font.layout(text)
    // A ligature or a part of a letter would come out of the PDF as something else: then every character by itself.
    const exact = glyphs.every(
      ({ id, codePoints }) => codePoints.length === 1 && this.#meaning.get(id) === codePoints[0],
    )
    const word = exact ? this.#set(glyphs, positions) : this.#plainly(text)
    this.#words.set(text, word)
    return word
  }

  #plainly(text: string): Word {
    const glyphs = [...text].map((one) => this.#font.glyphForCodePoint(one.codePointAt(0) ?? 0))
    const positions = glyphs.map(({ advanceWidth }) => ({
      ...{ xAdvance: advanceWidth, xOffset: 0, yOffset: 0 },
    }))
    return this.#set(glyphs, positions)
  }

  #set(glyphs: readonly Glyph[], positions: readonly Position[]): Word {
    const strips: Strip[] = [{ rise: 0, glyphs: '' }]
    let width = 0
    for (const [at, { id, advanceWidth }] of glyphs.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[at]!
      const rise = yOffset * this.#scale
      if (strips.at(-1)!.rise !== rise) strips.push({ rise, glyphs: '' })
      const strip = strips.at(-1)!
      strip.glyphs += this.#back(-xOffset)
      strip.glyphs += escaped(String.fromCharCode(id >> 8, id & 0xff))
      strip.glyphs += this.#back(advanceWidth - xAdvance + xOffset)
      width += xAdvance * this.#scale
    }
    return { width, strips }
  }

  /** Between two glyphs: the pen goes back by so much of the font's units. */
  #back(units: number): string {
    const thousandths = Math.round(units * this.#scale * 100) / 100
    return thousandths === 0 ? '' : `)${thousandths}(`
  }
}

/** Words, each with the space after it, as pdfkit divides a text. */
function endOfWord(text: string, from: number): number {
  const space = text.indexOf(' ', from)
  return space < 0 ? text.length : space + 1
}
