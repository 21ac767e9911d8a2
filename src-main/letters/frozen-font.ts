import { deflateSync } from 'node:zlib'

/** A glyph as fontkit gives it; the part that is used. */
interface Glyph {
  id: number
  advanceWidth: number
  codePoints: number[]
}
interface Position {
  xAdvance: number
  yAdvance: number
  xOffset: number
  yOffset: number
  advanceWidth: number
}
/** A shaped word, in thousandths of the type size. */
export interface ShapedRun {
  /** The inside of a TJ string, or null where a mark stands off its line and pdfkit must place it. */
  drawn: string | null
  glyphs: Glyph[]
  positions: Position[]
  advanceWidth: number
}
/** A parsed font as pdfkit takes it; the part that is used. */
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
interface Reference {
  data: Record<string, unknown>
  end(content?: Uint8Array | string): void
}
/** pdfkit's embedded font, as far as it is replaced here. */
export interface EmbeddedFont {
  id: string
  dictionary: Reference
  document: { ref(data?: Record<string, unknown>): Reference }
  layoutCached(text: string): ShapedRun
  subset: { includeGlyph(glyph: number): number }
  widths: unknown[]
  unicode: unknown[]
  embed(): void
  /** The font's place among the document's objects, made when it is first asked for. */
  ref(): unknown
}

/** At most so many words are kept shaped; then the cache begins anew. */
const WORDS_KEPT = 20_000

/**
 * A font file whose costly parts are done once and not for every letter: glyphs numbered as in the file, words shaped
 * once, file and character map compressed once. The text that a reader extracts is the same as from stock pdfkit.
 */
export class FrozenFont {
  readonly #font: ParsedFont
  readonly #file: Buffer
  readonly #length: number
  readonly #map: Buffer
  readonly #scale: number
  readonly #meaning = new Map<number, number>()
  readonly #words = new Map<string, ShapedRun>()

  constructor(font: ParsedFont, file: Uint8Array) {
    this.#font = font
    this.#file = deflateSync(file, { level: 9 })
    this.#length = file.length
    this.#scale = 1000 / font.unitsPerEm
    for (const code of [...font.characterSet].sort((one, other) => one - other)) {
      const { id } = font.glyphForCodePoint(code)
      if (!this.#meaning.has(id)) this.#meaning.set(id, code)
    }
    this.#map = deflateSync(characterMap(this.#meaning), { level: 9 })
  }

  get parsed(): ParsedFont {
    return this.#font
  }

  /** A word with the space after it, shaped. */
  shape(word: string): ShapedRun {
    const known = this.#words.get(word)
    if (known) return known
    if (this.#words.size >= WORDS_KEPT) this.#words.clear()
    const run = this.#shaped(word)
    this.#words.set(word, run)
    return run
  }

  /** What draws a text, for between `[<` and `>] TJ`; null where only pdfkit can. Its glyphs count as used. */
  drawn(text: string, embedded: EmbeddedFont): string | null {
    let all = ''
    for (const word of words(text)) {
      const run = this.shape(word)
      if (run.drawn === null) return null
      for (const { id } of run.glyphs) embedded.subset.includeGlyph(id)
      all += run.drawn
    }
    return all
  }

  /** Width of a text in points, shaped word by word as pdfkit does. */
  width(text: string, size: number): number {
    let width = 0
    for (let from = 0; from < text.length;) {
      const space = text.indexOf(' ', from)
      const to = space < 0 ? text.length : space + 1
      width += this.shape(text.slice(from, to)).advanceWidth
      from = to
    }
    return (width * size) / 1000
  }

  /** Makes a font that pdfkit has just opened for one document use what is kept here. */
  freeze(embedded: EmbeddedFont): void {
    const used = new Set<number>()
    embedded.layoutCached = (text) => this.shape(text)
    embedded.subset = {
      includeGlyph(glyph) {
        used.add(glyph)
        return glyph
      },
    }
    embedded.embed = () => this.#embed(embedded, used)
  }

  #shaped(word: string): ShapedRun {
    const { glyphs, positions } = this.#font.layout(word)
    // A ligature or a part of a letter would come out of the PDF as something else: then every character by itself.
    const exact = glyphs.every(
      ({ id, codePoints }) => codePoints.length === 1 && this.#meaning.get(id) === codePoints[0],
    )
    if (!exact) return this.#plainly(word)
    const scaled = positions.map((position, at) => ({
      xAdvance: position.xAdvance * this.#scale,
      yAdvance: position.yAdvance * this.#scale,
      xOffset: position.xOffset * this.#scale,
      yOffset: position.yOffset * this.#scale,
      advanceWidth: (glyphs[at]?.advanceWidth ?? 0) * this.#scale,
    }))
    return { glyphs, positions: scaled, advanceWidth: total(scaled), drawn: drawn(glyphs, scaled) }
  }

  #plainly(word: string): ShapedRun {
    const glyphs = [...word].map((one) => this.#font.glyphForCodePoint(one.codePointAt(0) ?? 0))
    const positions = glyphs.map(({ advanceWidth }) => {
      const advance = advanceWidth * this.#scale
      return { xAdvance: advance, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: advance }
    })
    return { glyphs, positions, advanceWidth: total(positions), drawn: drawn(glyphs, positions) }
  }

  #embed({ id, document, dictionary }: EmbeddedFont, used: ReadonlySet<number>): void {
    const [font, scale] = [this.#font, this.#scale]
    const file = document.ref({ Filter: 'FlateDecode', Length1: this.#length })
    file.end(this.#file)
    const name = `${[...id.padEnd(6, 'R')].map(capital).join('')}+${font.postscriptName}`
    const { minX, minY, maxX, maxY } = font.bbox
    const descriptor = document.ref({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: font.head.macStyle.italic ? 4 + 64 : 4,
      FontBBox: [minX * scale, minY * scale, maxX * scale, maxY * scale],
      ItalicAngle: font.italicAngle,
      Ascent: font.ascent * scale,
      Descent: font.descent * scale,
      CapHeight: font.capHeight * scale,
      XHeight: font.xHeight * scale,
      StemV: 0,
      FontFile2: file,
    })
    descriptor.end()
    const widths = [...used]
      .sort((one, other) => one - other)
      .flatMap((glyph) => [glyph, [this.#advance(glyph)]])
    const descendant = document.ref({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: {
        Registry: new String('Adobe'),
        Ordering: new String('Identity'),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      W: widths,
      CIDToGIDMap: 'Identity',
    })
    descendant.end()
    const map = document.ref({ Filter: 'FlateDecode' })
    map.end(this.#map)
    Object.assign(dictionary.data, {
      Type: 'Font',
      Subtype: 'Type0',
      BaseFont: name,
      Encoding: 'Identity-H',
      DescendantFonts: [descendant],
      ToUnicode: map,
    })
    dictionary.end()
  }

  #advance(glyph: number): number {
    const code = this.#meaning.get(glyph)
    return code === undefined ? 0 : this.#font.glyphForCodePoint(code).advanceWidth * this.#scale
  }
}

/** Words, each with the space after it, as pdfkit divides a text. */
function words(text: string): string[] {
  const found: string[] = []
  for (let from = 0; from < text.length;) {
    const space = text.indexOf(' ', from)
    const to = space < 0 ? text.length : space + 1
    found.push(text.slice(from, to))
    from = to
  }
  return found
}

const total = (positions: readonly Position[]) =>
  positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0)
/** Glyphs in hexadecimal, broken where two stand closer or wider than their widths say. */
function drawn(glyphs: readonly Glyph[], positions: readonly Position[]): string | null {
  let text = ''
  for (const [at, { id }] of glyphs.entries()) {
    const { xAdvance, advanceWidth, xOffset, yOffset } = positions[at]!
    if (xOffset !== 0 || yOffset !== 0) return null
    text += hex(id)
    const kern = Math.round((advanceWidth - xAdvance) * 100) / 100
    if (kern !== 0) text += `> ${kern} <`
  }
  return text
}
const capital = (letter: string) => String.fromCharCode(65 + (letter.charCodeAt(0) % 26))
const hex = (value: number) => value.toString(16).padStart(4, '0')

function characterMap(meaning: ReadonlyMap<number, number>): string {
  const lines = [...meaning]
    .sort(([one], [other]) => one - other)
    .map(([glyph, code]) => `<${hex(glyph)}> <${hex(code)}>`)
  const parts: string[] = []
  for (let from = 0; from < lines.length; from += 100) {
    const part = lines.slice(from, from + 100)
    parts.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><ffff>
endcodespacerange
${parts.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
}
