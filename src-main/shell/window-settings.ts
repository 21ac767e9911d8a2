import { nativeTheme, type BrowserWindow } from 'electron'
import type { WindowSide } from '../platform/platform.ts'
import { CHANGED, MENU, type Change, type MenuAct } from '../wire/bridge.ts'
import { hideFromCapture as hideWindow } from './capture.ts'
import { findingOn } from './finding.ts'
import { setMenu } from './menu.ts'
import type { OpenedFiles } from './opened-files.ts'
import { columnsIn } from './hidden-columns.ts'
import type { SettingsFile } from './settings.ts'
import type { StartAtLogOn } from './start-at-log-on.ts'
import { showAgain } from './window.ts'

/** Takes the colours of the settings, before there is a window to be seen in others. */
export function takeTheme(settings: Pick<SettingsFile, 'read'>): void {
  nativeTheme.themeSource = settings.read().theme
}

/** Tells the window that something changed, if it still stands. */
export function tellWindow(window: BrowserWindow, change: Change): void {
  if (!window.isDestroyed()) window.webContents.send(CHANGED, change)
}

/** Has the window do what was chosen in the menu, if it still stands. */
function askWindow(window: BrowserWindow, act: MenuAct): void {
  if (!window.isDestroyed()) window.webContents.send(MENU, act)
}

interface Around {
  packaged: boolean
  showLogs: () => void
  showOffice: () => void
  opened: OpenedFiles
  logOn: StartAtLogOn
}

/** The window's settings, whoever changes them: colours, menu and page show the same at once. */
export function sideOf(
  window: BrowserWindow,
  settings: SettingsFile,
  { packaged, showLogs, showOffice, opened, logOn }: Around,
): WindowSide {
  let held = false
  const show = () => {
    const { theme } = settings.read()
    takeTheme(settings)
    setMenu({
      ...{ theme, packaged, showLogs, showOffice },
      choose: (chosen) => side.changeSettings({ theme: chosen }),
      ask: (act) => askWindow(window, act),
    })
    hideWindow(window, settings, held)
  }
  const side: WindowSide = {
    settings() {
      const { theme, lockAfterMinutes, hideFromCapture, ...rest } = settings.read()
      const { singleKeys, reminders, printing } = rest
      return {
        ...{ theme, lockAfterMinutes, hideFromCapture, singleKeys, reminders, printing },
        canHide: process.platform !== 'linux',
        startsAtLogOn: logOn.starts(),
      }
    },
    changeSettings({ startsAtLogOn, ...part }) {
      if (startsAtLogOn !== undefined) logOn.change(startsAtLogOn)
      settings.change(part)
      show()
      tellWindow(window, 'settings')
    },
    ...columnsIn(settings),
    ...findingOn(window.webContents),
    takeOpened: opened.take,
    fileWaits: opened.fileWaits,
    showRestricted(shows) {
      held = shows
      hideWindow(window, settings, held)
    },
  }
  show()
  opened.tell(() => {
    showAgain(window)
    askWindow(window, 'opened')
  })
  window.webContents.on('did-navigate', () => {
    // A fresh page shows nothing restricted, and no question of the old one is still open.
    side.showRestricted(false)
    opened.leave()
  })
  return side
}
