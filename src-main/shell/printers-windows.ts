import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as PdfToPrinter from 'pdf-to-printer'
import type { PrintHow } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Printers } from './printing.ts'

/** What the window knows of the printers; which is the usual one only some of its versions say. */
export type Listed = () => Promise<readonly { name: string; isDefault?: boolean }[]>

/** Kinds of paper as Windows numbers them: DMPAPER_A4, and DMPAPER_ENV_DL, _C5 and _C4. */
const PAPER = { A4: 9, DL: 27, C5: 28, C4: 30 }
const SIDES = { one: 'simplex', 'long-edge': 'duplexlong', 'short-edge': 'duplexshort' } as const

/**
 * Windows: the window lists the printers, and the SumatraPDF that pdf-to-printer carries prints; its queue calls the
 * paper by its file's name.
 */
export const windowsPrinters = (listed: Listed): Printers => ({
  list: async () =>
    (await listed()).map(({ name, isDefault = false }) => ({
      name,
      usual: isDefault,
      trays: null,
    })),
  async print(printer, file, _, how) {
    const { print } = await load()
    await print(file, settingsFor(printer, how))
  },
})

/** What SumatraPDF is told; "noscale" keeps the address where the envelope's window is. */
export const settingsFor = (printer: string, { size, copies, sides, tray }: PrintHow) => ({
  ...{ printer, scale: 'noscale' as const, silent: true, sumatraPdfPath: sumatra() },
  ...{ copies, paperKind: PAPER[size] },
  ...(sides === '' ? {} : { side: SIDES[sides] }),
  ...(tray === '' ? {} : { bin: tray }),
})

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
