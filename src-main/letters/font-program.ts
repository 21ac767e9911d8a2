import { hash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { ParsedFont } from './frozen-font.ts'
import { point, type PdfFile } from './pdf-file.ts'

/** Writes the font's objects into a file; gives the number of the font. */
export type FontProgram = (file: PdfFile) => number

/** The parts of a font that are the same in every file, made once: `meaning` says which character a glyph stands for. */
export function fontProgram(
  font: ParsedFont,
  bytes: Uint8Array,
  meaning: ReadonlyMap<number, number>,
): FontProgram {
  const packed = deflateSync(bytes, { level: 9 })
  const map = deflateSync(characterMap(meaning), { level: 9 })
  const name = `${tagOf(bytes)}+${font.postscriptName}`
  const scale = (value: number) => point((value * 1000) / font.unitsPerEm)
  const { minX, minY, maxX, maxY } = font.bbox
  const flags = font.head.macStyle.italic ? 4 + 64 : 4
  const described =
    `<</Type/FontDescriptor/FontName/${name}/Flags ${flags}` +
    `/FontBBox[${[minX, minY, maxX, maxY].map(scale).join(' ')}]/ItalicAngle ${font.italicAngle}` +
    `/Ascent ${scale(font.ascent)}/Descent ${scale(font.descent)}` +
    `/CapHeight ${scale(font.capHeight)}/XHeight ${scale(font.xHeight)}/StemV 0/FontFile2`
  const descended =
    `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}` +
    `/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity` +
    `/W[${widths(font, meaning, scale)}]/FontDescriptor`
  return (file) => {
    const program = file.addStream(`/Filter/FlateDecode/Length1 ${bytes.length}`, packed)
    const descriptor = file.add(`${described} ${program} 0 R>>`)
    const descendant = file.add(`${descended} ${descriptor} 0 R>>`)
    const toUnicode = file.addStream('/Filter/FlateDecode', map)
    return file.add(
      `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H` +
        `/DescendantFonts[${descendant} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
    )
  }
}

/** Six capitals that tell one cut of a font from another. */
const tagOf = (bytes: Uint8Array): string =>
  [...hash('sha256', bytes, 'buffer').subarray(0, 6)]
    .map((byte) => String.fromCharCode(65 + (byte % 26)))
    .join('')

const inOrder = (meaning: ReadonlyMap<number, number>) =>
  [...meaning].sort(([one], [other]) => one - other)

/** Glyphs that follow one another share a list. */
function widths(
  font: ParsedFont,
  meaning: ReadonlyMap<number, number>,
  scale: (value: number) => number,
): string {
  let text = ''
  let last = NaN
  for (const [glyph, code] of inOrder(meaning)) {
    const width = scale(font.glyphForCodePoint(code).advanceWidth)
    if (glyph === last + 1) text += ` ${width}`
    else text += `${text === '' ? '' : ']'}${glyph}[${width}`
    last = glyph
  }
  return `${text}]`
}

const hex = (value: number) => value.toString(16).padStart(4, '0')

function characterMap(meaning: ReadonlyMap<number, number>): string {
  const lines = inOrder(meaning).map(([glyph, code]) => `<${hex(glyph)}> <${hex(code)}>`)
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
