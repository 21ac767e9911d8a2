import { existsSync } from 'node:fs'
import type { OpenedKind } from '../platform/platform.ts'
import type { PickOne } from './choosing.ts'

export type OpenedFiles = ReturnType<typeof openedFiles>

/** What a file is called to be; null where its name says neither. */
const calledTo = (file: string): OpenedKind | null =>
  /\.edition$/i.test(file) ? 'edition' : /\.remedy-update$/i.test(file) ? 'update' : null

/**
 * The file that the system had the program open: it waits until somebody is signed in, whose page takes it; then
 * the next question for a file of its kind gets its path in the dialog's place. It is read, and judged, by who asked.
 */
export function openedFiles() {
  let waiting: string | null = null
  let chosen: { file: string; kind: OpenedKind } | null = null
  let told = () => {}
  return {
    /** A word that names no file was meant for something else. */
    offer(file: string | undefined): void {
      if (file === undefined || (calledTo(file) === null && !existsSync(file))) return
      waiting = file
      told()
    },
    /** Called at each file that is opened from now on. */
    tell(listener: () => void): void {
      told = listener
    },
    /** What waits for somebody to sign in. */
    fileWaits: (): OpenedKind | null => (waiting === null ? null : calledTo(waiting)),
    /** What is to be asked for; a file that is called neither is refused where editions are. */
    take(): OpenedKind | null {
      chosen = waiting === null ? null : { file: waiting, kind: calledTo(waiting) ?? 'edition' }
      waiting = null
      return chosen?.kind ?? null
    },
    /** What was taken and not asked for is no longer chosen. */
    leave(): void {
      chosen = null
    },
    before:
      (pickOne: PickOne): PickOne =>
      async (asked, from) => {
        if (chosen === null || !asked.kinds.includes(chosen.kind)) return pickOne(asked, from)
        const { file } = chosen
        chosen = null
        return file
      },
  }
}
