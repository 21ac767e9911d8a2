import { formatNumber } from '../dates/words.ts'
import { unmarked } from '../platform/csv.ts'
import { Refusal } from '../wire/refusal.ts'
import { MOST_BYTES } from './contract.ts'

/** More than this is no list of an office: it is refused before it is read. */
export const LIMITS = {
  bytes: MOST_BYTES,
  rows: 20_000,
  columns: 100,
  cell: 5_000,
  /** Of a workbook: its parts, and what they may unpack to, in all and for each byte that is packed. */
  parts: 2_000,
  unpacked: 200_000_000,
  ratio: 250,
} as const

/** What a file was recognised as, in words that are shown. */
export interface Recognised {
  format: 'csv' | 'xlsx' | 'vcard'
  /** `UTF-8`, `Windows-1252`; empty where the format says it itself. */
  encoding: string
  /** `comma`, `semicolon`, `tab`; empty where there is none. */
  separator: string
  /** Of a workbook: its sheets, and the one that was read. */
  sheets: string[]
  sheet: string
}

/** One row with its number as a spreadsheet shows it. */
export interface FileRow {
  number: number
  cells: string[]
}

/** A file as a table: the words at the head of its columns, and its rows. */
export interface FileTable {
  recognised: Recognised
  header: string[]
  rows: FileRow[]
  /** What is to be said of the file before anything is recorded. */
  notes: string[]
}

/** The refusal of a file, in words. */
export const unfit = (why: string): Refusal => new Refusal('invalid-input', why)

/** The refusal of a file with more rows than are taken at once. */
export const tooManyRows = (): Refusal =>
  unfit(
    `This file has more than ${formatNumber(LIMITS.rows)} rows. Divide it into files of ${formatNumber(LIMITS.rows)} rows or fewer, each with the headings in its first row, and import them one after the other.`,
  )

/** Makes a table of raw rows: the first that is not empty is the header, empty ones are left out, numbers stay. */
export function tableOf(
  recognised: Recognised,
  raw: readonly (readonly string[])[],
  notes: readonly string[] = [],
): FileTable {
  const rows = raw
    .map((cells, at) => ({ number: at + 1, cells: cells.map(tidy) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = rows
  if (!first) throw unfit('This file has no rows. Choose the file that holds the list.')
  const width = first.cells.findLastIndex((cell) => cell !== '') + 1
  if (width > LIMITS.columns)
    throw unfit(
      `This file has more than ${LIMITS.columns} columns. Delete the columns that are not to be imported, and choose it again.`,
    )
  if (rest.length === 0)
    throw unfit(
      'This file has only one row. The first row must hold the headings of the columns, and the rows below it what is to be imported.',
    )
  if (rest.length > LIMITS.rows) throw tooManyRows()
  return {
    recognised,
    header: headings(first.cells.slice(0, width)),
    rows: rest,
    notes: [...notes],
  }
}

function tidy(cell: string): string {
  if (cell.length > LIMITS.cell)
    throw unfit(
      `A cell of this file has more than ${formatNumber(LIMITS.cell)} characters. Shorten or delete it, and choose the file again.`,
    )
  return unmarked(cell).trim()
}

/** Each column by a name of its own: `Name`, `Name (2)`; one without a heading by its place. */
function headings(cells: readonly string[]): string[] {
  const used = new Map<string, number>()
  return cells.map((cell, at) => {
    const name = cell === '' ? `Column ${at + 1}` : cell
    const times = (used.get(name) ?? 0) + 1
    used.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
