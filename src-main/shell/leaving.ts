import { dialog, type BrowserWindow } from 'electron'
import type { DeskHost } from '../desks/host.ts'
import type { SettingsFile } from './settings.ts'

/** Asks before a window is closed whose computer others work at. */
export function askBeforeLeaving(
  window: BrowserWindow,
  desks: Pick<DeskHost, 'here'>,
  settings: SettingsFile,
): void {
  let sure = false
  window.on('close', (event) => {
    const { takesDesks } = settings.read()
    const others = takesDesks === null ? 0 : desks.here(takesDesks).size
    if (sure || others === 0) return
    event.preventDefault()
    void dialog
      .showMessageBox(window, {
        type: 'question',
        title: 'Remedy',
        message: 'This office is open to other desks.',
        detail:
          others === 1
            ? 'One other desk is connected. Nobody can work there while Remedy is closed here.'
            : `${others} other desks are connected. Nobody can work there while Remedy is closed here.`,
        buttons: ['Cancel', 'Close Remedy'],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response !== 1) return
        sure = true
        window.close()
      })
  })
}
