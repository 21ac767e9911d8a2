/** The objects of one PDF file, in the order in which they are added; a body is latin-1 text. */
export interface PdfFile {
  /** A number for an object that is added later. */
  reserve(): number
  add(body: string, number?: number): number
  /** `bytes` as they stand in the file, already packed where `dictionary` says so. */
  addStream(dictionary: string, bytes: Uint8Array, number?: number): number
  /** The whole file, in bytes of its own, so that a worker can hand them over without a copy. */
  close(ends: { root: number; info: number; id: string }): Uint8Array
}

/** Begins a PDF 1.7; its comment says that bytes follow. */
export function pdfFile(): PdfFile {
  const parts: (string | Uint8Array)[] = []
  const offsets: number[] = []
  let text = '%PDF-1.7\n%\xff\xff\xff\xff\n'
  let before = 0

  const begin = (number: number) => {
    offsets[number - 1] = before + text.length
    text += `${number} 0 obj\n`
  }
  const reserve = () => offsets.push(0)
  return {
    reserve,
    add(body, number = reserve()) {
      begin(number)
      text += `${body}\nendobj\n`
      return number
    },
    addStream(dictionary, bytes, number = reserve()) {
      begin(number)
      text += `<</Length ${bytes.length}${dictionary}>>\nstream\n`
      parts.push(text, bytes)
      before += text.length + bytes.length
      text = '\nendstream\nendobj\n'
      return number
    },
    close({ root, info, id }) {
      const table = before + text.length
      text += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n`
      for (const offset of offsets) text += `${String(offset).padStart(10, '0')} 00000 n \n`
      text += `trailer\n<</Size ${offsets.length + 1}/Root ${root} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]>>\n`
      text += `startxref\n${table}\n%%EOF\n`
      return joined([...parts, text], before + text.length)
    },
  }
}

function joined(parts: readonly (string | Uint8Array)[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  const writer = Buffer.from(whole.buffer)
  let at = 0
  for (const part of parts) {
    if (typeof part === 'string') writer.write(part, at, 'latin1')
    else whole.set(part, at)
    at += part.length
  }
  return whole
}

const ESCAPED = /[()\\\r\n]/g
const escapes: Readonly<Record<string, string>> = { '\r': '\\r', '\n': '\\n' }

/** Bytes, one to a character, as the inside of a string in round brackets. */
export const escaped = (bytes: string): string =>
  bytes.replace(ESCAPED, (one) => escapes[one] ?? `\\${one}`)

/** A text as a PDF string: plain where it is ASCII, else as UTF-16. */
export function pdfText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return `(${escaped(text)})`
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}

/** A length in points: a thousandth of one is finer than any printer. */
export const point = (value: number): number => Math.round(value * 1000) / 1000
