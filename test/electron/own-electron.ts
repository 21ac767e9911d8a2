import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { installed } from './places.ts'

/** The version of the `electron` package, whose binary comes by a download of its own. */
export const ownVersion: string = installed('electron').version

/** The electron package's own binary and its folder, or nothing while it is not installed. */
export function ownElectron(): { dist: string; binary: string } | undefined {
  const { folder } = installed('electron')
  const named = path.join(folder, 'path.txt')
  if (!existsSync(named)) return undefined
  const dist = path.join(folder, 'dist')
  const binary = path.join(dist, readFileSync(named, 'utf8'))
  return existsSync(binary) ? { dist, binary } : undefined
}

/** Lets the electron package fetch its binary, for five minutes at most; where it cannot, that shows at once. */
export async function downloadOwnElectron(): Promise<void> {
  const installer = installed('electron').command('install-electron')
  const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: 300_000 })
  const news = setTimeout(() => console.log(`Fetching Electron ${ownVersion}`), 3_000)
  await new Promise((done) => child.on('close', done))
  clearTimeout(news)
}
