import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The project's folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..')

/** An end whose message is written for the person at the terminal, so that no stack is printed with it. */
export class Stop extends Error {}

/** Runs a command's work and turns its result, or the way it failed, into the exit code. */
export async function run(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(error instanceof Stop ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}

/** Runs a command in the project's folder, its output on this terminal, and gives its exit code. */
export function command(words: string[], env: Record<string, string> = {}): Promise<number> {
  const [program = '', ...args] = words
  const all = { ...process.env, ...env }
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: all })
  return ended(child)
}

/** Runs a command as `command` does, but keeps its output until it has ended. */
export async function quietly(
  words: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  const [program = '', ...args] = words
  const all = { ...process.env, ...env }
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: all })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  return { code: await ended(child), said }
}

function ended(child: ReturnType<typeof spawn>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

interface Manifest {
  version: string
  bin?: string | Record<string, string>
}

/** An installed package's folder, its version and the file behind one of its commands. */
export function installed(name: string) {
  const folder = path.join(root, 'node_modules', name)
  const manifest: Manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const file = (bin = name) =>
    path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : (manifest.bin?.[bin] ?? ''))
  return { folder, version: manifest.version, command: file }
}

/** The words that run a command of an installed package with this very Node. */
export function tool(name: string, bin = name, ...args: string[]): string[] {
  return [process.execPath, installed(name).command(bin), ...args]
}

/** The words that build the program into `out`, telling only what goes wrong. */
export const build = () => tool('electron-vite', 'electron-vite', 'build', '--logLevel', 'warn')

/**
 * The folder that keeps what is costly to make: `REMEDY_CACHE`, or `remedy` in the user's cache folder.
 * It lies outside node_modules because `npm ci` empties that.
 */
export function cacheFolder(): string {
  const user = process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache')
  const folder = path.resolve(process.env['REMEDY_CACHE'] || path.join(user, 'remedy'))
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    const message = `${folder} cannot be written. Set REMEDY_CACHE to a folder that can.`
    throw new Stop(message, { cause })
  }
  return folder
}
