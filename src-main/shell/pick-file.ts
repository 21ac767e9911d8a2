import { dialog, type BrowserWindow } from 'electron'

/** Lets the person at `window` choose where a copy goes; null when the dialog is closed. */
export const pickFileAt =
  (window: BrowserWindow) =>
  async (proposed: string): Promise<string | null> => {
    const isPack = proposed.endsWith('.zip')
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: isPack ? 'Save the audit pack' : 'Save a copy of the letter',
      buttonLabel: isPack ? 'Save the pack' : 'Save the copy',
      defaultPath: proposed,
      filters: [
        isPack ? { name: 'ZIP', extensions: ['zip'] } : { name: 'PDF', extensions: ['pdf'] },
      ],
      properties: ['showOverwriteConfirmation'],
    })
    return canceled || !filePath ? null : filePath
  }
