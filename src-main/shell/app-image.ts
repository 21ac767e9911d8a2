import { realpathSync } from 'node:fs'
import path from 'node:path'

interface Computer {
  platform: NodeJS.Platform
  /** The running program. */
  program: string
  env: NodeJS.ProcessEnv
}

/**
 * The AppImage that this program runs from; null where it runs from none. What runs of one is unpacked anew at each start,
 * and the file named beside it; a program that an AppImage of another has started is told of that one.
 */
export function appImageOf({ platform, program, env }: Computer): string | null {
  const { APPIMAGE: file, APPDIR: unpacked } = env
  if (platform !== 'linux' || !file || !unpacked) return null
  const within = path.relative(realPath(unpacked), realPath(program))
  return within.split(path.sep)[0] === '..' || path.isAbsolute(within) ? null : file
}

/** As the system knows a file, by whatever way it is named. */
export function realPath(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    return path.resolve(file)
  }
}
