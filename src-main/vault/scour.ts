import { readdirSync, rmSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '../wire/refusal.ts'
import type { Connection } from './connection.ts'

/** Whether something was erased whose traces may still lie in the file. */
export const owesScouring = (db: Connection): boolean =>
  db.prepare('select 1 from erasure_unfinished limit 1').get() !== undefined

/**
 * Writes the file anew without what was erased: indexes keep words until they are made again, pages keep what was moved
 * from them, and so do the write-ahead log and the copy from before a migration. To be repeated whole if it did not end.
 */
export function scour(db: Connection, file: string): void {
  if (!owesScouring(db)) return
  for (const index of ['searchable_words', 'searchable_trigrams', 'matter_trigrams'])
    db.prepare(`insert into ${index} (${index}) values ('rebuild')`).run()
  db.exec('vacuum')
  emptyWal(db)
  for (const name of copiesOf(file)) rmSync(join(dirname(file), name))
  db.exec('delete from erasure_unfinished')
  emptyWal(db)
}

function emptyWal(db: Connection): void {
  const [outcome] = db.pragma('wal_checkpoint(truncate)') as { busy: number }[]
  if (outcome?.busy !== 0)
    throw new Refusal(
      'busy',
      'Something still reads the office’s file, so what was erased cannot be cleared from it yet. It is tried again at the next sign-in.',
    )
}

/** The copies that were put beside the file before a migration. */
export const copiesOf = (file: string): string[] =>
  readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.before-`))

/** The file is written anew beside itself, in the write-ahead log, and that over it. */
export const roomNeeded = (size: number): number => 2 * size + 16 * 1024 * 1024

/** Refuses while the disk has not the room in which the file is written anew; `not` is what is not done then. */
export function expectRoom(
  file: string,
  free = () => {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  },
  not = 'Erasing rewrites the office’s file and needs',
): void {
  const wal = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0
  const needed = roomNeeded(statSync(file).size + wal)
  if (free() >= needed) return
  throw new Refusal(
    'not-allowed',
    `${not} ${Math.ceil(needed / 1_000_000)} MB free on its disk. Nothing was changed. Free some space, then try again.`,
  )
}
