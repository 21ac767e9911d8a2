import { realpath, stat, statfs } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'

/** Programs that keep a folder the same on several computers, by the names of their folders and of what they leave in them. */
const SYNCHRONISED: readonly [name: string, folder: RegExp, marks: readonly string[]][] = [
  ['OneDrive', /^onedrive( ?- ?.+)?$/i, ['.849C9593-D756-4E56-8D6E-42412F2A707B']],
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
/** Linux file systems that lie on another computer, by their numbers in statfs(2). */
const FAR = new Set([
  ...[0x6969 /* NFS */, 0xff534d42 /* CIFS */, 0xfe534d42 /* SMB2 */, 0x517b /* SMB */],
  ...[0x01021997 /* 9P */, 0x73757245 /* Coda */, 0x5346414f /* AFS */],
])

/** The program that synchronises a folder, or null; `folder` need not exist yet. */
async function synchronisedBy(folder: string): Promise<string | null> {
  for (const place of upwards(resolve(folder)))
    for (const [name, isNamed, marks] of SYNCHRONISED) {
      if (isNamed.test(basename(place))) return name
      for (const mark of marks) if (await isThere(join(place, mark))) return name
    }
  return null
}

/** Whether a folder lies on another computer, as far as its path or the system tells. */
async function isFar(folder: string): Promise<boolean> {
  if (/^(\\\\|\/\/)[^\\/?.]/.test(folder)) return true
  if (process.platform !== 'linux') return false
  const there = await lowestThere(folder)
  return there !== null && FAR.has((await statfs(there)).type)
}

/** What is to be said of the folder that an office lies in; empty where nothing is. */
export async function warningForOffice(folder: string): Promise<string> {
  const program = await synchronisedBy(folder)
  if (program !== null)
    return `This folder is synchronised by ${program}, which can bring back older files, or those of another computer, while the office is open. A partner can move the office to a folder that is not synchronised. For copies elsewhere, make backups.`
  if (await isFar(folder))
    return 'This folder lies on another computer. If the connection fails while the office is open, work can be lost. A partner can move the office to this computer, and have backups made to the other.'
  return ''
}

/** The same of a folder that an office is to be moved to. */
export async function warningForMove(folder: string): Promise<string> {
  const program = await synchronisedBy(folder)
  if (program !== null)
    return `This folder is synchronised by ${program}, which can bring back older files, or those of another computer, while the office is open: entries can be lost.`
  return (await isFar(folder))
    ? 'This folder lies on another computer. If the connection fails while the office is open, work can be lost.'
    : ''
}

/** What is to be said of the folder for backups of the office in `office`; empty where nothing is. */
export async function warningForBackups(folder: string, office: string): Promise<string> {
  const [one, other] = [await diskOf(folder), await diskOf(office)]
  return one !== null && one === other
    ? 'These backups lie on the same disk as the office, so both are lost if that disk fails. Choose a folder on another disk, a USB stick or a network drive.'
    : ''
}

/** Whether a folder, or the one that it is to be made in, can be reached. */
export const isReached = async (folder: string): Promise<boolean> =>
  (await isThere(folder)) || (await isThere(dirname(folder)))

/** Whether `folder` is `other` or lies in it, by whatever links lead there. */
export async function isWithin(folder: string, other: string): Promise<boolean> {
  const way = relative(await real(other), await real(folder))
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

async function diskOf(folder: string): Promise<number | null> {
  const there = await lowestThere(folder)
  return there === null ? null : (await stat(there)).dev
}

/** The path without links, as far as it exists. */
async function real(path: string): Promise<string> {
  const whole = resolve(path)
  const there = await lowestThere(whole)
  return there === null ? whole : join(await realpath(there), relative(there, whole))
}

/** The folder itself, or the nearest above it that exists. */
async function lowestThere(folder: string): Promise<string | null> {
  for (const place of upwards(resolve(folder))) if (await isThere(place)) return place
  return null
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** The folder, and every one that it lies in. */
function upwards(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...upwards(above)]
}
