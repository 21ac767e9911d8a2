import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Connection } from '../vault/connection.ts'
import { replaceByCopy, syncFolder, writeNewFile } from '../vault/durable-file.ts'
import { expectKeys } from '../vault/keys.ts'
import { paperState } from '../vault/paper-file.ts'
import { paperRows } from '../vault/papers.ts'
import { refusalElsewhere } from '../vault/storage-refusal.ts'
import type { Steps } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import {
  backupsIn,
  freeName,
  clearUnfinished,
  makingName,
  MANIFEST,
  PAPERS,
  PAPERS_LIST,
  thin,
  type Backup,
  type Keep,
  type Manifest,
} from './backup-place.ts'
import { copyOffice } from './copy-office.ts'

/** What a backup is made of and where. */
export interface BackupErrand {
  /** The office's `remedy.db`; what else belongs to it lies beside. */
  file: string
  key: Uint8Array
  /** The folder for this office's backups alone. */
  place: string
  at: Date
  /** Null where all are kept. */
  keep: Keep | null
}

/**
 * Copies the office as it is committed now, verifies the copy, and only then gives it its name: what is called a backup
 * was opened and its log checked. Throws a Refusal, leaving earlier backups as they are, where that fails.
 */
export function makeBackup(errand: BackupErrand, steps: Steps): Backup {
  const { place, at, keep } = errand
  const name = freeName(place, at)
  const making = join(place, makingName(name))
  try {
    mkdirSync(join(place, PAPERS), { recursive: true })
    expectOwn(place, dirname(errand.file))
    clearUnfinished(place)
    mkdirSync(making)
    const made = fill(making, errand, steps)
    const folder = join(place, name)
    renameSync(making, folder)
    syncFolder(place)
    if (keep) thin(place, keep)
    return { ...made, folder }
  } catch (error) {
    try {
      rmSync(making, { recursive: true, force: true })
    } catch {
      // A disk that is gone keeps what was begun; the next backup clears it away.
    }
    throw notMade(error)
  }
}

/** What storage answered, in the words of whoever waits for a backup. */
const notMade = (error: unknown): unknown =>
  refusalElsewhere(error, {
    full: 'The disk with the backups is full. No backup was made; the earlier ones are as they were. Free some space there, or choose another folder.',
    unreachable:
      'The folder for backups cannot be reached or written to. No backup was made; the earlier ones are as they were. Connect the disk or the network drive, or choose another folder.',
  })

/** Refuses a folder that holds another office's backups. */
function expectOwn(place: string, office: string): void {
  const { id } = expectKeys(join(office, 'remedy.keys')).office
  const other = backupsIn(place).find((backup) => backup.office.id !== id)
  if (other)
    throw new Refusal(
      'conflict',
      `The folder for backups holds those of another office, ${other.office.name}. Choose another folder.`,
    )
}

/** Brings what no earlier backup here has; one that the office itself no longer has whole is named, and the backup stands. */
function copyPapers(
  db: Connection,
  ids: readonly string[],
  { office, place, tick }: { office: string; place: string; tick: (steps: number) => void },
): string[] {
  const rows = paperRows(db)
  const lacking: string[] = []
  for (const id of ids) {
    tick(1)
    const target = join(place, PAPERS, id)
    const source = join(office, PAPERS, id)
    const size = statSync(source, { throwIfNoEntry: false })?.size
    const kept = statSync(target, { throwIfNoEntry: false })?.size
    if (kept !== undefined && (kept === size || size === undefined)) continue
    const row = rows.row(id)!
    if (paperState(row, source) === 'whole') replaceByCopy(target, source)
    else lacking.push(id)
  }
  return lacking
}

function fill(making: string, { file, key, place, at }: BackupErrand, steps: Steps): Manifest {
  const { tick } = steps
  const found = copyOffice(
    {
      ...{ file, key, into: making, not: 'No backup was made' },
      bringPapers: (db, ids) => copyPapers(db, ids, { office: dirname(file), place, tick }),
    },
    steps,
  )
  const { keys } = found
  writeNewFile(join(making, PAPERS_LIST), found.ids.map((id) => `${id}\n`).join(''))
  const manifest: Manifest = {
    format: 'remedy-backup',
    version: 1,
    office: { id: keys.office.id, name: keys.office.name },
    madeAt: at.toISOString(),
    head: found.head,
    papers: found.ids.length,
    lacking: found.lacking,
    bytes: statSync(join(making, 'remedy.db')).size,
  }
  writeNewFile(join(making, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  syncFolder(making)
  return manifest
}
