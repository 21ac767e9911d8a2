import { mkdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Stop } from './stop.ts'

/** The project's folder, absolute. */
export const root = path.resolve(import.meta.dirname, '../..')

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

interface Manifest {
  version: string
  bin?: string | Record<string, string>
}

/** An installed package's folder, its version and the file behind one of its commands. */
export function installed(name: string) {
  const folder = path.join(root, 'node_modules', name)
  const manifest: Manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const command = (bin = name) =>
    path.join(folder, typeof manifest.bin === 'string' ? manifest.bin : (manifest.bin?.[bin] ?? ''))
  return { folder, version: manifest.version, command }
}
