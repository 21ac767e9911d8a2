import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { verifyCopy } from '../audit/verify-copy.ts'
import { copyDatabase, openConnection, type Connection } from '../vault/connection.ts'
import { syncFile, writeNewFile } from '../vault/durable-file.ts'
import { readHead, writeHead } from '../vault/head-file.ts'
import { digestOf, writeKeyFile, type KeyFile } from '../vault/key-file.ts'
import { expectKeys, keysNamedIn } from '../vault/keys.ts'
import { scanLog } from '../vault/log-scan.ts'
import { paperRows } from '../vault/papers.ts'
import type { Steps } from '../vault/thread.ts'
import type { Head } from '../vault/vault.ts'
import { Refusal } from '../wire/refusal.ts'
import { WHERE_THERE } from './backup-place.ts'

interface Copying {
  /** The office's `remedy.db`; what else belongs to it lies beside. */
  file: string
  key: Uint8Array
  /** The folder that is filled: it is there, and empty. */
  into: string
  /** What a copy that does not pass its checks means: "No backup was made". */
  not: string
  /** Brings the documents, and gives those that the office itself no longer has whole. */
  bringPapers(db: Connection, ids: readonly string[]): string[]
}

/** An office that was copied, its log checked. */
export interface CopiedOffice {
  head: Head
  keys: KeyFile
  ids: string[]
  lacking: string[]
}

const logLength = (db: Connection): number => scanLog(db).ends()[1] ?? 0

/** Copies an office as it is committed now, whoever goes on working in it, and reads the copy whole. */
export function copyOffice(copying: Copying, steps: Steps): CopiedOffice {
  const { file, key, into, not } = copying
  const office = dirname(file)
  const copy = join(into, 'remedy.db')
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
    const lacking = copying.bringPapers(db, ids)
    found = { ...outcome, ids, keys, lacking }
  } finally {
    db.close()
  }
  const [fault] = found.findings
  if (fault)
    throw new Refusal(
      'damaged',
      `${not}, because the copy did not pass its checks. ${fault.what} ${fault.differs}`,
    )
  syncFile(copy)
  const { keys } = found
  writeKeyFile(join(into, 'remedy.keys'), keys)
  for (const name of WHERE_THERE)
    if (existsSync(join(office, name)))
      writeNewFile(join(into, name), readFileSync(join(office, name)))
  writeHead(join(into, 'remedy.head'), found.head)
  return found
}
