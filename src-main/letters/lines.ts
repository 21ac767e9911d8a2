import type { Face, Faces } from './fonts.ts'
import type { Span } from './inline.ts'

/** Text at its place in a line: `x` in points from the line's own left. */
export interface Run {
  text: string
  face: Face
  size: number
  x: number
}
export type Line = Run[]

interface Word {
  parts: Span[]
  width: number
}

/** Breaks spans into lines no wider than `width` points; a word that is wider by itself is cut. */
export function breakLines(
  spans: readonly Span[],
  size: number,
  width: number,
  faces: Faces,
): Line[] {
  const lines: Line[] = []
  let words: Word[] = []
  let filled = 0
  const flush = () => {
    lines.push(lineOf(words, size, faces))
    words = []
    filled = 0
  }
  for (const word of wordsOf(spans, size, faces)) {
    const space = words.length > 0 ? spaceAfter(words.at(-1), size, faces) : 0
    if (words.length > 0 && filled + space + word.width > width) flush()
    if (word.width > width) {
      for (const piece of cut(word, size, width, faces)) {
        if (words.length > 0) flush()
        words.push(piece)
        filled = piece.width
      }
      continue
    }
    filled += (words.length > 0 ? space : 0) + word.width
    words.push(word)
  }
  flush()
  return lines
}

const spaceAfter = (word: Word | undefined, size: number, faces: Faces) =>
  faces[word?.parts.at(-1)?.face ?? 'regular'].width(' ', size)

const widthOf = (parts: readonly Span[], size: number, faces: Faces) =>
  parts.reduce((sum, { text, face }) => sum + faces[face].width(text, size), 0)

function wordsOf(spans: readonly Span[], size: number, faces: Faces): Word[] {
  const words: Word[] = []
  let parts: Span[] = []
  const flush = () => {
    if (parts.length > 0) words.push({ parts, width: widthOf(parts, size, faces) })
    parts = []
  }
  for (const { text, face } of spans)
    for (const [place, piece] of text.split(' ').entries()) {
      if (place > 0) flush()
      if (piece !== '') parts.push({ text: piece, face })
    }
  flush()
  return words
}

function cut(word: Word, size: number, width: number, faces: Faces): Word[] {
  const pieces: Word[] = []
  for (const { text, face } of word.parts) {
    let rest = ''
    for (const character of text) {
      if (rest !== '' && faces[face].width(rest + character, size) > width) {
        pieces.push({ parts: [{ text: rest, face }], width: faces[face].width(rest, size) })
        rest = ''
      }
      rest += character
    }
    pieces.push({ parts: [{ text: rest, face }], width: faces[face].width(rest, size) })
  }
  return pieces
}

function lineOf(words: readonly Word[], size: number, faces: Faces): Line {
  const line: Line = []
  let x = 0
  for (const [place, { parts }] of words.entries()) {
    for (const { text, face } of parts) {
      const last = line.at(-1)
      if (last?.face === face) last.text += text
      else {
        if (last) x += faces[last.face].width(last.text, size)
        line.push({ text, face, size, x })
      }
    }
    const last = line.at(-1)
    if (last && place < words.length - 1) last.text += ' '
  }
  return line
}
