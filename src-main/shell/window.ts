import { BrowserWindow, nativeTheme, screen, type Rectangle, type Session } from 'electron'
import type { Settings, SettingsFile } from './settings.ts'
import { opensAs } from './start-at-log-on.ts'

/** Above this, a page that does not answer is ended, so that nothing of it stays on the screen. */
const CLEAR_WITHIN_MS = 600

/** The paper behind everything, in both themes, so that a window never opens with a flash. */
export const paper = (dark: boolean): string => (dark ? '#171513' : '#efebe2')

/** How the page is confined; each line is a rule of its own. */
export const confined = (session: Session, preload: string, packaged: boolean) => ({
  session,
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
  spellcheck: true,
  devTools: !packaged,
  disableBlinkFeatures: 'Auxclick',
})

interface Parts {
  session: Session
  preload: string
  packaged: boolean
  settings: SettingsFile
  /** Whether the computer started it at log-on: nobody asked for a window. */
  minimised: boolean
}

/** Makes the one window, hidden until it has painted; its caption never says more than *Remedy*. */
export function makeWindow(parts: Parts): BrowserWindow {
  const { session, preload, packaged, settings, minimised } = parts
  const { bounds, maximised, zoom } = settings.read()
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    ...placed(bounds),
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Remedy',
    backgroundColor: paper(nativeTheme.shouldUseDarkColors),
    webPreferences: confined(session, preload, packaged),
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window[opensAs({ minimised, maximised })]())
  window.webContents.once('did-finish-load', () => window.webContents.setZoomLevel(zoom))
  window.on('close', () => {
    settings.change({
      bounds: window.getNormalBounds(),
      maximised: window.isMaximized(),
      zoom: window.webContents.isCrashed() ? zoom : window.webContents.getZoomLevel(),
    })
  })
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(paper(nativeTheme.shouldUseDarkColors))
  })
  return window
}

/** Remembered bounds, if that place is still on a screen. */
function placed(bounds: Settings['bounds']): Partial<Rectangle> {
  if (!bounds) return {}
  const { workArea } = screen.getDisplayMatching(bounds)
  const across =
    bounds.x < workArea.x + workArea.width - 80 && bounds.x + bounds.width > workArea.x + 80
  const down = bounds.y >= workArea.y - 8 && bounds.y < workArea.y + workArea.height - 80
  return across && down ? bounds : { width: bounds.width, height: bounds.height }
}

/** Replaces the page by a fresh one, whatever it was doing, so that nothing of the old is left to see or to go back to. */
export function clearWindow(window: BrowserWindow, start: string): void {
  const page = window.webContents
  const stuck = setTimeout(() => page.forcefullyCrashRenderer(), CLEAR_WITHIN_MS)
  const letGo = (event: { preventDefault(): void }) => event.preventDefault()
  // Before the handler that would ask a person who is not there.
  page.prependListener('will-prevent-unload', letGo)
  page.once('did-navigate', () => {
    clearTimeout(stuck)
    page.off('will-prevent-unload', letGo)
    page.navigationHistory.clear()
  })
  // A page that is ended half-way rejects; the crash then brings the fresh one.
  page.loadURL(start).catch(() => undefined)
}

/** Brings the window to the front, as a second start of the program asks for. */
export function showAgain(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
