import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as PdfToPrinter from 'pdf-to-printer'
import { Refusal } from '../wire/refusal.ts'
import type { Printers } from './printing.ts'

/** Windows, by the SumatraPDF that pdf-to-printer carries; its queue calls the paper by its file's name. */
export const windowsPrinters: Printers = {
  async list() {
    const { getDefaultPrinter, getPrinters } = await load()
    const [all, usual] = [await getPrinters(), await getDefaultPrinter().catch(() => null)]
    return all.map(({ deviceId }) => ({ name: deviceId, usual: deviceId === usual?.deviceId }))
  },
  async print(printer, file) {
    const { print } = await load()
    // "noscale" keeps the address where the envelope's window is.
    await print(file, { printer, scale: 'noscale', silent: true, sumatraPdfPath: sumatra() })
  },
}

async function load(): Promise<typeof PdfToPrinter> {
  const loaded = await import('pdf-to-printer')
  return 'default' in loaded ? (loaded.default as typeof loaded) : loaded
}

/** The package looks for it inside the archive of a packaged program, where nothing can be started. */
export function sumatra(entry = createRequire(import.meta.url).resolve('pdf-to-printer')): string {
  const folder = path.dirname(entry).replace(/app\.asar(?=[\\/]|$)/, 'app.asar.unpacked')
  const program = readdirSync(folder).find((name) => /^SumatraPDF.*\.exe$/i.test(name))
  if (!program)
    throw new Refusal(
      'not-found',
      'The part of Remedy that prints (SumatraPDF) is missing. Install Remedy again, or open the letter in the PDF reader and print it from there.',
    )
  return path.join(folder, program)
}
