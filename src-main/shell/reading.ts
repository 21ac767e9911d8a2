import type { Paper } from '../platform/platform.ts'
import type { FileKind } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'
import type { PrivatePapers } from './private-papers.ts'
import { queueTitle } from './queue-title.ts'

const KINDS: Record<FileKind, { ending: string; missing: string }> = {
  pdf: {
    ending: 'pdf',
    missing:
      'This computer could not open the PDF. Have a PDF reader installed if it has none, or save a copy and open it elsewhere.',
  },
  png: {
    ending: 'png',
    missing:
      'This computer could not open the PNG picture. Have a program for pictures installed if it has none.',
  },
  jpeg: {
    ending: 'jpg',
    missing:
      'This computer could not open the JPEG picture. Have a program for pictures installed if it has none.',
  },
}

/** Opens a paper in this computer's reader; `openFile` gives what went wrong, or nothing. */
export function reading(
  papers: PrivatePapers,
  openFile: (file: string) => Promise<string>,
): Pick<Paper, 'open' | 'openPdf'> {
  const open: Paper['open'] = async (bytes, title, kind) => {
    const { ending, missing } = KINDS[kind]
    const file = papers.lay(bytes, queueTitle(title), ending)
    if ((await openFile(file)) === '') return
    await papers.take(file)
    throw new Refusal('not-found', missing)
  }
  return { open, openPdf: (pdf, title) => open(pdf, title, 'pdf') }
}
