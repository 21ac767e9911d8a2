import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { holdForReading } from './office-lock.ts'
import { storageRefusal } from './storage-refusal.ts'

/**
 * Copies an office to a new private folder, so that it can be verified where it cannot be written. Its papers are
 * never written anyhow, so the copy only points to them.
 * The caller removes that folder. Throws 'busy' while a program has the office open.
 */
export function copyForReading(folder: string): string {
  const lock = join(folder, 'office.lock')
  const held = existsSync(lock) ? holdForReading(lock) : null
  const copy = mkdtempSync(join(tmpdir(), 'remedy-reading-'))
  try {
    const keys = ['remedy.keys', 'remedy.keys.next']
    for (const name of ['remedy.db', 'remedy.db-wal', ...keys, 'remedy.head'])
      if (existsSync(join(folder, name))) {
        copyFileSync(join(folder, name), join(copy, name))
        chmodSync(join(copy, name), 0o600)
      }
    const papers = join(folder, 'papers')
    if (existsSync(papers)) symlinkSync(resolve(papers), join(copy, 'papers'), 'junction')
    return copy
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    throw storageRefusal(error)
  } finally {
    held?.release()
  }
}
