import { powerMonitor } from 'electron'
import type { SettingsFile } from './settings.ts'

const LOOK_EVERY_MS = 5_000

/** Locks when the computer sleeps, is locked or changes hands, and after the set minutes of inactivity. */
export function lockWhenLeft(settings: SettingsFile, lock: () => Promise<void>): void {
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)
  powerMonitor.on('user-did-resign-active', lock)
  const look = () => {
    if (isLeft(powerMonitor.getSystemIdleTime(), settings.read().lockAfterMinutes)) void lock()
  }
  setInterval(look, LOOK_EVERY_MS).unref()
}

/** Whether the computer was inactive for as long as the office stays open. */
export const isLeft = (idleSeconds: number, minutes: number): boolean => idleSeconds >= minutes * 60
