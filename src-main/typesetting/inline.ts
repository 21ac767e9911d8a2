import MarkdownIt from 'markdown-it'
import type { Face } from './fonts.ts'

/** A stretch of text in one face. */
export interface Span {
  text: string
  face: Face
}
/** A paragraph of a passage; `mark` is what stands before an item of a list: `•` or `2.`. */
export interface Paragraph {
  lines: Span[][]
  mark: string | null
  /** Number of the list it belongs to within the passage. */
  list: number | null
  /** It stands over what follows it. */
  heading?: true
  /** It is one, and has no lines of its own. */
  table?: Table
}
/** A table by its cells, each of one paragraph; every row has as many as the heads. */
export interface Table {
  head: Span[][]
  rows: Span[][][]
}

// Bold, italics, lists, headings and tables; everything else of Markdown is ordinary text.
const markdown = new MarkdownIt('zero').enable([
  ...['emphasis', 'list', 'newline', 'escape', 'heading', 'table'],
])

/** One line without a sign that Markdown could read as more than itself: so are most passages, and reading them takes time. */
const PLAIN = /^(?![-+#\d])[^\s*_\\](?:[^\n\r\0*_\\]*[^\s*_\\])?$/

/** Reads a passage: paragraphs and list items, each as lines of spans. */
export function paragraphsOf(passage: string): Paragraph[] {
  const text = passage.normalize('NFC')
  if (!PLAIN.test(text)) return marked(text)
  return [{ lines: [[{ text, face: 'regular' }]], mark: null, list: null }]
}

function marked(passage: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const lists: { number: number | null }[] = []
  let mark: string | null = null
  let count = 0
  let heading = false
  let cells: Span[][][] | null = null
  for (const token of markdown.parse(withAllCells(passage), {})) {
    if (token.type === 'bullet_list_open') count = lists.push({ number: null }) && count + 1
    else if (token.type === 'ordered_list_open')
      count = lists.push({ number: Number(token.attrGet('start') ?? 1) }) && count + 1
    else if (token.type.endsWith('_list_close')) lists.pop()
    else if (token.type === 'list_item_open') {
      const list = lists.at(-1)
      mark = list?.number == null ? '•' : `${list.number++}.`
    } else if (token.type === 'heading_open') heading = true
    else if (token.type === 'heading_close') heading = false
    else if (token.type === 'table_open') cells = []
    else if (token.type === 'tr_open') cells?.push([])
    else if (token.type === 'table_close') {
      const [head = [], ...rows] = cells ?? []
      paragraphs.push({ lines: [], mark: null, list: null, table: { head, rows } })
      cells = null
    } else if (token.type === 'inline' && cells) {
      const spans = spansOf(token.children ?? []).flat()
      cells.at(-1)?.push(spans)
    } else if (token.type === 'inline') {
      const list = lists.length > 0 ? count : null
      const lines = spansOf(token.children ?? [])
      paragraphs.push({ lines, mark, list, ...(heading ? { heading } : {}) })
      mark = null
    }
  }
  return paragraphs
}

/**
 * A passage whose tables have as many heads as their longest rows have cells: Markdown leaves out what stands in a row beyond its
 * heads. Those that nobody wrote are empty.
 */
function withAllCells(passage: string): string {
  if (!passage.includes('|')) return passage
  const lines = passage.split(/\r\n?|\n/)
  const tokens = markdown.parse(passage, {})
  for (const [at, { type, map }] of tokens.entries()) {
    if (type !== 'table_open' || !map) continue
    const [head, end] = map
    const heads = tokens.slice(
      at,
      tokens.findIndex((one, to) => to > at && one.type === 'tr_close'),
    )
    const count = heads.filter((one) => one.type === 'th_open').length
    const more = Math.max(...lines.slice(head + 2, end).map(cellsIn), count) - count
    const widen = (line: string, cell: string) =>
      `${line.trimEnd().replace(/(?<!\\)\|$/, '')}${` | ${cell}`.repeat(more)} |`
    if (more === 0) continue
    lines[head] = widen(lines[head]!, '')
    lines[head + 1] = widen(lines[head + 1]!, '---')
  }
  return lines.join('\n')
}

/** How many cells a line of a table has: a bar after a backslash is part of one. */
const cellsIn = (line: string): number =>
  line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/).length

function spansOf(children: readonly { type: string; content: string }[]): Span[][] {
  const lines: Span[][] = [[]]
  let [bold, italic] = [0, 0]
  for (const { type, content } of children) {
    if (type === 'strong_open') bold++
    else if (type === 'strong_close') bold--
    else if (type === 'em_open') italic++
    else if (type === 'em_close') italic--
    else if (type === 'softbreak' || type === 'hardbreak') lines.push([])
    else if (content !== '')
      lines.at(-1)?.push({ text: content, face: bold ? 'bold' : italic ? 'italic' : 'regular' })
  }
  return lines
}
