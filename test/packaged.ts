import { listPackage, statFile } from '@electron/asar'
import { globSync } from 'node:fs'
import path from 'node:path'

/** What electron-builder left in a folder: the program's own file, and where its archive lies. */
export interface Packaged {
  folder: string
  program: string
  asar: string
}

/** The unpacked program in `out`, for whichever system it was made. */
export function packagedIn(out: string): Packaged {
  const [folder] = globSync('{win,linux,mac}*', { cwd: out }).map((name) => path.join(out, name))
  if (!folder) throw new Error(`Nothing is packaged in ${out}.`)
  const kind = path.basename(folder).slice(0, 3)
  const mac = path.join(folder, 'Remedy.app/Contents')
  const program = { win: 'Remedy.exe', lin: 'remedy' }[kind]
  return program
    ? {
        folder,
        program: path.join(folder, program),
        asar: path.join(folder, 'resources/app.asar'),
      }
    : {
        folder: mac,
        program: path.join(mac, 'MacOS/Remedy'),
        asar: path.join(mac, 'Resources/app.asar'),
      }
}

/** Every file of the archive, by its path with slashes, without the folders. */
export const filesOf = (asar: string): string[] =>
  listPackage(asar, { isPack: false })
    .map((file) => file.split(path.sep).join('/').replace(/^\//, ''))
    .filter((file) => !('files' in statFile(asar, file.split('/').join(path.sep))))
