import { unzipSync, zipSync, type Unzipped } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import { formatNumber } from '../dates/words.ts'
import { LIMITS, tableOf, tooManyRows, unfit, type FileTable } from './table.ts'

const SAVE_AGAIN =
  'Open the list in a spreadsheet, save it as CSV or as a plain Excel workbook (.xlsx), and choose that.'
const damaged = () => unfit(`This workbook is damaged or incomplete. ${SAVE_AGAIN}`)

/** The parts that are read; everything else of a workbook stays packed. */
const READ =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[\w-]+\.xml))$/i

/** Reads one sheet of an Excel workbook, the first unless it is named; nothing in it is carried out or fetched. */
export async function readWorkbook(bytes: Uint8Array, asked: string): Promise<FileTable> {
  const parts = unpack(bytes)
  const sheets = sheetsOf(parts)
  const sheet = asked === '' ? sheets[0] : sheets.find(({ name }) => name === asked)
  if (!sheet) throw unfit(`This workbook has no sheet called “${asked}”. Choose another sheet.`)
  const { formulas } = measured(parts, sheet.part)
  const raw = await cellsOf(parts, sheet)
  const recognised = {
    ...{ format: 'xlsx' as const, encoding: '', separator: '' },
    ...{ sheets: sheets.map(({ name }) => name), sheet: sheet.name },
  }
  const notes =
    formulas === 0
      ? []
      : [
          `${formatNumber(formulas)} ${formulas === 1 ? 'cell is a formula' : 'cells are formulas'}. What the spreadsheet last worked out is taken.`,
        ]
  return tableOf(recognised, raw, notes)
}

/** Takes out the parts that are read, once the list of all parts shows that they are few, small and harmless. */
function unpack(bytes: Uint8Array): Unzipped {
  const names: string[] = []
  let [packed, unpacked] = [0, 0]
  const expect = ({
    name,
    size,
    originalSize,
  }: {
    name: string
    size: number
    originalSize: number
  }) => {
    names.push(name)
    packed += size
    unpacked += originalSize
    if (names.length > LIMITS.parts) throw unfit(`This workbook has too many parts. ${SAVE_AGAIN}`)
    // What stands in the list is what is unpacked: no part is given more room than it says.
    if (unpacked > LIMITS.unpacked || (unpacked > 10_000_000 && unpacked > packed * LIMITS.ratio))
      throw unfit(
        `This workbook would unpack to far more than a list of an office holds. ${SAVE_AGAIN}`,
      )
    return READ.test(name)
  }
  let parts: Unzipped
  try {
    parts = unzipSync(bytes, { filter: expect })
  } catch (error) {
    throw error instanceof Error && error.name === 'Refusal' ? error : damaged()
  }
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (has(/vbaProject|macrosheets|\.bin$/i) && has(/vbaProject|macrosheets/i))
    throw unfit(`This workbook holds macros. ${SAVE_AGAIN}`)
  if (has(/^xl\/externalLinks\//i))
    throw unfit(`This workbook takes cells from other files. ${SAVE_AGAIN}`)
  if (has(/^xl\/workbook\.bin$/i))
    throw unfit(`This is a binary Excel workbook (.xlsb). ${SAVE_AGAIN}`)
  if (!has(/^xl\/workbook\.xml$/))
    throw unfit(
      'This is a ZIP file or a document, and no Excel workbook. Choose a CSV file or an Excel workbook (.xlsx).',
    )
  for (const part of Object.values(parts))
    if (Buffer.from(part.buffer, part.byteOffset, part.byteLength).includes('<!DOCTYPE'))
      throw damaged()
  return parts
}

const textOf = (parts: Unzipped, name: string): string => {
  const part = parts[name]
  if (!part) throw damaged()
  return new TextDecoder().decode(part)
}
const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

interface Sheet {
  name: string
  part: string
  place: number
}

function sheetsOf(parts: Unzipped): Sheet[] {
  const targets = new Map(
    [
      ...textOf(parts, 'xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g),
    ].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  )
  const tags = [...textOf(parts, 'xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)]
  const sheets = tags.flatMap(([tag], at) => {
    const target = targets.get(attribute(tag, 'r:id') || attribute(tag, '\\w+:id')) ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const name = unescaped(attribute(tag, 'name'))
    return parts[part] ? [{ name, part, place: at + 1 }] : []
  })
  if (sheets.length === 0) throw damaged()
  return sheets
}

/** Looks how far a sheet reaches before it is read: an empty cell far away would make every row before it. */
function measured(parts: Unzipped, part: string): { formulas: number } {
  const sheet = Buffer.from(parts[part]!).toString('latin1')
  const CELL = /<(?:\w+:)?(row|c|f)(?=[\s/>])(?:[^>]*?\sr=["']([A-Z]{0,3})(\d+)["'])?/g
  let [rows, formulas] = [0, 0]
  for (const [, tag, letters = '', figures = ''] of sheet.matchAll(CELL)) {
    if (tag === 'f') formulas += 1
    if (tag === 'row') rows += 1
    // One more for the headings; blank rows between are taken with it.
    if (rows > LIMITS.rows + 1_000 || Number(figures || 0) > LIMITS.rows + 1_000)
      throw tooManyRows()
    if (tag === 'c' && columnOf(letters) > LIMITS.columns)
      throw unfit(
        `This sheet reaches to column ${letters}; at most ${LIMITS.columns} columns are taken. Delete the columns that are not to be imported, and choose it again.`,
      )
  }
  return { formulas }
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

async function cellsOf(parts: Unzipped, { place }: Sheet): Promise<string[][]> {
  // Packed again without packing: what was measured is what is read.
  const whole = zipSync(parts, { level: 0 })
  try {
    const rows = await readSheet(whole.buffer as ArrayBuffer, place, { trim: false })
    return rows.map((row) => row.map(written))
  } catch {
    throw damaged()
  }
}

/** A cell as a person reads it. */
function written(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date)
    return Number.isNaN(value.valueOf()) ? '' : value.toISOString().replace('T00:00:00.000Z', '')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  // A number of many figures is a number still: not 1.23e+21.
  if (typeof value === 'number')
    return value.toLocaleString('en-GB', { useGrouping: false, maximumFractionDigits: 10 })
  return String(value)
}
