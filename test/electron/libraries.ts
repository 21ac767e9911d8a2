import { execFileSync } from 'node:child_process'
import { install, type Machine } from './debian.ts'
import { Stop } from './stop.ts'

/** The Debian package behind each shared library that Electron is linked with. */
const packages: Record<string, string> = {
  'libX11.so.6': 'libx11-6',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': 'libasound2t64|libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0t64|libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64|libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0t64|libatspi2.0-0',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64|libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgio-2.0.so.0': 'libglib2.0-0t64|libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0t64|libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0t64|libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0t64|libgtk-3-0',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libsmime3.so': 'libnss3',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/** The Debian packages that bring the libraries which `ldd` lists as not found; an unknown one stops. */
export function packagesFor(ldd: string): string[] {
  const missing = [...ldd.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '')
  const unknown = missing.filter((library) => !packages[library])
  if (unknown.length > 0) {
    throw new Stop(`Electron needs shared libraries that are not there: ${unknown.join(' ')}`)
  }
  return [...new Set(missing.map((library) => packages[library] ?? ''))].sort()
}

/** Sees to it that Electron's program file finds its shared libraries (Linux only). */
export function ensureLibraries(electron: string, machine?: Machine): void {
  if (process.platform !== 'linux') return
  const missing = () => packagesFor(execFileSync('ldd', [electron], { encoding: 'utf8' }))
  install(missing(), 'Electron needs shared libraries that are not there.', machine)
  const left = missing()
  if (left.length > 0) throw new Stop(`Electron still finds no library of: ${left.join(' ')}`)
}
