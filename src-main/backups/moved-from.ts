import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../vault/durable-file.ts'
import { CAME_FROM, movedMark } from '../vault/moved-mark.ts'
import { z } from '../wire/schema.ts'
import { OfficeMoved } from './logged.ts'

/*
 * The mark of an office that was moved to its folder: where it came from, what the old folder is called, and what the
 * log is to say of it. It also tells a folder that is ready to be put in its place from one that is not.
 */

const MovedFrom = OfficeMoved.extend({
  kept: z.string(),
  /** Whether the log says it. */
  logged: z.boolean(),
})
export type MovedFrom = z.output<typeof MovedFrom>

export const writeMovedFrom = (folder: string, mark: MovedFrom): void =>
  replaceFile(join(folder, CAME_FROM), `${JSON.stringify(mark)}\n`)

export function movedFrom(folder: string): MovedFrom | null {
  try {
    return MovedFrom.parse(JSON.parse(readFileSync(join(folder, CAME_FROM), 'utf8')))
  } catch {
    return null
  }
}

/** Where the folder that this office was moved from is kept; null where there is none. */
export function keptAfterMove(folder: string): { folder: string; at: string } | null {
  const mark = movedFrom(folder)
  const kept = mark && [mark.kept, mark.from].find((one) => existsSync(one) && movedMark(one))
  return kept ? { folder: kept, at: mark.at } : null
}
