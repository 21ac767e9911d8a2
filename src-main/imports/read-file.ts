import { decode, readTextTable } from './text-file.ts'
import { LIMITS, unfit, type FileTable } from './table.ts'
import { readCards } from './vcard.ts'
import { readWorkbook } from './workbook.ts'

const begins = (bytes: Uint8Array, ...first: number[]) =>
  first.every((byte, at) => bytes[at] === byte)

const CHOOSE = 'Choose a CSV file, an Excel workbook (.xlsx) or contacts (.vcf).'

/** Reads a file as a table, by what its bytes are and not by its name; `sheet` names one of a workbook, the first where it is empty. */
export async function readFile(bytes: Uint8Array, sheet = ''): Promise<FileTable> {
  if (bytes.length === 0) throw unfit('This file is empty. Choose the file that holds the list.')
  if (bytes.length > LIMITS.bytes)
    throw unfit(
      `This file is larger than ${LIMITS.bytes / 1_000_000} MB. Divide it into smaller ones, each with the headings in its first row.`,
    )
  if (begins(bytes, 0x50, 0x4b)) return readWorkbook(bytes, sheet)
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw unfit(
      'This is a workbook of an older Excel (.xls), or one that a password protects. Open it in a spreadsheet and save it as an Excel workbook (.xlsx) without a password, or as CSV.',
    )
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) throw unfit(`This is a PDF. ${CHOOSE}`)
  if (begins(bytes, 0x7b, 0x5c, 0x72, 0x74))
    throw unfit(`This is a document of a word processor. ${CHOOSE}`)
  if (sheet !== '') throw unfit('Only an Excel workbook has sheets. Choose the file again.')
  const decoded = decode(bytes)
  if (/^\ufeff?\s*BEGIN:VCARD\s/i.test(decoded.text)) return readCards(decoded)
  if (/^\ufeff?\s*<(?:!doctype|html|\?xml)/i.test(decoded.text))
    throw unfit(`This is a page or XML, not a list. ${CHOOSE}`)
  return readTextTable(decoded)
}
