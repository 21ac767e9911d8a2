import type { Paper } from '../platform/platform.ts'
import { Refusal } from '../wire/refusal.ts'
import type { PrivatePapers } from './private-papers.ts'
import { queueTitle } from './queue-title.ts'

/** A computer's own way to print: what the office needs of it, whatever the system. */
export interface Printers {
  list(): Promise<{ name: string; usual: boolean }[]>
  /** Ends when the queue has its own copy of `file`. */
  print(printer: string, file: string, title: string): Promise<void>
}

/** Prints from a private file that is gone as soon as the printer's queue has its own copy. */
export function printing(
  papers: PrivatePapers,
  here: () => Promise<Printers>,
): Pick<Paper, 'printers' | 'printPdf'> {
  const printers = async () => (await here()).list()
  return {
    printers,
    async printPdf(printer, pdf, title) {
      const all = await printers()
      if (all.length === 0)
        throw new Refusal(
          'not-found',
          'This computer has no printer. Add one in its settings, or open the letter in the PDF reader.',
        )
      if (!all.some(({ name }) => name === printer))
        throw new Refusal(
          'not-found',
          'That printer is no longer set up on this computer. Choose another one.',
        )
      const reference = queueTitle(title)
      const file = papers.lay(pdf, reference)
      try {
        await (await here()).print(printer, file, reference)
      } catch (error) {
        throw error instanceof Refusal ? error : refused(printer)
      } finally {
        await papers.take(file)
      }
    },
  }
}

const refused = (printer: string) =>
  new Refusal(
    'conflict',
    `The printer ${printer} did not accept the letter. Check that it is switched on and accepts jobs and print again, or open the letter in the PDF reader and print it from there.`,
  )
