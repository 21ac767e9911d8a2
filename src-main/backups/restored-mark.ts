import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../vault/durable-file.ts'
import type { Head } from '../vault/vault.ts'
import type { z } from '../wire/schema.ts'
import { OfficeRestored } from './logged.ts'
import type { Backup } from './backup-place.ts'

/*
 * The mark of an office that was put in its place from a backup and in which nobody signed in since: what the log is to
 * say of it, once somebody does. It also tells a folder that is ready to be put in its place from one that is not.
 */
const MARK = 'remedy.restored'

/** Marks what was brought back as ready. */
export function markRestored(
  { folder, backup }: { folder: string; backup: Backup },
  replaced: Head | null,
): void {
  const mark: z.input<typeof OfficeRestored> = {
    madeAt: backup.madeAt,
    size: backup.head.size,
    root: backup.head.root,
    replacedSize: replaced?.size ?? null,
    replacedRoot: replaced?.root ?? null,
  }
  replaceFile(join(folder, MARK), `${JSON.stringify(mark)}\n`)
}

/** What the log is to say of a restoration; null where there was none, or it is said. */
export function restoredMark(folder: string): z.output<typeof OfficeRestored> | null {
  try {
    return OfficeRestored.parse(JSON.parse(readFileSync(join(folder, MARK), 'utf8')))
  } catch {
    return null
  }
}

export const clearMark = (folder: string): void => rmSync(join(folder, MARK), { force: true })
