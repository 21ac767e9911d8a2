import type { Listed } from './printers-windows.ts'
import type { Printers } from './printing.ts'

/** The printers of the system this runs on, read when first needed; `listed` is what the window knows of them. */
export async function printersHere(listed: Listed, platform = process.platform): Promise<Printers> {
  if (platform === 'win32') return (await import('./printers-windows.ts')).windowsPrinters(listed)
  return (await import('./printers-unix.ts')).unixPrinters
}
