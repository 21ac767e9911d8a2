/** What begins a formula in a spreadsheet, or may once it has trimmed what stands before; also in the wide forms of East Asian keyboards. */
const FORMULA = String.raw`[\s\p{Cf}]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]`
/** The apostrophe that spreadsheets take for "this is text". */
const AS_TEXT = "'"
/** A field that would run; or that would be taken for a marked one, and lose what is its own. */
const RUNS = new RegExp(`^${AS_TEXT}*(?:${FORMULA}|[\\t\\r\\n])`, 'u')
const LOOKS_MARKED = new RegExp(`^${AS_TEXT}(?=${AS_TEXT}*(?:${FORMULA}|[\\t\\r\\n]))`, 'u')

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
export const unmarked = (text: string): string => text.replace(LOOKS_MARKED, '')

/** A text for a cell that is text by its kind and needs no mark: marked where it would be taken for a marked one. */
export const keptAsItIs = (text: string): string =>
  LOOKS_MARKED.test(text) ? `${AS_TEXT}${text}` : text
