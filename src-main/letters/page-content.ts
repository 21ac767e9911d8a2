import type { Faces, Face } from '../typesetting/fonts.ts'
import type { Line } from '../typesetting/lines.ts'
import { point } from './pdf-file.ts'
import type { Piece, Rule } from '../typesetting/page.ts'

/** What the page's resources call the faces. */
export const NAMES: Readonly<Record<Face, string>> = { regular: 'R', bold: 'B', italic: 'I' }

interface Setting {
  faces: Faces
  /** Of the page, which PDF measures from its foot. */
  height: number
  /** The faces that were drawn with are added. */
  used: Set<Face>
}

/** What draws the lines of a piece. */
export function drawLines(piece: Piece, { faces, height, used }: Setting): string {
  const { x, y, leading, lines } = piece
  let content = ''
  let [penX, penY, set] = [0, 0, '']
  for (const [place, line] of lines.entries()) {
    const base = thousandths(height - y - place * leading)
    for (const [at, { face, size, text, x: from }] of line.entries()) {
      const left = thousandths(x + from)
      const font = `/${NAMES[face]} ${size} Tf\n`
      if (font !== set) content += set = font
      content += `${(left - penX) / 1000} ${(base - penY) / 1000} Td `
      ;[penX, penY] = [left, base]
      used.add(face)
      content += faces[face].show(endsLine(lines, place, at) ? `${text} ` : text, size)
    }
  }
  return content === '' ? '' : `BT\n${content}ET\n`
}

const thousandths = (value: number) => Math.round(value * 1000)

/** A space ends each line but the last: who has the page read to him hears two words and not one. */
const endsLine = (lines: readonly Line[], place: number, run: number) =>
  place < lines.length - 1 && run === (lines[place]?.length ?? 0) - 1

/** What draws lines and boxes. */
export function drawRules(rules: readonly Rule[], { height: page }: Setting): string {
  let content = '0.6 w\n'
  for (const { x, y, width, height, dashed } of rules) {
    if (height)
      content += `${point(x)} ${point(page - y - height)} ${point(width)} ${point(height)} re S\n`
    else {
      const base = point(page - y)
      const line = `${point(x)} ${base} m ${point(x + width)} ${base} l S\n`
      content += dashed ? `[3 3] 0 d ${line}[] 0 d\n` : line
    }
  }
  return content
}

/** The word DRAFT across the page, below the window, so that the address shows as it will. */
export function watermark(width: number, { faces, height, used }: Setting): string {
  used.add('bold')
  const angle = (40 * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((value) => point(value))
  const wide = faces.bold.width('DRAFT', 120)
  const origin = `${point(width / 2)} ${point(height / 2 - 60)}`
  return (
    `q 0.894 g ${cos} ${sin} ${-sin!} ${cos} ${origin} cm\n` +
    `BT /${NAMES.bold} 120 Tf ${point(-wide / 2)} -40 Td ${faces.bold.show('DRAFT', 120)}ET Q\n`
  )
}
