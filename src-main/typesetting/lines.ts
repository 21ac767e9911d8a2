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
    const last = words[words.length - 1]
    const space = last ? spaceAfter(last, size, faces) : 0
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

const spaceAfter = ({ parts }: Word, size: number, faces: Faces) =>
  faces[parts[parts.length - 1]!.face].width(' ', size)

/** Words without the spaces between them; a word may change its face within itself. */
function wordsOf(spans: readonly Span[], size: number, faces: Faces): Word[] {
  const words: Word[] = []
  let word: Word = { parts: [], width: 0 }
  const flush = () => {
    if (word.parts.length === 0) return
    words.push(word)
    word = { parts: [], width: 0 }
  }
  for (const { text, face } of spans)
    for (let from = 0; from <= text.length;) {
      const space = text.indexOf(' ', from)
      const to = space < 0 ? text.length : space
      if (to > from) {
        const piece = text.slice(from, to)
        word.parts.push({ text: piece, face })
        word.width += faces[face].width(piece, size)
      }
      if (space >= 0) flush()
      from = to + 1
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
  let last: Run | undefined
  for (let place = 0; place < words.length; place++) {
    for (const { text, face } of words[place]!.parts) {
      if (last?.face === face) last.text += text
      else {
        if (last) x += faces[last.face].width(last.text, size)
        last = { text, face, size, x }
        line.push(last)
      }
    }
    if (last && place < words.length - 1) last.text += ' '
  }
  return line
}
