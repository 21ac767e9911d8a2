import path from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { isReserved } from './safe-name.ts'

/** SQLite opens nothing on Windows by a path of 260 characters, and an office's own files need some of them. */
const LONGEST = 200

interface Wanted {
  platform?: NodeJS.Platform
  /** How many characters more the folders need that will be made in it. */
  room?: number
}

/** A path that was typed or chosen, from `folder` on; one that Windows would take for another, or for a device, is refused there. */
export function possiblePath(
  folder: string,
  typed: string,
  { platform = process.platform, room = 0 }: Wanted = {},
): string {
  if (platform !== 'win32') return path.resolve(folder, typed)
  const whole = path.win32.resolve(folder, typed)
  // The parts as they were typed as well: resolving turns some of them into devices.
  for (const name of [...typed.split(/[\\/]/), ...whole.split('\\')]) expectName(name)
  const most = LONGEST - room
  if (whole.length > most)
    throw new Refusal(
      'invalid-input',
      `This folder’s path is ${whole.length} characters long, and Windows takes ${most} at most with what lies in it. Choose one with shorter names.`,
    )
  return whole
}

function expectName(name: string): void {
  if (name === '' || name === '.' || name === '..' || name === '?' || /^[a-z]:$/i.test(name)) return
  const why = isReserved(name)
    ? 'is the name of a device'
    : /[. ]$/.test(name)
      ? 'ends with a dot or a space'
      : /[<>:"|?*\p{Cc}]/u.test(name)
        ? 'holds a character that no name may hold'
        : undefined
  if (why)
    throw new Refusal(
      'invalid-input',
      `Windows takes no file or folder called “${name}”: it ${why}. Choose another name.`,
    )
}
