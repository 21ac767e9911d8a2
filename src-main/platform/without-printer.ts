import { Refusal } from '../wire/refusal.ts'
import type { Paper } from './platform.ts'

const windowOnly = async () => {
  throw new Refusal(
    'not-found',
    'There is neither a printer nor a screen here. Open the office in its window to print, to save a copy or to read it.',
  )
}

/** The paper of surroundings without a window: no printer is there, and everything else is refused. */
export const withoutPrinter: Paper = {
  printers: async () => [],
  printPdf: windowOnly,
  savePdf: windowOnly,
  openPdf: windowOnly,
  open: windowOnly,
}
