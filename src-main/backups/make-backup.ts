import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { verifyCopy } from '../audit/verify-copy.ts'
import { copyDatabase, openConnection, type Connection } from '../vault/connection.ts'
import { replaceByCopy, syncFile, syncFolder, writeNewFile } from '../vault/durable-file.ts'
import { readHead, writeHead } from '../vault/head-file.ts'
import { digestOf, writeKeyFile } from '../vault/key-file.ts'
import { expectKeys, keysNamedIn } from '../vault/keys.ts'
import { scanLog } from '../vault/log-scan.ts'
import { paperState } from '../vault/paper-file.ts'
import { paperRows } from '../vault/papers.ts'
import { storageRefusal } from '../vault/storage-refusal.ts'
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
  WHERE_THERE,
  thin,
  type Backup,
  type Keep,
  type Manifest,
} from './backup-place.ts'

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

/** The same refusal in the words of whoever waits for a backup; any other error unchanged. */
function notMade(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const refusal = storageRefusal(error)
  if (!(refusal instanceof Refusal) || error instanceof Refusal) return refusal
  const full = /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/.test(code)
  return new Refusal(
    refusal.code,
    full
      ? 'The disk with the backups is full. No backup was made; the earlier ones are as they were. Free some space there, or choose another folder.'
      : 'The folder for backups cannot be reached or written to. No backup was made; the earlier ones are as they were. Connect the disk or the network drive, or choose another folder.',
  )
}

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

const logLength = (db: Connection): number => scanLog(db).ends()[1] ?? 0

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

function fill(making: string, { file, key, place, at }: BackupErrand, steps: Steps) {
  const office = dirname(file)
  const copy = join(making, 'remedy.db')
  const head = readHead(join(office, 'remedy.head'))
  const keysBefore = expectKeys(join(office, 'remedy.keys'))
  copyDatabase(file, key, copy)
  const db = openConnection({ file: copy, key, readonly: false })
  let found
  try {
    const ids = [...paperRows(db).ids()]
    steps.begin(2 * logLength(db) + ids.length)
    // A key that is changed meanwhile is another file: the one that the copied log names belongs to it.
    const keysNow = expectKeys(join(office, 'remedy.keys'))
    const named = keysNamedIn(db)
    const keys = [keysBefore, keysNow].find((one) => digestOf(one) === named) ?? keysNow
    const outcome = verifyCopy(db, head, steps.tick)
    const lacking = copyPapers(db, ids, { office, place, tick: steps.tick })
    found = { ...outcome, ids, keys, lacking }
  } finally {
    db.close()
  }
  const [fault] = found.findings
  if (fault)
    throw new Refusal(
      'damaged',
      `No backup was made, because the copy did not pass its checks. ${fault.what} ${fault.differs}`,
    )
  syncFile(copy)
  const { keys } = found
  writeKeyFile(join(making, 'remedy.keys'), keys)
  for (const name of WHERE_THERE)
    if (existsSync(join(office, name)))
      writeNewFile(join(making, name), readFileSync(join(office, name)))
  writeHead(join(making, 'remedy.head'), found.head)
  writeNewFile(join(making, PAPERS_LIST), found.ids.map((id) => `${id}\n`).join(''))
  const manifest: Manifest = {
    format: 'remedy-backup',
    version: 1,
    office: { id: keys.office.id, name: keys.office.name },
    madeAt: at.toISOString(),
    head: found.head,
    papers: found.ids.length,
    lacking: found.lacking,
    bytes: statSync(copy).size,
  }
  writeNewFile(join(making, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`)
  syncFolder(making)
  return manifest
}
