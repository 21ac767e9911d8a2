import { dialog, type BrowserWindow } from 'electron'

/** What the dialog says, and where it begins. */
export interface FolderAsked {
  title: string
  button: string
  message: string
  from: string
  /** Whether the dialog offers to make one, where the system has a button for it. */
  mayMake: boolean
}
/** Lets the person pick a folder that exists; null when the dialog is closed. */
export type PickFolder = (asked: FolderAsked) => Promise<string | null>

export const pickFolderAt =
  (window: BrowserWindow): PickFolder =>
  async ({ title, button, message, from, mayMake }) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      ...{ title, message, buttonLabel: button, defaultPath: from },
      properties: mayMake ? ['openDirectory', 'createDirectory'] : ['openDirectory'],
    })
    return filePaths[0] ?? null
  }
