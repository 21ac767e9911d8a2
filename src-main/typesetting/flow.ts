import type { Line } from './lines.ts'
import type { Piece, Rule } from './page.ts'

/** Lines that follow one another down the page. */
export interface Block {
  /** Null for what is not read aloud. */
  element: number | null
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
  /** Of a row of a table what stands side by side; its own lines are empty then, as many as the longest cell has. */
  cells?: Cell[]
  /** Stands again above it where a page begins with it. */
  head?: Block
}

/** One cell, from the block’s left. */
export interface Cell {
  element: number | null
  x: number
  lines: Line[]
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
    const room = roomOf(pages.length)
    const again = headAgain(rows[from]!, room)
    const high = again.reduce((sum, row, at) => sum + heightOf(row, at === 0), 0)
    // What follows a head is the first of its page no more.
    const gap = again.length > 0 && rows[from]!.line === 0 ? rows[from]!.block.before : 0
    const rest = { ...room, top: room.top + high + gap }
    const to = endOf(rows, from, rest)
    pages.push([...place(again, room), ...place(rows.slice(from, to), rest)])
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

/** The head of a table that goes on, which nobody reads aloud twice; none where it would leave too little room. */
function headAgain({ block: { head } }: Row, { top, bottom }: Room): Row[] {
  if (!head || head.leading * head.lines.length > (bottom - top) / 3) return []
  const cells = head.cells?.map((cell) => ({ ...cell, element: null }))
  return rowsOf([{ ...head, element: null, ...(cells ? { cells } : {}) }])
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
  let beside: Piece[] = []
  let y = top
  for (const [at, row] of rows.entries()) {
    const { block, line } = row
    y += heightOf(row, at === 0)
    const current = pieces.at(-1)
    const text = block.lines[line] ?? []
    const begins = line === 0 || at === 0
    if (block.cells) {
      if (begins) beside = block.cells.map((cell) => cellPiece(cell, block, y))
      if (begins) pieces.push(...ruled(block, line, y), ...beside)
      for (const [of, cell] of block.cells.entries())
        if (cell.lines[line]) beside[of]!.lines.push(cell.lines[line])
    } else if (!begins && current) current.lines.push(text)
    else {
      const { element, x, leading } = block
      const rules = line === 0 ? rulesOf(block, y) : undefined
      pieces.push({ element, x, y, leading, lines: [text], ...(rules ? { rules } : {}) })
    }
  }
  return pieces
}

const rulesOf = ({ rules, x }: Block, y: number) =>
  rules?.map((rule) => ({ ...rule, x: x + rule.x, y: y + rule.y }))

/** The lines of a row of a table by themselves, before its cells. */
function ruled(block: Block, line: number, y: number): Piece[] {
  const rules = line === 0 ? rulesOf(block, y) : undefined
  return rules ? [{ element: null, x: block.x, y, leading: block.leading, lines: [], rules }] : []
}

const cellPiece = ({ element, x }: Cell, block: Block, y: number): Piece => ({
  ...{ element, x: block.x + x, y, leading: block.leading, lines: [] },
})
