import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'
import { Stop } from './stop.ts'

/**
 * Stops, with the one command that mends it, where Linux lets an ordinary user have neither of the two
 * ways to Chromium's sandbox: user namespaces, or Electron's own helper owned by root.
 */
export function ensureSandbox(dist: string): void {
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
