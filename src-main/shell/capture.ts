import type { BrowserWindow } from 'electron'
import type { SettingsFile } from './settings.ts'

/** Keeps what the window shows out of screen sharing and recordings while it is sensitive, and lets it in again after. */
export function hideFromCapture(
  window: Pick<BrowserWindow, 'setContentProtection'>,
  settings: Pick<SettingsFile, 'read'>,
  sensitive: boolean,
): void {
  window.setContentProtection(sensitive && settings.read().hideFromCapture)
}
