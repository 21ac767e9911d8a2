import type { Paper, PrinterHere, PrintHow } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import type { PrivatePapers } from './private-papers.ts'
import { queueTitle } from './queue-title.ts'

/** A computer's own way to print: what the office needs of it, whatever the system. */
export interface Printers {
  list(): Promise<PrinterHere[]>
  /** Ends when the queue has its own copy of `file`. */
  print(printer: string, file: string, title: string, how: PrintHow): Promise<void>
}

/** A sheet that nobody asked for otherwise. */
const PLAIN: PrintHow = { size: 'A4', copies: 1, sides: '', tray: '' }

/** Prints from a private file that is gone as soon as the printer's queue has its own copy. */
export function printing(
  papers: PrivatePapers,
  here: () => Promise<Printers>,
): Pick<Paper, 'printers' | 'printPdf'> {
  const printers = async () => (await here()).list()
  return {
    printers,
    async printPdf(printer, pdf, title, how = PLAIN) {
      const all = await printers()
      if (all.length === 0)
        throw new Refusal(
          'not-found',
          'This computer has no printer. Add one in its settings, or open the letter in the PDF reader.',
        )
      const found = all.find(({ name }) => name === printer)
      if (!found)
        throw new Refusal(
          'not-found',
          'That printer is no longer set up on this computer. Choose another one.',
        )
      if (how.tray !== '' && !hasTray(found, how.tray))
        throw new Refusal(
          'not-found',
          `The printer ${printer} has no tray ${how.tray}. Choose one that it has, or leave the tray to the printer.`,
        )
      const reference = queueTitle(title)
      const file = papers.lay(pdf, reference)
      try {
        await (await here()).print(printer, file, reference, how)
      } catch (error) {
        throw error instanceof Refusal ? error : refused(printer)
      } finally {
        await papers.take(file)
      }
    },
  }
}

/** Where trays are not listed, a name holds nothing that a list of settings would divide at. */
const hasTray = ({ trays }: PrinterHere, tray: string) =>
  trays === null ? /^[\p{L}\p{N} ._-]{1,40}$/u.test(tray) : trays.includes(tray)

const refused = (printer: string) =>
  new Refusal(
    'conflict',
    `The printer ${printer} did not accept the letter. Check that it is switched on and accepts jobs and print again, or open the letter in the PDF reader and print it from there.`,
  )
