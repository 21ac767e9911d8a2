import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../vault/durable-file.ts'
import { z } from '../wire/schema.ts'

/** What the list of desks' keys is called in the office's folder. */
export const DESK_KEYS = 'remedy.desk-keys'

const DeskKey = z.strictObject({
  id: z.string().max(64),
  name: z.string().max(200),
  key: z.string().regex(/^[0-9a-f]{64}$/),
})
export type DeskKey = z.output<typeof DeskKey>
const Kept = z.strictObject({ desks: z.array(DeskKey).max(1_000) })

/**
 * Which keys may ask the office while it is locked, when its log cannot be read: drawn from the log, and compared with it
 * each time the office is opened. A list that is missing or cannot be read is of nobody.
 */
export function deskKeysIn(folder: string): DeskKey[] {
  try {
    return Kept.parse(JSON.parse(readFileSync(join(folder, DESK_KEYS), 'utf8'))).desks
  } catch {
    return []
  }
}

/** Lets no desk in until the list is drawn again. */
export const forgetDeskKeys = (folder: string): void =>
  rmSync(join(folder, DESK_KEYS), { force: true })

export const writeDeskKeys = (folder: string, desks: readonly DeskKey[]): void =>
  replaceFile(join(folder, DESK_KEYS), `${JSON.stringify({ desks }, null, 1)}\n`)
