import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { freePath } from '../platform/safe-name.ts'
import type { Connection } from '../vault/connection.ts'
import { syncFile, syncFolder } from '../vault/durable-file.ts'
import { keptBesideOf } from '../vault/key-file.ts'
import { cameFrom, makingOf, movedMark } from '../vault/moved-mark.ts'
import { paperState } from '../vault/paper-file.ts'
import { paperRows } from '../vault/papers.ts'
import { refusalElsewhere } from '../vault/storage-refusal.ts'
import type { Steps } from '../vault/thread.ts'
import type { Head } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { PAPERS } from './backup-place.ts'
import { copyOffice } from './copy-office.ts'
import { writeMovedFrom } from './moved-from.ts'
import { bringOfDesks } from './of-desks.ts'
import { beginCopy, copyArrived, dropCopied } from './moving-mark.ts'

/*
 * A move, step by step. Until the fourth the office is the old folder, from then on the new one, whatever ends between:
 *
 *   1  .Tark.moving/ beside the new place is filled, and read again
 *   2  remedy.moved-from in it says that it is ready
 *   3  the office is opened there, and locked in both places
 *   4  remedy.moved in the old folder: nobody opens that any more
 *   5  .Tark.moving/ gets its name, and the old folder another
 */

export interface MoveErrand {
  /** The office's `remedy.db`; what else belongs to it lies beside. */
  file: string
  key: Uint8Array
  to: string
  /** What the old folder is to be called. */
  kept: string
  by: string
  at: Date
  /** The random name of this move. */
  move: string
}

/** An office that was copied and is not in its place yet. */
export interface Copied {
  folder: string
  head: Head
}

/** The name under which the old folder is kept. */
export function keptName(folder: string, at: Date): string {
  const day = at.toISOString().slice(0, 10)
  return freePath((nth) => `${folder} (moved ${day}${nth > 1 ? `, ${nth}` : ''})`)
}

/** Copies an office beside its new place and reads everything that arrived there; the office itself stays as it is. */
export function copyForMove(
  { file, key, to, kept, by, at, move }: MoveErrand,
  steps: Steps,
): Copied {
  const from = dirname(file)
  try {
    const making = beginCopy(from, to, move)
    mkdirSync(join(making, PAPERS))
    const { head, lacking } = copyOffice(
      {
        ...{ file, key, into: making, not: 'The office was not moved' },
        bringPapers: (db, ids) => bringPapers(db, ids, { from, making, tick: steps.tick }),
      },
      steps,
    )
    syncFolder(join(making, PAPERS))
    bringOfDesks(from, making)
    writeMovedFrom(making, {
      ...{ from, to, kept, by, at: at.toISOString() },
      ...{ size: head.size, root: head.root, lacking: lacking.length, logged: false },
    })
    syncFolder(making)
    syncFolder(dirname(to))
    return { folder: making, head }
  } catch (error) {
    dropCopied(from, to, move)
    throw notMoved(error)
  }
}

/** Every document is read where it arrived; one that the office itself no longer has whole comes as it is. */
function bringPapers(
  db: Connection,
  ids: readonly string[],
  { from, making, tick }: { from: string; making: string; tick: (steps: number) => void },
): string[] {
  const rows = paperRows(db)
  return ids.filter((id) => {
    tick(1)
    const [source, target] = [join(from, PAPERS, id), join(making, PAPERS, id)]
    if (existsSync(source)) {
      copyFileSync(source, target)
      syncFile(target)
    }
    const row = rows.row(id)!
    if (paperState(row, target) === 'whole') return false
    if (paperState(row, source) !== 'whole') return true
    throw new Refusal(
      'damaged',
      'The office was not moved, because a document did not arrive as it was sent. Check the disk that it was to move to, or choose another folder.',
    )
  })
}

/**
 * Puts an office that was moved from `folder` in its place, where that is still to be done, and gives the folder that is
 * used now: `folder` itself where nothing was moved from it, or where what stands at the other place did not come from it.
 */
export function arrive(folder: string): string {
  const moved = movedMark(folder)
  if (!moved) return folder
  const making = makingOf(moved.to)
  if (cameFrom(making, folder) && isFree(moved.to)) {
    if (existsSync(moved.to)) rmdirSync(moved.to)
    renameSync(making, moved.to)
    copyArrived(moved.to)
    syncFolder(dirname(moved.to))
    rmSync(keptBesideOf(making), { force: true })
  }
  return cameFrom(moved.to, folder) ? moved.to : folder
}

/** Gives the folder that an office was moved from the name under which it is kept, and no other; its mark holds under either. */
export function keepOld(folder: string): void {
  const moved = movedMark(folder)
  if (!moved || moved.kept !== keptName(folder, new Date(moved.at))) return
  const { kept } = moved
  try {
    renameSync(folder, kept)
    for (const end of ['.keys', '.erasures'])
      if (existsSync(folder + end)) renameSync(folder + end, kept + end)
    syncFolder(dirname(folder))
  } catch {
    // Another program has it open.
  }
}

/** Whether an office can come to stand in a folder: it is not there, or empty. */
export function isFree(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false })
  return !found || (found.isDirectory() && readdirSync(folder).length === 0)
}

/** How much an office takes on the disk, in bytes. */
export function bytesOf(folder: string): number {
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const papers = join(folder, PAPERS)
  const names = existsSync(papers) ? readdirSync(papers) : []
  return [
    ...['remedy.db', 'remedy.db-wal'].map((name) => join(folder, name)),
    ...names.map((name) => join(papers, name)),
  ].reduce((all, file) => all + sizeOf(file), 0)
}

/** What an office is given besides its own size, for what is recorded first in its new place. */
const MARGIN = 64 * 1024 * 1024

/** Refuses where the disk of `to` has no room for an office of so many bytes. */
export function expectRoomFor(bytes: number, to: string): void {
  const { bavail, bsize } = statfsSync(lowestThere(to))
  const needed = bytes + MARGIN
  if (bavail * bsize >= needed) return
  throw new Refusal(
    'not-allowed',
    `Moving the office there needs ${Math.ceil(needed / 1_000_000)} MB free on that disk. Nothing was moved. Free some space there, or choose another folder.`,
  )
}

function lowestThere(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : lowestThere(dirname(folder))
}

/** What storage answered, in the words of whoever waits for a move. */
const notMoved = (error: unknown): unknown =>
  refusalElsewhere(error, {
    full: 'The disk that the office was to move to is full. Nothing was moved. Free some space there, or choose another folder.',
    unreachable:
      'The folder that the office was to move to cannot be reached or written to. Nothing was moved. Choose another folder.',
  })
