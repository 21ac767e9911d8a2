import { dialog, type BrowserWindow } from 'electron'

/** Lets the person at `window` choose where a copy goes; null when the dialog is closed. */
export const pickFileAt =
  (window: BrowserWindow) =>
  async (proposed: string): Promise<string | null> => {
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'Save a copy of the letter',
      buttonLabel: 'Save the copy',
      defaultPath: proposed,
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
      properties: ['showOverwriteConfirmation'],
    })
    return canceled || !filePath ? null : filePath
  }
