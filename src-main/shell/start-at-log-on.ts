import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import { appImageOf } from './app-image.ts'

/** The word by which the program starts minimised. */
export const MINIMISED = '--minimised'

/** How a window opens: one that nobody asked for stays out of the way, however it stood when it was closed. */
export const opensAs = ({ minimised, maximised }: { minimised: boolean; maximised: boolean }) =>
  minimised ? 'minimize' : maximised ? 'maximize' : 'show'

/** Whether the computer starts the program when its person logs on: what is so on this computer, and not what was once chosen. */
export interface StartAtLogOn {
  starts(): boolean
  change(starts: boolean): void
}

/** How the program is started: its file, and the words after it. */
export interface Started {
  program: string
  words: readonly string[]
}

/** On Linux a file among those that the desktop starts, by the standard of freedesktop.org. */
export function autostart(folder: string, started: Started): StartAtLogOn {
  const file = path.join(folder, 'remedy.desktop')
  const words = wordsFor(started)
  const exec = `Exec=${words.map(quoted).join(' ')}`
  return {
    starts() {
      const lines = textOf(file).split('\n')
      return lines.includes(exec) && !lines.some((line) => OFF.test(line))
    },
    change(starts) {
      if (starts && words.some((word) => UNWRITABLE.test(word)))
        throw new Refusal(
          'not-allowed',
          `Remedy stands in ${JSON.stringify(started.program)}, and this computer can start nothing at log-on whose path has a line break or the like in it. Give the folder another name first.`,
        )
      try {
        if (!starts) return rmSync(file, { force: true })
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(file, entryOf(exec))
      } catch {
        throw new Refusal(
          'conflict',
          `This computer did not let the file be ${starts ? 'written' : 'removed'} by which Remedy starts. Ask whoever looks after your computers.`,
        )
      }
    },
  }
}

/** By either of these a desktop leaves out an entry that stands there. */
const OFF = /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/i

const entryOf = (exec: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Remedy',
    'Comment=Starts locked and minimised',
    exec,
    'Icon=remedy',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** Control characters. */
const UNWRITABLE = /\p{Cc}/u

/**
 * The words of an Exec line. Desktops look for its first word as a file before they read `%%` as a percent sign, and the
 * standard lets that word have no equals sign: a program whose path has one is started by a shell.
 */
const wordsFor = ({ program, words }: Started): readonly string[] =>
  /[%=]/.test(program)
    ? ['/bin/sh', '-c', 'exec "$0" "$@"', program, ...words]
    : [program, ...words]

/** A word of an Exec line: quoted, then escaped like every value of such a file; a percent sign would be a field code. */
const quoted = (word: string): string =>
  `"${word
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** What of Electron is asked on Windows and macOS. */
export interface LoginItems {
  getLoginItemSettings(of: object): { openAtLogin: boolean }
  setLoginItemSettings(to: object): void
}

/** On Windows an entry of the registry, on macOS a login item, which has no words of its own. */
export function loginItem(app: LoginItems, { program, words }: Started): StartAtLogOn {
  const item = { path: program, args: words.map((word) => (/\s/.test(word) ? `"${word}"` : word)) }
  return {
    starts: () => app.getLoginItemSettings(item).openAtLogin,
    change(starts) {
      app.setLoginItemSettings({ ...item, openAtLogin: starts })
      if (app.getLoginItemSettings(item).openAtLogin !== starts)
        throw new Refusal(
          'conflict',
          'This computer did not take the change. See its own settings for programs that start at log-on.',
        )
    },
  }
}

interface Computer {
  platform: NodeJS.Platform
  packaged: boolean
  /** The running program. */
  program: string
  /** What is run where the program is not packaged. */
  appPath: string
  home: string
  env: NodeJS.ProcessEnv
}

/** How this program is started again on this computer. */
export function startedAs({ packaged, program, appPath, env, platform }: Computer): Started {
  const own = appImageOf({ platform, program, env }) ?? program
  return { program: own, words: packaged ? [MINIMISED] : [appPath, MINIMISED] }
}

export function startAtLogOn(app: LoginItems, computer: Computer): StartAtLogOn {
  const { platform, home, env } = computer
  if (platform !== 'linux') return loginItem(app, startedAs(computer))
  const config = env['XDG_CONFIG_HOME'] ?? ''
  const above = path.isAbsolute(config) ? config : path.join(home, '.config')
  return autostart(path.join(above, 'autostart'), startedAs(computer))
}
