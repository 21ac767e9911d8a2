import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { freePath } from '../platform/safe-name.ts'
import { syncFile, syncFolder } from '../vault/durable-file.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
import type { Steps } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import { restoredMark } from './restored-mark.ts'
import {
  backupsIn,
  PAPERS,
  papersOf,
  readBackup,
  WHERE_THERE,
  type Backup,
} from './backup-place.ts'

export interface BringErrand {
  /** The backup's own folder. */
  backup: string
  /** A new folder, which is removed first where an earlier try left it. */
  into: string
  /** The office that it is for, which may know of later erasures. */
  folder: string
}

/** What was brought back, not yet in its place. */
export interface Restored {
  backup: Backup
  folder: string
  /** Documents that belong to the backup and are not beside it. */
  missing: string[]
}

/** Where a backup for `folder` is brought back to first: no office's folder begins with a dot. */
export const beside = (folder: string, what: 'restoring' | 'trying') =>
  join(dirname(folder), `.${basename(folder)}.${what}`)

/**
 * Brings a backup back into a new folder; the office that it is for stays as it is. Only copies: whether the office in
 * it opens and its log holds is for whoever opens it to find out.
 */
export function bringBack({ backup: from, into, folder }: BringErrand, steps: Steps): Restored {
  const backup = readBackup(from)
  const missing: string[] = []
  try {
    rmSync(into, { recursive: true, force: true })
    mkdirSync(join(into, PAPERS), { recursive: true })
    const size = statSync(join(from, 'remedy.db')).size
    if (size !== backup.bytes) throw cutShort()
    for (const name of ['remedy.db', 'remedy.keys', 'remedy.head', ...WHERE_THERE])
      if (existsSync(join(from, name))) bring(join(from, name), join(into, name))
    const papers = papersOf(from)
    if (papers.length !== backup.papers) throw cutShort()
    steps.begin(papers.length)
    for (const id of papers) {
      const source = join(dirname(from), PAPERS, id)
      if (existsSync(source)) bring(source, join(into, PAPERS, id))
      else if (!backup.lacking.includes(id)) missing.push(id)
      steps.tick(1)
    }
    newestErasures(backup, folder, into)
    syncFolder(join(into, PAPERS))
    syncFolder(into)
    return { backup, folder: into, missing }
  } catch (error) {
    rmSync(into, { recursive: true, force: true })
    throw storageRefusal(error)
  }
}

/** Removes what was brought back and is not wanted. */
export const giveUp = ({ folder }: Pick<Restored, 'folder'>): void =>
  rmSync(folder, { recursive: true, force: true })

/**
 * Puts what was brought back in the place of what stands in `folder`, which is kept beside it under a name with the
 * moment in it.
 */
export function swapIn({ folder: from }: Pick<Restored, 'folder'>, folder: string, at: Date): void {
  const kept = existsSync(folder) ? keptBeside(folder, at) : null
  try {
    if (kept) renameSync(folder, kept)
    try {
      renameSync(from, folder)
    } catch (error) {
      if (kept) renameSync(kept, folder)
      throw error
    }
    syncFolder(dirname(folder))
  } catch (error) {
    throw storageRefusal(error)
  }
}

/** Finishes a swap that was cut short between its two steps: what was ready takes the place that is empty. */
export function finishSwap(folder: string): void {
  const from = beside(folder, 'restoring')
  if (!existsSync(folder) && restoredMark(from)) renameSync(from, folder)
}

function keptBeside(folder: string, at: Date): string {
  const when = at.toISOString().slice(0, 19).replaceAll(':', '').replace('T', ' ')
  return freePath((nth) => `${folder} (replaced ${when}${nth > 1 ? `, ${nth}` : ''})`)
}

/** An erasure that was made after the backup is owed in what is brought back: the longest list that is at hand tells which. */
function newestErasures(backup: Backup, folder: string, into: string): void {
  const lists = [folder, ...backupsIn(dirname(backup.folder)).map((one) => one.folder)]
    .map((place) => join(place, 'remedy.erasures'))
    .filter((file) => existsSync(file))
    .map((file) => ({ file, size: statSync(file).size }))
    .sort((a, b) => b.size - a.size)
  const [longest] = lists
  if (longest) bring(longest.file, join(into, 'remedy.erasures'))
}

function bring(from: string, to: string): void {
  copyFileSync(from, to)
  syncFile(to)
}

const cutShort = () =>
  new Refusal(
    'damaged',
    'This backup is incomplete: its files are not as long as they were when it was made. Choose an earlier backup.',
  )
