import { createHash, type Hash } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import path from 'node:path'
import type { ProgramHere, ProgramSide } from '../platform/platform.ts'
import { freePath } from '../platform/safe-name.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import { Refusal } from '../wire/refusal.ts'
import { realPath } from './app-image.ts'

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
  /** The AppImage that the program runs from; null where it runs from none. */
  appImage: string | null
  /** Ends the program, and starts this once the office is closed and it is found `whole` again. */
  startAtTheEnd(file: string, whole: () => Promise<void>): void
}

/** An installer that waits for the program's end: where the program stays open after all, it is forgotten. */
export function installerAtTheEnd(quit: () => void, start: (file: string) => void) {
  let waiting: { file: string; whole: () => Promise<void> } | null = null
  return {
    startAtTheEnd(file: string, whole: () => Promise<void>): void {
      waiting = { file, whole }
      setImmediate(quit)
    },
    forget(): void {
      waiting = null
    },
    async startNow(): Promise<void> {
      if (waiting === null) return
      await waiting.whole()
      start(waiting.file)
    },
  }
}

async function hashOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

/** What is typed on Linux, where installing needs an administrator. */
function commandFor(file: string): string {
  const quoted = `'${file.replaceAll("'", String.raw`'\''`)}'`
  if (file.endsWith('.deb')) return `sudo apt install ${quoted}`
  return file.endsWith('.rpm') ? `sudo dnf install ${quoted}` : `chmod +x ${quoted}`
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

/** How an installer is kept, whole or not at all, and given to this computer. */
export function updatingOn(parts: Surroundings): ProgramSide {
  const folder = path.join(parts.profile, 'updates')
  const system = parts.here.platform.split('-')[0]
  const { appImage } = parts
  /** Of each installer that was kept, as it was when its signature was checked. */
  const hashes = new Map<string, string>()

  /** One that was kept before is installed by now, or not wanted; the running program itself may be one. */
  function clear(): void {
    const isRunning = (file: string) => appImage !== null && realPath(appImage) === realPath(file)
    hashes.clear()
    try {
      const kept = readdirSync(folder).map((name) => path.join(folder, name))
      for (const file of kept.filter((one) => !isRunning(one)))
        rmSync(file, { recursive: true, force: true })
      if (!kept.some(isRunning)) rmdirSync(folder)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
  }

  /** Whatever was done to it since it was checked, nothing else is started. */
  async function expectWhole(file: string): Promise<void> {
    const hash = await hashOf(createReadStream(file)).catch(() => null)
    if (hash !== null && hash === hashes.get(file)) return
    throw new Refusal(
      'conflict',
      'The installer was changed or removed after it was checked, so it was not started. Choose the update again.',
    )
  }

  return {
    programHere: () => parts.here,
    ownLog: parts.ownLog,
    async keepInstaller(name, pieces) {
      try {
        clear()
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const file = freePath((nth) => path.join(folder, nth === 1 ? name : `${nth}-${name}`))
        const handle = await open(`${file}.part`, 'wx', 0o600)
        const hash = createHash('sha256')
        try {
          await handle.writeFile(hashed(pieces, hash))
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(`${file}.part`, file)
        hashes.set(file, hash.digest('hex'))
        return file
      } catch (error) {
        clear()
        throw storageRefusal(error)
      }
    },
    async startInstaller(file, record) {
      await expectWhole(file)
      await record()
      if (system === 'win32') {
        parts.startAtTheEnd(file, () => expectWhole(file))
        return { way: 'at-the-end', command: '' }
      }
      if (system === 'darwin') {
        if (await parts.openFile(file))
          throw new Refusal('conflict', 'This computer could not open the update. Try again.')
        return { way: 'opened', command: '' }
      }
      parts.showInFolder(file)
      if (appImage !== null && file.endsWith('.AppImage'))
        return { way: 'shown', command: '', replace: { file, over: appImage } }
      return { way: 'shown', command: commandFor(file) }
    },
  }
}
