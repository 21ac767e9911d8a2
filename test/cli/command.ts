import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import { runIn } from '../../src-main/commands/run.ts'
import { resources, testClock } from '../open-office.ts'

export interface Said {
  exit: number
  out: string
  err: string
}

export const cli = path.resolve(import.meta.dirname, '../../src-main/cli.ts')

/** Runs a command in this process, from `folder`, with `typed` on its standard input. */
export async function command(
  words: string[],
  typed = '',
  folder = '/',
  stopped: (noted: string) => Promise<unknown> = async () => {},
): Promise<Said> {
  let [out, err] = ['', '']
  const exit = await runIn(words, {
    say: (text) => void (out += text),
    note: (text) => void (err += text),
    input: Readable.from(typed ? [typed] : []),
    ...{ folder, resources, clock: testClock(), random: (bytes: number) => randomBytes(bytes) },
    stopped: () => stopped(err),
  })
  return { exit, out, err }
}

interface Spawned {
  input?: string
  /** Where the person stands, as npm tells it. */
  from?: string
  /** As another user of the computer; for root alone. */
  uid?: number
}

/** Runs a command as the README says, in a process of its own. */
export function remedy(words: string[], { input = '', from, uid }: Spawned = {}): Promise<Said> {
  const child = spawn(process.execPath, [cli, ...words], {
    env: { ...process.env, ...(from ? { INIT_CWD: from } : {}) },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('close', (code) => done({ exit: code ?? -1, out, err }))
  })
}

/** What every command owes to whoever misuses it: words, and nothing of the program's inside. */
export const inside = /\n\s+at |node:internal|Error:|undefined|\[object/
