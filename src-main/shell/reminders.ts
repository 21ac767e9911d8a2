import { app, nativeImage, Notification, type BrowserWindow, type NativeImage } from 'electron'
import { countOf } from '../dates/words.ts'
import type { Office } from '../office.ts'
import type { Change } from '../wire/bridge.ts'
import { reminding } from './reminding.ts'
import type { SettingsFile } from './settings.ts'
import { showAgain } from './window.ts'

const LOOK_EVERY_MS = 60_000
const SOON_MS = 2_000

interface Parts {
  window: BrowserWindow
  settings: SettingsFile
  /** The office, once it is there. */
  office(): Office | undefined
  report(name: string, error: unknown): void
}

/** Notifications and the mark on the program's sign, as the system has them. */
export function remindOfLimits({ window, settings, office, report }: Parts) {
  // What the system still shows is held here, or its click would be lost.
  let shown: Notification | null = null
  const reminder = reminding({
    ...{ clock: () => new Date(), report },
    ask: async () => (await office()?.limitsAhead()) ?? null,
    isOn: () => settings.read().reminders,
    isInUse: () => !window.isDestroyed() && window.isFocused() && office()?.phase() === 'open',
    tell(words) {
      shown?.close()
      shown = new Notification({ title: 'Remedy', body: words })
      shown.on('click', () => showAgain(window))
      shown.show()
      if (!window.isDestroyed() && !window.isFocused()) window.flashFrame(true)
    },
    mark: (count) => mark(window, count),
  })
  const look = () => void reminder.look()
  window.on('focus', () => {
    window.flashFrame(false)
    look()
  })
  window.on('blur', look)
  setInterval(look, LOOK_EVERY_MS).unref()
  let soon: NodeJS.Timeout | undefined
  return {
    /** Counts again once something was recorded, a little later so that a run of acts is counted once; at once for who signs in or out. */
    changed(change: Change) {
      reminder.changed()
      clearTimeout(soon)
      if (change === 'session') look()
      else soon = setTimeout(look, SOON_MS).unref()
    },
  }
}

/** The count where the system has a place for one; on Windows a mark over the program's sign, which says it to a screen reader. */
function mark(window: BrowserWindow, count: number): void {
  if (window.isDestroyed()) return
  if (process.platform !== 'win32') app.setBadgeCount(count)
  else if (count === 0) window.setOverlayIcon(null, '')
  else window.setOverlayIcon(dot(), countOf(count, 'time limit', 'time limits'))
}

const SIDE = 16
/** A red dot. */
function dot(): NativeImage {
  const bytes = Buffer.alloc(SIDE * SIDE * 4)
  for (let at = 0; at < SIDE * SIDE; at++) {
    const [x, y] = [(at % SIDE) - SIDE / 2 + 0.5, Math.floor(at / SIDE) - SIDE / 2 + 0.5]
    if (x * x + y * y < (SIDE / 2) ** 2) bytes.set([0x2b, 0x26, 0xb3, 0xff], at * 4)
  }
  return nativeImage.createFromBitmap(bytes, { width: SIDE, height: SIDE })
}
