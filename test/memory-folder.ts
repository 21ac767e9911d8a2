import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder in memory, for offices whose durability is not the matter; null where there is none. */
    memoryFolder: string | null
  }
}

const MEMORY = '/dev/shm'
const ENOUGH = 2 ** 31

/** Where files can lie in memory and programs among them can be run; a folder that was asked for is taken as it is. */
function hasMemory(): boolean {
  if (process.platform !== 'linux' || process.env['TMPDIR']) return false
  const mounted = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, place, kind]) => place === MEMORY && kind === 'tmpfs')
  if (!mounted || mounted[3]!.split(',').includes('noexec')) return false
  const { bavail, bsize } = statfsSync(MEMORY)
  return bavail * bsize > ENOUGH
}

/** Makes a folder in memory for the run: what is written there waits for no disk. */
export default function makeMemoryFolder(project: TestProject): () => void {
  const folder = hasMemory() ? mkdtempSync(path.join(MEMORY, 'remedy-test-')) : null
  // Some tests write as another user.
  if (folder) chmodSync(folder, 0o1777)
  project.provide('memoryFolder', folder)
  return () => folder && rmSync(folder, { recursive: true, force: true })
}
