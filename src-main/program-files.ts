import { establishments, type Establishments } from './establishments/establishments.ts'
import { editionTexts } from './law/edition-file.ts'
import { loadEdition, type Edition } from './law/load-edition.ts'
import { loadSensitive, type Sensitive } from './letters/sensitive.ts'
import { lettersMark, loadTemplates, type Templates } from './letters/template.ts'
import { openPdfWorker, type PdfWorker } from './typesetting/pdf-worker.ts'

/** What comes with the program and is the same for every office: nothing in it changes once it is read. */
export interface ProgramFiles {
  prisons: Establishments
  edition: Edition
  letters: { templates: Templates; sensitive: Sensitive; pdfWorker: PdfWorker }
  /** Another text whenever a letter’s template, or a word that tells of something, is another one. */
  wordsMark: string
}

/** Reads the program’s own `resources` folder; refused by the first file that is at fault. */
export const readProgramFiles = (resources: string): ProgramFiles => ({
  prisons: establishments({ resources }),
  edition: loadEdition(editionTexts(resources)),
  letters: {
    templates: loadTemplates(resources),
    sensitive: loadSensitive(resources),
    pdfWorker: openPdfWorker({ resources }),
  },
  wordsMark: lettersMark(resources),
})
