import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { root, Stop } from '../run.ts'

/** A file of this folder. */
export const own = (name: string) => path.join(root, 'scripts/packages', name)

/** A template of this folder with each `@name@` in it replaced; a name that nothing is said for stops. */
export async function filled(name: string, words: Record<string, string>): Promise<string> {
  const text = await readFile(own(name), 'utf8')
  return text.replaceAll(/@(\w+)@/g, (_, word: string) => {
    const value = words[word]
    if (value === undefined) throw new Stop(`${name} asks for ${word}, which nothing says.`)
    return value
  })
}

const start = promisify(execFile)

/** Runs a tool of the system in the project’s folder and gives what it says; one that is missing stops, with the way to it. */
export async function toolOfSystem(command: string, ...words: string[]): Promise<string> {
  try {
    return (await start(command, words, { cwd: root, maxBuffer: 1 << 28 })).stdout
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new Stop(`${command} is missing. Run this once: scripts/system-packages packages`)
    const told = error instanceof Error && 'stderr' in error ? error.stderr : error
    throw new Stop(`${command} failed.\n${String(told)}`, { cause: error })
  }
}

interface Manifest {
  version: string
  description: string
  author: string
  build: { copyright: string }
}

/** What the program's own manifest says of it. */
export const manifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
