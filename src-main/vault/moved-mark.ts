import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { londonDay } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'
import { replaceFile } from './durable-file.ts'

/*
 * An office that was moved is two folders: the one that is used from then on, and the one that it was copied from, which
 * is kept. `remedy.moved` in the latter is the one step by which a move counts: with it nobody opens that folder.
 */
const MARK = 'remedy.moved'

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

/** Refuses a folder that an office was moved from. */
export function expectNotMoved(folder: string): void {
  if (!existsSync(join(folder, MARK))) return
  const moved = movedMark(folder)
  const [where, when] = moved
    ? [moved.to, ` on ${formatDay(londonDay(new Date(moved.at)))}`]
    : ['another folder', '']
  throw new Refusal(
    'conflict',
    `This office was moved to ${where}${when}. Open the office there: what stands here is kept as it was then, and nobody works in it. If nothing is left there, remove the file ${MARK} from this folder, and the office opens here as it was.`,
  )
}
