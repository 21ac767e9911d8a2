import type { BrowserWindow } from 'electron'
import type { SettingsFile } from './settings.ts'

/** Keeps the window out of screen sharing and recordings, as it was asked to; `held` while something restricted is shown. */
export function hideFromCapture(
  window: Pick<BrowserWindow, 'setContentProtection'>,
  settings: Pick<SettingsFile, 'read'>,
  held: boolean,
): void {
  const when = settings.read().hideFromCapture
  window.setContentProtection(when === 'always' || (when === 'while-held-shows' && held))
}
