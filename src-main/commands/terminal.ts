import type { Readable } from 'node:stream'
import type { Platform } from '../platform/platform.ts'
import { possiblePath } from '../platform/possible-path.ts'
import { withoutPrinter } from '../platform/without-printer.ts'
import { withoutDialogs, withoutWindow } from '../platform/without-window.ts'
import { Refusal } from '../wire/refusal.ts'

/** The input, output and folders that a command runs with. */
export interface Terminal {
  /** Facts, on standard output. */
  say(text: string): void
  /** Everything else, on standard error. */
  note(text: string): void
  input: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown }
  /** Relative paths are meant from here. */
  folder: string
  /** The program's own `resources` folder. */
  resources: string
  clock: () => Date
  random: (bytes: number) => Uint8Array
  /** Settles when a command that runs until it is stopped is told to end. */
  stopped(): Promise<unknown>
}

/** A command's answer: its exit code, text for a person and one object for a program. */
export interface Reply {
  exit: 0 | 1 | 2
  text: string
  json: Record<string, unknown>
}

/** The platform of a command: its folder is given and nobody is asked. */
export function commandPlatform(folder: string): Platform {
  return {
    ...withoutPrinter,
    ...withoutWindow,
    ...withoutDialogs(folder),
  }
}

/** The path that was typed, from the folder that the command was given in. */
export const pathIn = ({ folder }: Terminal, typed: string): string => possiblePath(folder, typed)

/** The first line of standard input; what follows stays unread by it. */
export async function firstLine({ input }: Terminal): Promise<string> {
  let typed = ''
  for await (const piece of input.setEncoding('utf8')) {
    typed += String(piece)
    if (typed.includes('\n')) break
  }
  return typed.split(/\r?\n/, 1)[0] ?? ''
}

/** The first lines of standard input. */
export async function lines({ input }: Terminal, many: number): Promise<string[]> {
  let typed = ''
  for await (const piece of input.setEncoding('utf8')) {
    typed += String(piece)
    if (typed.split('\n').length > many) break
  }
  return typed.split(/\r?\n/).slice(0, many)
}

/** Asks for a passphrase on the keyboard without showing it. */
export function askHidden({ input, note }: Terminal, prompt: string): Promise<string> {
  if (!input.isTTY || !input.setRawMode)
    throw new Refusal(
      'invalid-input',
      'The passphrase cannot be asked for here. Give it as the first line of standard input, with --passphrase-stdin.',
    )
  note(prompt)
  input.setRawMode(true)
  input.setEncoding('utf8')
  return new Promise((answer, refuse) => {
    let typed = ''
    const end = () => {
      input.setRawMode?.(false)
      input.off('data', read)
      input.pause()
      note('\n')
    }
    const read = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n') return (end(), answer(typed))
        if (key === '\u0003') return (end(), refuse(new Refusal('conflict', 'Nothing was done.')))
        typed = key === '\u007f' || key === '\b' ? typed.slice(0, -1) : typed + key
      }
    }
    input.on('data', read)
  })
}
