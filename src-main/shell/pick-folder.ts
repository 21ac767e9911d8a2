import { dialog, type BrowserWindow } from 'electron'

/** Lets the person at `window` pick the folder of an office; null when the dialog is closed. */
export const pickFolderAt =
  (window: BrowserWindow) =>
  async (from: string): Promise<string | null> => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Open an office',
      buttonLabel: 'Open this office',
      message: 'Choose the folder of the office.',
      defaultPath: from,
      properties: ['openDirectory'],
    })
    return filePaths[0] ?? null
  }
