/** What begins a formula in a spreadsheet, or may once it has trimmed what stands before; also in the wide forms of East Asian keyboards. */
const FORMULA = String.raw`[\s\p{Cf}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]`
const RUNS = new RegExp(String.raw`^${FORMULA}|^[\t\r\n]`, 'u')
/** The apostrophe that spreadsheets take for "this is text". */
const AS_TEXT = "'"
const MARKED = new RegExp(`^${AS_TEXT}(?=${FORMULA})`, 'u')

/** One field of a row: quoted always, and never a formula. */
function field(text: string): string {
  const plain = text.replaceAll('\u0000', '')
  const safe = RUNS.test(plain) ? `${AS_TEXT}${plain}` : plain
  return `"${safe.replaceAll('"', '""')}"`
}

/** A table as RFC 4180 has it, in UTF-8 with the mark by which Excel knows it; no field of it is run as a formula. */
export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`, 'utf8')

/** A field without the mark that it is no formula, which this program and spreadsheets put before one. */
export const unmarked = (text: string): string => text.replace(MARKED, '')
