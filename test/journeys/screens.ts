import { spawn, type ChildProcess } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import type { TestProject } from 'vitest/node'
import { needs } from '../needs.ts'

/** How many journeys go on at once. */
export const SCREENS = 2

/** The journeys that only Linux can make, since they print to a queue of CUPS whose paper is a file. */
export function journeysLeftOut(platform = process.platform): string[] {
  const left = platform === 'linux' ? [] : ['test/journeys/letters.test.ts']
  for (const file of left) console.log(`Left out: ${file}, which needs a queue of CUPS.`)
  return left
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The displays that the journeys open their windows on; none where the system's own one serves. */
    screens: string[]
  }
}

/** Opens screens of the tests' own (Xvfb), so that they neither need a display nor fight with a person for it. */
export default async function openScreens(project: TestProject): Promise<() => void> {
  const servers: ChildProcess[] = []
  const screens: string[] = []
  if (process.platform === 'linux') {
    needs('Xvfb', 'xvfb')
    while (screens.length < SCREENS) screens.push(await openScreen(servers))
  }
  project.provide('screens', screens)
  return () => servers.forEach((server) => server.kill())
}

async function openScreen(servers: ChildProcess[]): Promise<string> {
  // The server chooses a free number, and writes it once it takes windows.
  const words = ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  servers.push(server)
  const told = server.stdio[3]
  if (!(told instanceof Readable)) throw new Error('Xvfb was started without a way to tell.')
  const number = (await text(told)).trim()
  if (!number) throw new Error('Xvfb did not start.')
  return `:${number}`
}
