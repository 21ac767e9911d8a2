import { dialog, type BrowserWindow } from 'electron'
import type { ChosenKind } from '../platform/file-kind.ts'
import type { PickOne } from './choosing.ts'

const ENDINGS: Record<ChosenKind, string[]> = {
  pdf: ['pdf'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  tiff: ['tif', 'tiff'],
  text: ['txt'],
  docx: ['docx'],
  edition: ['edition'],
  update: ['remedy-update'],
  list: ['csv', 'xlsx', 'txt', 'tsv', 'vcf'],
}

const NAMES: Partial<Record<ChosenKind, string>> = {
  text: 'Text',
  docx: 'Word',
  edition: 'Edition of the law',
  update: 'Update of Remedy',
  list: 'CSV, Excel, contacts',
}

/** Lets the person at `window` pick a file of the kinds asked for; null when the dialog is closed. */
export const pickOneAt =
  (window: BrowserWindow): PickOne =>
  async ({ title, kinds }, from) => {
    const name = kinds.map((kind) => NAMES[kind] ?? kind.toUpperCase()).join(', ')
    const { filePaths } = await dialog.showOpenDialog(window, {
      title,
      buttonLabel: 'Choose this file',
      message: title,
      defaultPath: from,
      // The others are offered so that a file of another kind is refused by its name, with the way to one of these.
      filters: [
        { name, extensions: kinds.flatMap((kind) => ENDINGS[kind]) },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile'],
    })
    return filePaths[0] ?? null
  }
