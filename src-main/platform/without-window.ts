import type { WindowSettings } from '../people/contract.ts'
import type { WindowSide } from './platform.ts'

/** The settings of a window before anybody has changed them. */
export const UNSAID: WindowSettings = {
  theme: 'system',
  lockAfterMinutes: 10,
  hideFromCapture: 'while-held-shows',
  singleKeys: true,
}

/** A platform without a window: the default settings, which cannot be changed. */
export const withoutWindow: WindowSide = {
  settings: () => ({ ...UNSAID, canHide: false }),
  changeSettings: () => {},
  showHeld: () => {},
}
