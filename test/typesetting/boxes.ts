import type { Faces } from '../../src-main/typesetting/fonts.ts'
import type { LaidOut, PageBox, Piece } from '../../src-main/typesetting/page.ts'

export const wordsOf = ({ lines }: Piece) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n')

/** The box that a piece’s letters fill. */
export function boxOf({ x, y, leading, lines }: Piece, faces: Faces) {
  const runs = lines.flat()
  const size = Math.max(...runs.map((run) => run.size))
  const right = Math.max(
    ...runs.map((run) => x + run.x + faces[run.face].width(run.text.trimEnd(), run.size)),
  )
  return {
    ...{ left: x, right, size },
    top: y - size * 0.75,
    bottom: y + (lines.length - 1) * leading + size * 0.22,
  }
}

const printing = ({ pieces }: PageBox) =>
  pieces.filter(({ lines }) => lines.some((line) => line.length > 0))

/** Pairs of pieces of a page that print over one another. */
export function clashes({ pages }: LaidOut, faces: Faces, page = 0): string[] {
  const boxes = printing(pages[page]!).map((piece) => ({
    ...boxOf(piece, faces),
    words: wordsOf(piece),
  }))
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.words} | ${other.words}`),
  )
}

/** What is printed nearer to an edge of the sheet than that, in points. */
export const overEdge = ({ pages, size: [width, height] }: LaidOut, free: number, faces: Faces) =>
  pages.flatMap((page) =>
    printing(page)
      .filter((piece) => {
        const { left, right, top, bottom } = boxOf(piece, faces)
        const lines = (piece.rules ?? []).map(({ x, width: wide }) => x + wide)
        return (
          Math.min(left, top) < free ||
          Math.max(right, ...lines) > width - free ||
          bottom > height - free
        )
      })
      .map(wordsOf),
  )
