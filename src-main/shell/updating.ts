import { mkdirSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import type { ProgramHere, ProgramSide } from '../platform/platform.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { Refusal } from '../wire/refusal.ts'

/** Set as the program is built; one that runs from its sources has none. */
declare const BUILT_ON: string | undefined

/** The day on which this program was built. */
export const builtOn = (): string | null => (typeof BUILT_ON === 'undefined' ? null : BUILT_ON)

interface Surroundings {
  here: ProgramHere
  ownLog(): string
  /** The folder of this person's settings: installers lie in a folder of their own in it. */
  profile: string
  showInFolder(file: string): void
  openFile(file: string): Promise<string>
  /** Ends the program, and starts this once the office is closed. */
  startAtTheEnd(file: string): void
}

/** What is typed on Linux, where installing needs an administrator. */
function commandFor(file: string): string {
  const quoted = `'${file.replaceAll("'", String.raw`'\''`)}'`
  if (file.endsWith('.deb')) return `sudo apt install ${quoted}`
  return file.endsWith('.rpm') ? `sudo dnf install ${quoted}` : `chmod +x ${quoted}`
}

/** How an installer is kept, whole or not at all, and given to this computer. */
export function updatingOn(parts: Surroundings): ProgramSide {
  const folder = path.join(parts.profile, 'updates')
  const system = parts.here.platform.split('-')[0]
  return {
    programHere: () => parts.here,
    ownLog: parts.ownLog,
    async keepInstaller(name, pieces) {
      const file = path.join(folder, name)
      try {
        // One that was kept before is installed by now, or not wanted.
        rmSync(folder, { recursive: true, force: true })
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const handle = await open(`${file}.part`, 'wx', 0o600)
        try {
          await handle.writeFile(pieces)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(`${file}.part`, file)
        return file
      } catch (error) {
        rmSync(folder, { recursive: true, force: true })
        throw storageRefusal(error)
      }
    },
    async startInstaller(file) {
      if (system === 'win32') {
        parts.startAtTheEnd(file)
        return { way: 'at-the-end', command: '' }
      }
      if (system === 'darwin') {
        if (await parts.openFile(file))
          throw new Refusal('conflict', 'This computer could not open the update. Try again.')
        return { way: 'opened', command: '' }
      }
      parts.showInFolder(file)
      return { way: 'shown', command: commandFor(file) }
    },
  }
}
