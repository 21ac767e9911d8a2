import { paragraphsOf, type Span, type Table } from '../typesetting/inline.ts'
import type { Sensitive, SensitiveWord } from './sensitive.ts'

/** A stretch of text as it stands on paper, and the piece of the letter that it is of. */
interface Stretch {
  piece: number
  text: string
}

/**
 * What words tell that stand in more than one place: a phrase that runs on from one passage, paragraph, item or cell into the next,
 * or down the column of a table. Each is of the piece in which it ends. Pure.
 */
export function toldTogether(
  pieces: readonly string[],
  sensitive: Sensitive,
): (SensitiveWord & { piece: number })[] {
  const [running, columns]: [Stretch[], Stretch[][]] = [[], []]
  for (const [piece, passage] of pieces.entries()) {
    const of = (text: string): Stretch => ({ piece, text })
    if (!passage.includes('|')) running.push(...passage.split('\n').map(unmarked).map(of))
    else
      for (const { lines, table } of paragraphsOf(passage)) {
        if (table) columns.push(...columnsOf(table).map((column) => column.map(of)))
        running.push(...(table ? cellsOf(table) : lines.map(textOf)).map(of))
      }
  }
  return [...phrasesOf(running), ...columns].flatMap((stretches) =>
    sensitive
      .across(stretches.map(({ text }) => text))
      .map(({ part, ...told }) => ({ ...told, piece: stretches[part]!.piece })),
  )
}

/** Stretches that a phrase can run through: no further than to the end of a sentence. */
function phrasesOf(running: readonly Stretch[]): Stretch[][] {
  const phrases: Stretch[][] = [[]]
  for (const stretch of running) {
    phrases.at(-1)!.push(stretch)
    if (SENTENCE_ENDS.test(stretch.text)) phrases.push([])
  }
  return phrases
}
const SENTENCE_ENDS = /[.!?][\p{Pf}\p{Pe}"'*_\s]*$/u

/** Most passages have no table, and reading one as Markdown takes time: a mark before a line is all that stands between two of its words. */
const unmarked = (line: string) => line.replace(MARK, '')
/** `-`, `#`, `1.`, `1.2`, `(a)`, `a)`, `(iv)` and the like. */
const MARK = /^\s*(?:[-+*•–>]|#{1,6}|\d+(?:\.\d+)+\.?|\(?(?:\d{1,9}|[a-z]|[ivxlc]+)[.)])\s+/i
const textOf = (spans: readonly Span[]) => spans.map(({ text }) => text).join('')
const cellsOf = ({ head, rows }: Table) => [head, ...rows].flat().map(textOf)
const columnsOf = ({ head, rows }: Table) =>
  head.map((_, at) => [head, ...rows].map((row) => textOf(row[at] ?? [])))
