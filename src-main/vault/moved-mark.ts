import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { replaceFile } from './durable-file.ts'
import { parseKeyFile } from './key-file.ts'
import { isSameFolder } from './same-folder.ts'

/*
 * An office that was moved is two folders: the one that is used from then on, and the one that it was copied from, which
 * is kept. `remedy.moved` in the latter is the one step by which a move counts: with it nobody opens that folder. Anybody
 * may have put it there: it is followed only to the same office, which says that it came from there.
 */
const MARK = 'remedy.moved'
/** In the folder that is used from then on. */
export const CAME_FROM = 'remedy.moved-from'

const Moved = z.strictObject({
  /** The folder that is used now. */
  to: z.string(),
  /** What the old one is to be called. */
  kept: z.string(),
  at: z.iso.datetime(),
})
export type Moved = z.output<typeof Moved>

export const markMoved = (folder: string, moved: Moved): void =>
  replaceFile(join(folder, MARK), `${JSON.stringify(moved)}\n`)

export const unmarkMoved = (folder: string): void => rmSync(join(folder, MARK), { force: true })

/** Where the office of this folder was moved; null where it was not, or the mark does not tell. */
export function movedMark(folder: string): Moved | null {
  try {
    return Moved.parse(JSON.parse(readFileSync(join(folder, MARK), 'utf8')))
  } catch {
    return null
  }
}

/** Where an office that is moved is filled before it gets its place: no office's folder begins with a dot. */
export const makingOf = (to: string) => join(dirname(to), `.${basename(to)}.moving`)

const CameFrom = z.looseObject({ from: z.string(), kept: z.string() })

/** Whether the office in `other` was moved there from `folder`: it says so, and the key files of both name one office. */
export function cameFrom(other: string, folder: string): boolean {
  try {
    const { from, kept } = CameFrom.parse(JSON.parse(readFileSync(join(other, CAME_FROM), 'utf8')))
    const id = officeIdIn(folder)
    return (
      [from, kept].some((one) => isSameFolder(one, folder)) &&
      id !== null &&
      id === officeIdIn(other)
    )
  } catch {
    return false
  }
}

/** The office that the key file of a folder names; null where it names none. */
export function officeIdIn(folder: string): string | null {
  try {
    return parseKeyFile(readFileSync(join(folder, 'remedy.keys'), 'utf8'))?.office.id ?? null
  } catch {
    return null
  }
}

/** Refuses a folder that an office was moved from. */
export function expectNotMoved(folder: string): void {
  if (!existsSync(join(folder, MARK))) return
  const moved = movedMark(folder)
  const [where, when] = moved
    ? [moved.to, ` on ${formatDay(londonDay(new Date(moved.at)))}`]
    : ['another folder', '']
  if (moved && [moved.to, makingOf(moved.to)].some((other) => cameFrom(other, folder)))
    throw new Refusal(
      'conflict',
      `This office was moved to ${where}${when}. Open the office there: what stands here is kept as it was then, and nobody works in it. If nothing is left there, remove the file ${MARK} from this folder, and the office opens here as it was.`,
    )
  throw new Refusal(
    'conflict',
    `The file ${MARK} in this folder says that the office was moved to ${where}${when}, and no office that was moved from here is found there. Nothing was changed. If that disk is not connected, connect it. If nothing is left there, or the office was never moved, remove the file ${MARK} from this folder, and the office opens here as it was.`,
  )
}
