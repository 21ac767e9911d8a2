import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'

/** As the system knows a folder, by whatever way it was reached: a link, a mapped drive, another case of its letters. */
export function realFolder(folder: string): string {
  try {
    return realpathSync.native(folder)
  } catch {
    return resolve(folder)
  }
}

export const isSameFolder = (one: string, other: string): boolean =>
  one === other || realFolder(one) === realFolder(other)
