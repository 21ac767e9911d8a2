import type { Block, Cell } from './flow.ts'
import type { Span, Table } from './inline.ts'
import { breakLines } from './lines.ts'
import { LEFT, WIDTH } from './page.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Setting } from './sizes.ts'

/** Free between two columns, in the size of the text. */
const BETWEEN = 0.8

/** A table: a row is not parted where it need not be, and each page of a long one begins with its heads. */
export function tableBlocks({ head, rows }: Table, setting: Setting): Block[] {
  const { grow, sizes } = setting
  const heads = head.map((cell) => cell.map((span): Span => ({ ...span, face: 'bold' })))
  const widths = columnsOf([heads, ...rows], setting)
  const table = grow('Table')
  const row = (cells: readonly Span[][], tag: 'TH' | 'TD', parent: number): Block => {
    const element = grow('TR', parent)
    const set = cells.map((spans, at): Cell => {
      const { x, width } = widths[at]!
      const lines = breakLines(spans, sizes.text, width, setting.faces)
      return { element: grow(tag, element), x, lines }
    })
    const most = Math.max(...set.map(({ lines }) => lines.length))
    return {
      ...{ element, x: LEFT, leading: sizes.leading, before: sizes.gap * 0.6, whole: true },
      lines: Array.from({ length: most }, () => []),
      cells: set,
      rules: [{ x: 0, y: 1.5 - sizes.leading, width: WIDTH }],
    }
  }
  const first = { ...row(heads, 'TH', grow('THead', table)), before: sizes.gap, withNext: true }
  const body = grow('TBody', table)
  const below: Block = {
    ...{ element: null, lines: [[]], x: LEFT, leading: sizes.gap * 0.6, before: 0 },
    ...{ withLast: true, rules: [{ x: 0, y: 1, width: WIDTH }] },
  }
  return [first, ...rows.map((cells) => ({ ...row(cells, 'TD', body), head: first })), below]
}

/** Where each column begins and how wide it is: as its words need it. */
function columnsOf(
  rows: readonly Span[][][],
  { faces, sizes: { text } }: Setting,
): { x: number; width: number }[] {
  const count = rows[0]!.length
  const between = text * BETWEEN
  const fitting = Math.floor((WIDTH + between) / (text + between))
  if (count > fitting)
    throw new Refusal(
      'invalid-input',
      `A table in this letter has ${count} columns, and at this size of type a page has room for ${fitting}. Divide it into several.`,
    )
  const room = WIDTH - between * (count - 1)
  // Half a point more than it is: what is added up in another order is never a hair too wide.
  const wide = ({ text: said, face }: Span) => faces[face].width(said, text) + 0.5
  const all = Array.from({ length: count }, (_, at) => rows.map((row) => row[at] ?? []))
  const least = all.map((cells) =>
    Math.min(
      room / count,
      Math.max(
        text,
        ...cells.flatMap((cell) =>
          cell.flatMap((span) => span.text.split(' ').map((said) => wide({ ...span, text: said }))),
        ),
      ),
    ),
  )
  const most = all.map((cells, at) =>
    Math.max(
      least[at]!,
      ...cells.map((cell) => cell.reduce((width, span) => width + wide(span), 0)),
    ),
  )
  // A short column has its words on one line; what is left is shared among the longer ones.
  let left = room
  const widths = [...most]
  const shortestFirst = most.map((width, at) => ({ width, at })).sort((a, b) => a.width - b.width)
  for (const [place, { width, at }] of shortestFirst.entries()) {
    widths[at] = Math.min(width, Math.max(least[at]!, left / (count - place)))
    left -= widths[at]
  }
  const filled = sum(widths)
  let x = 0
  return widths.map((width) => {
    const column = { x, width: (width * room) / filled }
    x += column.width + between
    return column
  })
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
