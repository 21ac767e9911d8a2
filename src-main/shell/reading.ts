import type { Paper } from '../people/desk.ts'
import { Refusal } from '../wire/refusal.ts'
import type { PrivatePapers } from './private-papers.ts'
import { queueTitle } from './queue-title.ts'

/** Opens a paper in this computer's reader; `openFile` gives what went wrong, or nothing. */
export const reading = (
  papers: PrivatePapers,
  openFile: (file: string) => Promise<string>,
): Pick<Paper, 'openPdf'> => ({
  async openPdf(pdf, title) {
    const file = papers.lay(pdf, queueTitle(title))
    if ((await openFile(file)) === '') return
    await papers.take(file)
    throw new Refusal(
      'not-found',
      'This computer has no program that opens a PDF. Have a PDF reader installed, or save a copy and open it elsewhere.',
    )
  },
})
