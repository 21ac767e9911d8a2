import { existsSync } from 'node:fs'
import type { PickOne } from './choosing.ts'

export type OpenedFiles = ReturnType<typeof openedFiles>

/**
 * The file that the system had the program open: it waits until somebody is signed in, whose page takes it; then
 * the next question for an edition gets its path in the dialog's place. It is read, and judged, by who asked.
 */
export function openedFiles() {
  let waiting: string | null = null
  let chosen: string | null = null
  let told = () => {}
  return {
    /** A word that names no file was meant for something else. */
    offer(file: string | undefined): void {
      if (file === undefined || (!/\.edition$/i.test(file) && !existsSync(file))) return
      waiting = file
      told()
    },
    /** Called at each file that is opened from now on. */
    tell(listener: () => void): void {
      told = listener
    },
    /** Whether an edition waits for somebody to sign in. */
    editionWaits: (): boolean => waiting !== null && /\.edition$/i.test(waiting),
    take(): boolean {
      chosen = waiting
      waiting = null
      return chosen !== null
    },
    /** What was taken and not asked for is no longer chosen. */
    leave(): void {
      chosen = null
    },
    before:
      (pickOne: PickOne): PickOne =>
      async (asked, from) => {
        if (chosen === null || !asked.kinds.includes('edition')) return pickOne(asked, from)
        const file = chosen
        chosen = null
        return file
      },
  }
}
