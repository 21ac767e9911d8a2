import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Writes a new file and waits until the disk has it; throws if the name is taken. */
export function writeNewFile(path: string, bytes: Uint8Array | string): void {
  write(path, bytes, constants.O_EXCL)
}

/** Replaces a small file whole: after a power cut it holds the old bytes or the new, never a part. */
export const replaceFile = (path: string, bytes: Uint8Array | string): void =>
  replace(path, (fresh) => write(fresh, bytes, constants.O_TRUNC))

/** The same for a file of any size, from another. */
export const replaceByCopy = (path: string, source: string): void =>
  replace(path, (fresh) => {
    copyFileSync(source, fresh)
    syncFile(fresh)
  })

function replace(path: string, make: (fresh: string) => void): void {
  const fresh = `${path}.new`
  try {
    make(fresh)
    renameSync(fresh, path)
  } catch (error) {
    rmSync(fresh, { force: true, recursive: true })
    throw error
  }
  syncFolder(dirname(path))
}

/** Waits until the disk has what was written to a file. */
export function syncFile(path: string): void {
  const handle = openSync(path, constants.O_RDWR)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Waits until the disk has the folder's list of names, where the system allows it (Windows does not). */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, constants.O_RDONLY)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function write(path: string, bytes: Uint8Array | string, how: number): void {
  const handle = openSync(path, constants.O_WRONLY | constants.O_CREAT | how, 0o600)
  try {
    writeFileSync(handle, bytes)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
