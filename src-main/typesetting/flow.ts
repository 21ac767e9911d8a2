import type { Line } from './lines.ts'
import type { Piece, Rule } from './page.ts'

/** Lines that follow one another down the page. */
export interface Block {
  element: number
  lines: Line[]
  x: number
  /** From base to base. */
  leading: number
  /** Free space above; none at the top of a page. */
  before: number
  /** Never parted from what follows: a heading. */
  withNext?: boolean
  /** Never parted from what stands above: the close and what is under it. */
  withLast?: boolean
  /** Never broken over two pages. */
  whole?: boolean
  /** Begins a new page. */
  newPage?: boolean
  /** Boxes and lines to write on, from the block's left and the base of its first line. */
  rules?: Rule[]
}

/** A page's room for the flow, in points from its top. */
export interface Room {
  top: number
  bottom: number
}

interface Row {
  block: Block
  line: number
  /** Whether a page may end above this row. */
  open: boolean
}

/** At least so many lines of a paragraph stay together at the foot and at the head of a page. */
export const TOGETHER = 2

/** Lays blocks onto pages; every page has at least one row, and no block but an endless one breaks its own rules. */
export function flow(blocks: readonly Block[], roomOf: (page: number) => Room): Piece[][] {
  const rows = rowsOf(blocks)
  const pages: Piece[][] = []
  for (let from = 0; from < rows.length;) {
    const to = endOf(rows, from, roomOf(pages.length))
    pages.push(place(rows.slice(from, to), roomOf(pages.length)))
    from = to
  }
  return pages
}

function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap((block, at) => {
    const last = blocks[at - 1]
    const apart = !last?.withNext && !block.withLast
    return block.lines.map((_, line) => {
      const far = line >= TOGETHER && block.lines.length - line >= TOGETHER
      return { block, line, open: line === 0 ? apart : far && !block.whole }
    })
  })
}

const heightOf = ({ block, line }: Row, first: boolean) =>
  block.leading + (line === 0 && !first ? block.before : 0)

function endOf(rows: readonly Row[], from: number, { top, bottom }: Room): number {
  let filled = 0
  let open = from
  for (let at = from; at < rows.length; at++) {
    const row = rows[at]!
    const turns = at > from && row.line === 0 && row.block.newPage
    if (turns) return at
    if (at > from && row.open) open = at
    filled += heightOf(row, at === from)
    if (filled > bottom - top && at > from) return open > from ? open : at
  }
  return rows.length
}

function place(rows: readonly Row[], { top }: Room): Piece[] {
  const pieces: Piece[] = []
  let y = top
  for (const [at, row] of rows.entries()) {
    const { block, line } = row
    y += heightOf(row, at === 0)
    const current = pieces.at(-1)
    const text = block.lines[line] ?? []
    if (line > 0 && at > 0 && current) current.lines.push(text)
    else {
      const { element, x, leading } = block
      const rules =
        line === 0
          ? block.rules?.map((rule) => ({ ...rule, x: x + rule.x, y: y + rule.y }))
          : undefined
      pieces.push({ element, x, y, leading, lines: [text], ...(rules ? { rules } : {}) })
    }
  }
  return pieces
}
