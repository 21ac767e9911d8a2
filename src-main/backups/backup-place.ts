import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { safeName } from '../platform/safe-name.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'

/*
 * What stands in the folder that an office's backups are made to:
 *
 *   papers/<id>                     every document of every backup, encrypted as in the office, each once
 *   2026-11-29T144301Z/             one backup: remedy.db, remedy.keys, remedy.head, and where there are such, remedy.tries
 *                                   and remedy.erasures
 *     backup.json, papers.txt       what it is, and which documents belong to it
 *   .2026-11-29T144301Z.making/     one that was not finished
 */

/** What `backup.json` says of a backup; readable without a key, as the key file is. */
export const Manifest = z.strictObject({
  format: z.literal('remedy-backup'),
  version: z.literal(1),
  office: z.strictObject({ id: z.string(), name: z.string() }),
  madeAt: z.iso.datetime(),
  /** Of the log in it. */
  head: z.strictObject({ size: z.int().min(0), root: z.string() }),
  papers: z.int().min(0),
  /** Documents that the office itself no longer had whole. */
  lacking: z.array(z.string()),
  /** Of `remedy.db`. */
  bytes: z.int().min(0),
})
export type Manifest = z.output<typeof Manifest>

/** A backup where it lies. */
export interface Backup extends Manifest {
  folder: string
}

export const MANIFEST = 'backup.json'
export const PAPERS = 'papers'
export const PAPERS_LIST = 'papers.txt'
/** What belongs to an office only once there was something to keep in it. */
export const WHERE_THERE = ['remedy.tries', 'remedy.erasures'] as const
const NAME = /^\d{4}-\d{2}-\d{2}T\d{6}Z$/
const MAKING = /^\..+\.making$/

/** The name of the folder for the backups of one office. */
export const placeNameFor = (officeName: string): string =>
  safeName(`Remedy backups of ${officeName}`, 'Remedy backups')

/** The name of a backup made at this moment (UTC). */
const backupName = (at: Date) =>
  at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '')

/** The same, or that of the first second after it at which none was made. */
export function freeName(place: string, at: Date): string {
  const name = backupName(at)
  return existsSync(join(place, name)) ? freeName(place, new Date(at.getTime() + 1000)) : name
}

export const makingName = (name: string) => `.${name}.making`

/** What the path of a backup in the making has more than that of its place, the divider included. */
export const ROOM_FOR_BACKUP = 1 + makingName(backupName(new Date(0))).length

/** Reads what a backup says it is; refuses what is none. */
export function readBackup(folder: string): Backup {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')))
    return { ...manifest, folder }
  } catch {
    throw new Refusal(
      'invalid-input',
      'This folder is not a backup of an office, or it is damaged. Choose a folder that was made as a backup: it has a file backup.json.',
    )
  }
}

/** The finished backups in a place, newest first; one that cannot be read is left out. */
export function backupsIn(place: string): Backup[] {
  return namesIn(place)
    .filter((name) => NAME.test(name) && existsSync(join(place, name, MANIFEST)))
    .sort()
    .reverse()
    .flatMap((name) => {
      try {
        return [readBackup(join(place, name))]
      } catch {
        return []
      }
    })
}

/** Removes what backups that were broken off left behind. */
export function clearUnfinished(place: string): void {
  for (const name of namesIn(place))
    if (MAKING.test(name)) rmSync(join(place, name), { recursive: true, force: true })
  for (const name of namesIn(join(place, PAPERS)))
    if (name.endsWith('.new')) rmSync(join(place, PAPERS, name), { force: true })
}

/** Which documents belong to a backup; refuses a list in which something else stands. */
export function papersOf(backup: string): string[] {
  const ids = readFileSync(join(backup, PAPERS_LIST), 'utf8').split('\n').filter(Boolean)
  if (ids.every((id) => /^[0-9a-f]{32}$/.test(id))) return ids
  throw new Refusal(
    'damaged',
    'The list of documents in this backup is damaged. Choose an earlier backup.',
  )
}

/** How many backups are kept: the newest of so many days, weeks and months. */
export interface Keep {
  daily: number
  weekly: number
  monthly: number
}

/** The backups that are not kept: those of the newest day always are, and the last of each day, week and month that is to be. */
export function tooOld(backups: readonly Backup[], keep: Keep): Backup[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt.localeCompare(a.madeAt))
  const [newest] = newestFirst
  const kept = new Set(newestFirst.filter(({ madeAt }) => dayOf(madeAt) === dayOf(newest!.madeAt)))
  for (const [many, of] of [
    [keep.daily, dayOf],
    [keep.weekly, weekOf],
    [keep.monthly, monthOf],
  ] as const) {
    const lastOf = new Map<string, Backup>()
    for (const backup of newestFirst) {
      const span = of(backup.madeAt)
      if (!lastOf.has(span)) lastOf.set(span, backup)
    }
    for (const backup of [...lastOf.values()].slice(0, many)) kept.add(backup)
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}

const dayOf = (at: string) => at.slice(0, 10)
const monthOf = (at: string) => at.slice(0, 7)
/** By its Monday, UTC. */
function weekOf(at: string): string {
  const day = new Date(`${dayOf(at)}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return dayOf(day.toISOString())
}

/** Removes the backups that are not kept, and the documents that belonged to no other. */
export function thin(place: string, keep: Keep): void {
  const gone = tooOld(backupsIn(place), keep)
  for (const { folder } of gone) rmSync(folder, { recursive: true, force: true })
  if (gone.length === 0) return
  const wanted = wantedBy(
    namesIn(place).filter((name) => NAME.test(name)),
    place,
  )
  for (const name of namesIn(join(place, PAPERS)))
    if (wanted && !wanted.has(name)) rmSync(join(place, PAPERS, name), { force: true })
}

/** The documents that belong to these backups; null where a list cannot be read, so that nobody knows which are not needed. */
function wantedBy(backups: readonly string[], place: string): Set<string> | null {
  try {
    return new Set(backups.flatMap((name) => papersOf(join(place, name))))
  } catch {
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
