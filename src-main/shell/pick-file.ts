import { extname } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'

/** What is saved, by the ending of its name. */
const SAVED = {
  zip: { title: 'Save the audit pack', buttonLabel: 'Save the pack', name: 'ZIP' },
  csv: { title: 'Save the table', buttonLabel: 'Save the table', name: 'CSV' },
  xlsx: { title: 'Save the table', buttonLabel: 'Save the table', name: 'Excel workbook' },
  docx: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'Word document' },
  pdf: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'PDF' },
  png: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'PNG picture' },
  jpeg: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'JPEG picture' },
  tif: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'TIFF picture' },
  txt: { title: 'Save a copy', buttonLabel: 'Save the copy', name: 'Text' },
} as const

const isSaved = (ending: string): ending is keyof typeof SAVED => Object.hasOwn(SAVED, ending)

/** Lets the person at `window` choose where a copy goes; null when the dialog is closed. */
export const pickFileAt =
  (window: BrowserWindow) =>
  async (proposed: string): Promise<string | null> => {
    const ending = extname(proposed).slice(1)
    const kind = isSaved(ending) ? ending : 'pdf'
    const { name, ...words } = SAVED[kind]
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      ...{ ...words, defaultPath: proposed, filters: [{ name, extensions: [kind] }] },
      properties: ['showOverwriteConfirmation'],
    })
    return canceled || !filePath ? null : filePath
  }
