import type { Printers } from './printing.ts'

/** The printers of the system this runs on, read when first needed. */
export async function printersHere(platform = process.platform): Promise<Printers> {
  if (platform === 'win32') return (await import('./printers-windows.ts')).windowsPrinters
  return (await import('./printers-unix.ts')).unixPrinters
}
