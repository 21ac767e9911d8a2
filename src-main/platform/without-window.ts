import type { WindowSettings } from '../people/contract.ts'
import type { WindowSide } from './platform.ts'

/** What a window is before anybody has said otherwise. */
export const UNSAID: WindowSettings = {
  theme: 'system',
  lockAfterMinutes: 10,
  hideFromCapture: 'while-held-shows',
  singleKeys: true,
}

/** Surroundings without a window: nothing looks like anything, and nothing is remembered. */
export const withoutWindow: WindowSide = {
  settings: () => ({ ...UNSAID, canHide: false }),
  changeSettings: () => {},
  showHeld: () => {},
}
