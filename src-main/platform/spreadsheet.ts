import writeWorkbook from 'write-excel-file/node'
import { csvOf, keptAsItIs } from './csv.ts'

/** What stands in one cell: a text, or a day as `2026-11-29`. */
export type Cell = string | { day: string }
/** What stands over a column, and how many characters wide it is shown. */
export interface Head {
  name: string
  width: number
}
/** The files that a table is saved as. */
export type TableKind = 'csv' | 'xlsx'

/** Excel counts days from 1900, and takes that year for a leap year. */
const FIRST_DAY = '1900-03-01'
/** What no XML can hold: such a character is left out, as no font shows it. */
const NOT_XML = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const DAY = { type: Date, format: 'dd/mm/yyyy', alignVertical: 'top' as const }
const TEXT = { type: String, alignVertical: 'top' as const }

/** A table for a spreadsheet: no cell of it is a formula, and a number keeps its zeros. */
export async function writtenTable(
  kind: TableKind,
  heads: readonly Head[],
  rows: readonly (readonly Cell[])[],
): Promise<Uint8Array> {
  if (kind === 'csv')
    return csvOf([
      heads.map(({ name }) => name),
      ...rows.map((row) => row.map((cell) => (typeof cell === 'string' ? cell : cell.day))),
    ])
  const sheet = [
    heads.map(({ name }) => ({ ...TEXT, value: name, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cellOf)),
  ]
  const columns = heads.map(({ width }) => ({ width }))
  return writeWorkbook(sheet, { columns, stickyRowsCount: 1 }).toBuffer()
}

function cellOf(cell: Cell) {
  const text = typeof cell === 'string' ? cell : cell.day
  if (text === '') return null
  if (typeof cell !== 'string' && text >= FIRST_DAY) return { ...DAY, value: new Date(text) }
  return { ...TEXT, value: keptAsItIs(text.replace(NOT_XML, '')) }
}
