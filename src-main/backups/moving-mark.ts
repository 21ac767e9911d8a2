import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile, writeNewFile } from '../vault/durable-file.ts'
import { keptBesideOf } from '../vault/key-file.ts'
import { makingOf, officeIdIn } from '../vault/moved-mark.ts'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'

/*
 * What a move leaves where it is broken off: in the office, where it was copying to; in the copy, whose it is. Anybody may
 * have put the first there, so that nothing is removed which the second does not call a copy by this office and this move.
 */
const BEGUN = 'remedy.moving'
const COPY = 'remedy.copy'

const Begun = z.strictObject({ to: z.string(), move: z.string() })
const CopyOf = z.strictObject({ office: z.string(), move: z.string() })

/** Reads a mark; null where there is none that can be read. */
function markIn<Mark>(file: string, schema: z.ZodType<Mark>): Mark | null {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

const write = (file: string, mark: z.output<typeof Begun> | z.output<typeof CopyOf>) =>
  [file, `${JSON.stringify(mark)}\n`] as const

/** Notes where an office is being copied to by the move of this random name. */
export const noteMove = (folder: string, to: string, move: string): void =>
  replaceFile(...write(join(folder, BEGUN), { to, move }))

/** Makes the folder beside `to` that is to be filled; what an earlier move of this office left there makes room. */
export function beginCopy(folder: string, to: string, move: string): string {
  const making = makingOf(to)
  const office = officeIdIn(folder)
  const left = existsSync(making) && readdirSync(making).length > 0
  if (office === null || (left && markIn(join(making, COPY), CopyOf)?.office !== office))
    throw new Refusal(
      'conflict',
      `There is a folder ${making} already, and it is no copy of this office. Nothing was moved. Look at what is in it and move or remove it, or choose another folder.`,
    )
  remove(making)
  mkdirSync(making, { recursive: true })
  writeNewFile(...write(join(making, COPY), { office, move }))
  return making
}

/** Removes a copy that is not wanted. */
export function dropCopied(folder: string, to: string, move: string): void {
  try {
    const copy = markIn(join(makingOf(to), COPY), CopyOf)
    if (copy?.move === move && copy.office === officeIdIn(folder)) remove(makingOf(to))
  } catch {
    // A disk that is gone keeps what was begun; the next move there clears it away.
  }
}

function remove(making: string): void {
  for (const one of [making, keptBesideOf(making)]) rmSync(one, { recursive: true, force: true })
}

/** What was copied is an office in its place now. */
export const copyArrived = (folder: string): void => rmSync(join(folder, COPY), { force: true })

/** Clears away what a move that did not end left at the other place, and what one that ended left here. */
export function dropUnfinishedMove(folder: string): void {
  copyArrived(folder)
  const note = join(folder, BEGUN)
  if (!existsSync(note)) return
  const begun = markIn(note, Begun)
  if (begun) dropCopied(folder, begun.to, begun.move)
  rmSync(note, { force: true })
}
