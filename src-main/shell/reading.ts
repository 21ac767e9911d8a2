import type { Paper } from '../platform/platform.ts'
import type { DocumentKind } from '../platform/file-kind.ts'
import { Refusal } from '../wire/refusal.ts'
import type { PrivatePapers } from './private-papers.ts'
import { queueTitle } from './queue-title.ts'

const KINDS: Record<DocumentKind, { ending: string; missing: string }> = {
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
  tiff: {
    ending: 'tif',
    missing:
      'This computer could not open the TIFF picture. Have a program for pictures installed if it has none, or save a copy and open it elsewhere.',
  },
  text: {
    ending: 'txt',
    missing: 'This computer could not open the text. Save a copy and open it elsewhere.',
  },
  docx: {
    ending: 'docx',
    missing:
      'This computer could not open the Word document. Have a word processor installed if it has none, or save a copy and open it elsewhere.',
  },
}

/** Opens a paper in this computer's reader; `openFile` gives what went wrong, or nothing. */
export function reading(
  papers: PrivatePapers,
  openFile: (file: string) => Promise<string>,
): Pick<Paper, 'open' | 'openPdf' | 'openEmail' | 'openPieces'> {
  async function show(file: string, missing: string): Promise<void> {
    if ((await openFile(file)) === '') return
    await papers.take(file)
    throw new Refusal('not-found', missing)
  }
  const open: Paper['open'] = (bytes, title, kind) => {
    const { ending, missing } = KINDS[kind]
    return show(papers.lay(bytes, queueTitle(title), ending), missing)
  }
  return {
    open,
    openPdf: (pdf, title) => open(pdf, title, 'pdf'),
    openEmail: (message, title) =>
      show(
        papers.lay(message, queueTitle(title), 'eml'),
        'This computer has no mail program that opens a message kept as a file (.eml). Have one installed, or save a copy of the letter and attach it yourself.',
      ),
    async openPieces(pieces, title, kind) {
      const { ending, missing } = KINDS[kind]
      await show(await papers.pour(pieces, queueTitle(title), ending), missing)
    },
  }
}
