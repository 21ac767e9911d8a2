import type * as UnixPrint from 'unix-print'
import { cupsRefusal } from './cups-refusal.ts'
import type { Printers } from './printing.ts'

/** The package composes a shell command of its words as they are. */
function quoted(word: string): string {
  if (/['\0\n]/.test(word)) throw new Error('A word that no shell command can carry.')
  return `'${word}'`
}

/** Linux and macOS, by CUPS and its commands `lp` and `lpstat`. */
export const unixPrinters: Printers = {
  async list() {
    const { getDefaultPrinter, getPrinters } = await load()
    try {
      const [all, usual] = [await getPrinters(), await getDefaultPrinter().catch(() => null)]
      return all.map(({ printer }) => ({ name: printer, usual: printer === usual?.printer }))
    } catch (error) {
      if (/No destinations added/.test(String(error))) return []
      throw cupsRefusal(error)
    }
  },
  async print(printer, file, title) {
    const { print } = await load()
    if (file.includes("'")) throw new Error('A path that no shell command can carry.')
    try {
      await print(file, quoted(printer), ['-t', quoted(title)])
    } catch (error) {
      throw cupsRefusal(error)
    }
  },
}

/** A CommonJS package, whose names Node cannot always tell. */
async function load(): Promise<typeof UnixPrint> {
  const loaded = await import('unix-print')
  return 'default' in loaded ? (loaded.default as typeof loaded) : loaded
}
