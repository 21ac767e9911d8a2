import { existsSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, isAbsolute } from 'node:path'

/** Programs that keep a folder the same on several computers, by the names of their folders and of what they leave in them. */
const SYNCHRONISED: readonly [name: string, folder: RegExp, marks: readonly string[]][] = [
  ['OneDrive', /^onedrive( - .+| -.+)?$/i, ['.849C9593-D756-4E56-8D6E-42412F2A707B']],
  ['SharePoint', /^sharepoint( - .+)?$/i, []],
  ['Dropbox', /^dropbox( \(.+\))?$/i, ['.dropbox', '.dropbox.cache']],
  ['Google Drive', /^(google ?drive( .+)?|googledrive-.+|my drive)$/i, ['.tmp.drivedownload']],
  ['iCloud Drive', /^(icloud ?drive|com~apple~clouddocs|mobile documents)$/i, []],
  ['Box', /^box( sync)?$/i, []],
  ['Nextcloud', /^nextcloud\d*$/i, ['.sync_folder.db']],
  ['ownCloud', /^owncloud\d*$/i, []],
  ['pCloud', /^pcloud ?(drive|sync)?$/i, []],
  ['MEGA', /^mega ?(sync)?$/i, ['.megaignore']],
  ['Syncthing', /^syncthing$/i, ['.stfolder']],
  ['Resilio Sync', /^resilio sync$/i, ['.sync']],
  ['Seafile', /^seafile$/i, ['.seafile-data']],
]
/** Linux file systems that lie on another computer, by their numbers in statfs(2); fuse may be one. */
const FAR = new Map([
  [0x6969, 'NFS'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x517b, 'SMB'],
  [0x01021997, '9P'],
  [0x73757245, 'Coda'],
  [0x5346414f, 'AFS'],
])

/** What kind of folder it is that an office, or its backups, should not lie in unknowingly. */
export type FolderKind = { synchronisedBy: string } | { network: true } | null

/** Recognises a folder that a program synchronises, or that lies on another computer; `folder` need not exist yet. */
export function folderKind(folder: string): FolderKind {
  for (const place of upwards(resolve(folder))) {
    const by = SYNCHRONISED.find(
      ([, name, marks]) =>
        name.test(basename(place)) || marks.some((mark) => existsSync(join(place, mark))),
    )
    if (by) return { synchronisedBy: by[0] }
  }
  return isFar(folder) ? { network: true } : null
}

function isFar(folder: string): boolean {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return true
  if (process.platform !== 'linux') return false
  const there = upwards(resolve(folder)).find((place) => existsSync(place))
  return there !== undefined && FAR.has(Number(statfsSync(there).type))
}

/** What is to be said of the folder for backups of the office in `office`; empty where nothing is. */
export function folderWarning(folder: string, office: string): string {
  const kind = folderKind(folder)
  if (kind && 'network' in kind) return ''
  if (isSameDisk(folder, office))
    return 'These backups lie on the same disk as the office, so both are lost if that disk fails. Choose a folder on another disk, a USB stick or a network drive.'
  return ''
}

function isSameDisk(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => {
    const there = upwards(resolve(path)).find((place) => existsSync(place))
    return there === undefined ? undefined : statSync(there).dev
  })
  return a !== undefined && a === b
}

/** Whether `folder` is `other` or lies in it, by whatever links lead there. */
export function isWithin(folder: string, other: string): boolean {
  const way = relative(real(other), real(folder))
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

/** The path without links, as far as it exists. */
function real(path: string): string {
  const whole = resolve(path)
  const there = upwards(whole).find((place) => existsSync(place))
  return there === undefined ? whole : join(realpathSync(there), relative(there, whole))
}

/** The folder, and every one that it lies in. */
function upwards(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}
