import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import { suggestionsFor } from './spelling.ts'

/** What a right click offers where words can be typed or are selected; elsewhere there is no menu. */
export function offerContextMenu(window: BrowserWindow): void {
  const page = window.webContents
  page.on('context-menu', (_, clicked) => {
    const { editFlags, isEditable, selectionText } = clicked
    const selected = selectionText.trim() !== ''
    if (!isEditable && !selected) return
    const edit: MenuItemConstructorOptions[] = [
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: editFlags.canCut && selected },
    ]
    const paste: MenuItemConstructorOptions[] = [
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ]
    Menu.buildFromTemplate([
      ...(isEditable ? [...suggestionsFor(window, clicked), ...edit] : []),
      { role: 'copy', enabled: editFlags.canCopy && selected },
      ...(isEditable ? paste : []),
    ]).popup({ window })
  })
}
