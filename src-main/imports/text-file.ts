import { CsvError, parse } from 'csv-parse/sync'
import { formatNumber } from '../dates/words.ts'
import { LIMITS, tableOf, tooManyRows, unfit, type FileTable } from './table.ts'

const SEPARATORS = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const
type Separator = keyof typeof SEPARATORS
/** So many rows show what divides the columns. */
const LOOKED_AT = 50
/** No text has these: what does is a program’s own file. */
const NOT_TEXT = /(?![\t-\r\u007f-\u009f])\p{Cc}/u

/** A text with the encoding that it was written in. */
export interface Decoded {
  text: string
  encoding: string
}

/** Reads bytes as text: by their mark where they have one, else as UTF-8 where they are that, else as Windows-1252. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second, third] = bytes
  const read = (label: string, fatal = false) => {
    try {
      return new TextDecoder(label, { fatal }).decode(bytes)
    } catch {
      return null
    }
  }
  const found =
    first === 0xff && second === 0xfe
      ? { text: read('utf-16le'), encoding: 'UTF-16' }
      : first === 0xfe && second === 0xff
        ? { text: read('utf-16be'), encoding: 'UTF-16' }
        : first === 0xef && second === 0xbb && third === 0xbf
          ? { text: read('utf-8', true), encoding: 'UTF-8' }
          : withoutMark(bytes, read)
  if (found.text === null || NOT_TEXT.test(found.text))
    throw unfit(
      'This file is not a list in text. Save the list as CSV (“CSV UTF-8” in Excel) or as an Excel workbook (.xlsx), and choose that.',
    )
  return { text: found.text, encoding: found.encoding }
}

function withoutMark(
  bytes: Uint8Array,
  read: (label: string, fatal?: boolean) => string | null,
): { text: string | null; encoding: string } {
  const sample = bytes.subarray(0, 4_000)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]! += 1
  // Letters of western languages have a zero in one half of each pair.
  const half = sample.length / 2
  if (zeros[1]! > half * 0.6 && zeros[0]! < half * 0.1)
    return { text: read('utf-16le'), encoding: 'UTF-16' }
  if (zeros[0]! > half * 0.6 && zeros[1]! < half * 0.1)
    return { text: read('utf-16be'), encoding: 'UTF-16' }
  const utf8 = read('utf-8', true)
  if (utf8 !== null) return { text: utf8, encoding: 'UTF-8' }
  return { text: read('windows-1252'), encoding: 'Windows-1252' }
}

/** Reads a table in text: what divides its columns is recognised, broken quotation marks are refused with their line. */
export function readTextTable({ text: whole, encoding }: Decoded): FileTable {
  // The line by which Excel is told the separator.
  const told = /^\ufeff?sep=([,;\t])\r?\n/i.exec(whole)
  const text = told ? whole.slice(told[0].length) : whole
  const separator = (told?.[1] as Separator | undefined) ?? separatorOf(text)
  const rows = parsed(text, separator, LIMITS.rows + 2)
  if (rows.length > LIMITS.rows + 1) throw tooManyRows()
  const recognised = {
    ...{ format: 'csv' as const, encoding, separator: SEPARATORS[separator] },
    ...{ sheets: [], sheet: '' },
  }
  return tableOf(recognised, told ? [[], ...rows] : rows)
}

/** The sign that divides the most rows into the same number of columns. */
function separatorOf(text: string): Separator {
  const scored = (Object.keys(SEPARATORS) as Separator[]).map((separator) => {
    const widths = sampled(text, separator).map((row) => row.length)
    const [width = 1] = widths
    const alike = widths.filter((one) => one === width).length / Math.max(1, widths.length)
    return { separator, score: width === 1 ? 0 : alike * Math.min(width, 100) }
  })
  scored.sort((one, other) => other.score - one.score)
  return scored[0]!.separator
}

function sampled(text: string, separator: Separator): string[][] {
  try {
    return parsed(text, separator, LOOKED_AT, true)
  } catch {
    return []
  }
}

function parsed(text: string, delimiter: Separator, to: number, relaxed = false): string[][] {
  try {
    return parse(text, {
      ...{ bom: true, delimiter, to, relax_column_count: true, relax_quotes: relaxed },
      // A quotation mark that is never closed would take the rest of the file into one cell.
      max_record_size: LIMITS.cell * LIMITS.columns,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw brokenAt(error)
  }
}

function brokenAt(error: CsvError): Error {
  const line = 'lines' in error ? Number(error.lines) : 1
  const where = `About line ${formatNumber(line)}`
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return unfit(
      `${where} a row is far too long: probably a quotation mark is opened there and never closed. Put it right, and choose the file again.`,
    )
  return unfit(
    `${where} quotation marks do not come in pairs, so that it is not known where a cell ends. Write a quotation mark within a cell twice (""), or open the list in a spreadsheet and save it again.`,
  )
}
