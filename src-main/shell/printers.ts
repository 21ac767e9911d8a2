/** A computer's own way to print: what a desk needs of it, whatever the system. */
export interface Printers {
  list(): Promise<{ name: string; usual: boolean }[]>
  /** Ends when the queue has its own copy of `file`. */
  print(printer: string, file: string, title: string): Promise<void>
}

/** The printers of the system this runs on; the package that speaks to them is read when first needed. */
export async function printersHere(platform = process.platform): Promise<Printers> {
  if (platform === 'win32') return (await import('./printers-windows.ts')).windowsPrinters
  return (await import('./printers-unix.ts')).unixPrinters
}
