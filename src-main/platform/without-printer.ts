import { Refusal } from '../wire/refusal.ts'
import type { Paper } from './platform.ts'

const windowOnly = async () => {
  throw new Refusal(
    'not-found',
    'Commands cannot print, save or show a document. Open the office in its window for that.',
  )
}

/** Printing without a window: there is no printer, and everything else is refused. */
export const withoutPrinter: Paper = {
  printers: async () => [],
  printPdf: windowOnly,
  savePdf: windowOnly,
  savePack: windowOnly,
  saveReport: windowOnly,
  openPdf: windowOnly,
  openEmail: windowOnly,
  open: windowOnly,
  openPieces: windowOnly,
  savePieces: windowOnly,
}
