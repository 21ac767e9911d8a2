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
  const all = wordsOf(spans, size, faces)
  for (const [place, word] of all.entries()) {
    const last = words[words.length - 1]
    const space = last ? spaceAfter(last, size, faces) : 0
    // What goes together is no longer than this: where more room is left there is nothing to weigh.
    const nearEnd = last && filled + space + word.width > width - size * 8
    const together = nearEnd ? widthTogether(all, place, { size, faces, width }) : word.width
    if (words.length > 0 && filled + space + together > width) flush()
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

/** The width of a word with what is not parted from it; of the word alone where no line has room for all of it. */
function widthTogether(
  words: readonly Word[],
  from: number,
  { size, faces, width }: { size: number; faces: Faces; width: number },
): number {
  const first = words[from]!
  // What goes together was weighed with the first of it, and fits.
  let filled = first.width
  for (let at = from; at + 1 < words.length && goTogether(words, at); at++)
    filled += spaceAfter(words[at]!, size, faces) + words[at + 1]!.width
  return filled > width ? first.width : filled
}

const saidBy = ({ parts }: Word) => parts.map(({ text }) => text).join('')
const MONTH =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/
const BEFORE_NUMBER =
  /^\(?(?:sections?|articles?|regulations?|rules?|paragraphs?|parts?|schedule|SI|pages?|number)$/i

/** A day and its month, the groups of a telephone or NHS number, a section and its number, and a short last word with the one before. */
function goTogether(words: readonly Word[], at: number): boolean {
  const [one, next] = [saidBy(words[at]!), saidBy(words[at + 1]!)]
  if (at + 2 === words.length && next.length <= SHORT) return true
  if (/^\d/.test(next))
    return BEFORE_NUMBER.test(one) || (/^\d{3,}$/.test(one) && /^\d{3}/.test(next))
  return MONTH.test(next) && /^\d{1,2}$/.test(one)
}
/** A last word of so few letters does not fill a line of its own. */
const SHORT = 4

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
