import { app, dialog, type BrowserWindow } from 'electron'
import type { Home } from './address.ts'

type Report = (name: string, error: unknown) => void

/** Logs errors that nobody caught; after an error that was thrown past everything, the program ends rather than goes on half broken. */
export function noteMishaps(report: Report): void {
  process.on('unhandledRejection', (error) => report('unhandled rejection', error))
  process.on('uncaughtException', (error) => {
    report('uncaught exception', error)
    dialog.showErrorBox(
      'Remedy has to close',
      'Something inside the program failed. What you recorded is kept. Start Remedy again.',
    )
    app.exit(1)
  })
}

/** Brings a fresh page when the one on the screen has died, and says so in plain words. */
export function mendWindow(window: BrowserWindow, start: string, report: Report): void {
  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    report(`window gone: ${reason} ${exitCode}`, undefined)
    window.loadURL(start).catch((error) => report('show the window again', error))
    if (reason === 'killed') return
    void dialog.showMessageBox(window, {
      type: 'warning',
      title: 'Remedy',
      message: 'The window had to be opened again.',
      detail: 'What you recorded is kept. What you were typing is in its form again.',
      buttons: ['Continue'],
    })
  })
}

/** Brings the program's page back when the window shows anything else: a blank page comes without asking. */
export function keepAtHome(window: BrowserWindow, home: Home, report: Report): void {
  window.webContents.on('did-navigate', (_, address) => {
    if (home.owns(address)) return
    report('the window had left its page', undefined)
    window.loadURL(home.start).catch((error) => report('show the window again', error))
  })
}

/** Asks before a window is closed over something that would be lost with it; the office can still lock meanwhile. `stays` is called where it is not closed. */
export function askBeforeLosing(window: BrowserWindow, stays: () => void): void {
  window.webContents.on('will-prevent-unload', async (event) => {
    if (event.defaultPrevented) return
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      title: 'Remedy',
      message: 'Close without finishing?',
      detail:
        'Something in this window is not recorded yet, or is shown only once, and would be lost.',
      buttons: ['Cancel', 'Discard changes'],
      defaultId: 0,
      cancelId: 0,
    })
    if (response !== 1) return stays()
    if (!window.isDestroyed()) window.destroy()
  })
}
