import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { openRow } from '../audit/verify-words.ts'
import { endingOf } from '../platform/file-kind.ts'
import { openConnection, type Connection } from '../vault/connection.ts'
import { scanLog } from '../vault/log-scan.ts'
import { piecesOf } from '../vault/paper-file.ts'
import { paperRows } from '../vault/papers.ts'
import { projections } from '../vault/projections.ts'
import type { Steps } from '../vault/thread.ts'
import { pageOf, type ListWritten } from './index-page.ts'
import { notWritten } from './new-folder.ts'

/** What is written where; `into` does not exist yet. */
export interface ExportErrand {
  file: string
  key: Uint8Array
  into: string
  officeName: string
  at: string
}
export interface Written {
  entries: number
  lists: number
  documents: number
  lacking: number
  /** SHA-256 of `files.json`. */
  files: string
}
/** Lists whose rows are worked out for searching and order, and say nothing of their own. */
const WORKED_OUT: ReadonlySet<string> = new Set(['searchable', 'letter_index', 'matter_open'])

/**
 * Writes everything that an office holds, in clear: its log opened, its lists (a JSON object a line), its documents, a page
 * that says what is what, and a list of all files with their hashes. One view of the office from the first to the last.
 */
export function writeExport(
  { file, key, into, officeName, at }: ExportErrand,
  steps: Steps,
): Written {
  const db = openConnection({ file, key, readonly: true })
  try {
    for (const folder of ['lists', 'documents'])
      mkdirSync(join(into, folder), { recursive: true, mode: 0o700 })
    db.exec('begin')
    const files = new Map<string, string>()
    const papers = paperRows(db)
    const ids = [...papers.ids()]
    const size = scanLog(db).ends()[1] ?? 0
    steps.begin(size + ids.length)
    const put = (name: string, bytes: Uint8Array | string) => {
      writeFileSync(join(into, name), bytes)
      files.set(name, sha256(bytes))
    }
    const kinds = new Map<string, unknown>()
    const entries = entriesOf(db, size, steps, kinds)
    files.set('log.jsonl', writeLines(join(into, 'log.jsonl'), entries))
    const lists = Object.keys(projections)
      .filter((table) => !WORKED_OUT.has(table))
      .map((table) => {
        const name = `lists/${table}.jsonl`
        const list = listOf(db, table)
        files.set(name, writeLines(join(into, name), list.rows()))
        return list.written
      })
    let [documents, lacking] = [0, 0]
    for (const id of ids) {
      steps.tick(1)
      const making = join(into, 'documents', id)
      const pieces = piecesOf(papers.row(id)!, join(dirname(file), 'papers', id))
      const written = writePieces(making, pieces)
      if (!written) {
        lacking += 1
        continue
      }
      const name = `documents/${id}.${endingOf(written.head, kinds.get(id))}`
      renameSync(making, join(into, name))
      files.set(name, written.sha256)
      documents += 1
    }
    put('index.html', pageOf({ officeName, at, entries: size, documents, lacking, lists }))
    const all = JSON.stringify(Object.fromEntries(files), null, 2)
    writeFileSync(join(into, 'files.json'), all)
    return { entries: size, lists: lists.length, documents, lacking, files: sha256(all) }
  } catch (error) {
    throw notWritten(error)
  } finally {
    db.close()
  }
}

/** Every entry of the log; the contents of an erased one are null. What kind the stored documents are goes into `kinds`. */
function* entriesOf(
  db: Connection,
  size: number,
  steps: Steps,
  kinds: Map<string, unknown>,
): Generator<object> {
  for (const row of scanLog(db).rows(1, size)) {
    const entry = openRow(row)
    const paperId = entry.detail?.['paperId']
    if (typeof paperId === 'string') kinds.set(paperId, entry.detail!['kind'])
    yield entry
    steps.tick(1)
  }
}

function listOf(
  db: Connection,
  table: string,
): { rows(): Generator<object>; written: ListWritten } {
  const columns = db.pragma(`table_info(${table})`) as { name: string; type: string }[]
  const written: ListWritten = {
    name: table,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: 0,
  }
  return {
    written,
    *rows() {
      for (const row of db.prepare(`select * from ${table}`).iterate() as Iterable<object>) {
        written.rows += 1
        yield row
      }
    },
  }
}

/** Writes a JSON object a line, and gives the SHA-256 of the file. */
function writeLines(path: string, rows: Iterable<object>): string {
  const [file, hash] = [openSync(path, 'w', 0o600), createHash('sha256')]
  try {
    for (const row of rows) {
      const line = `${JSON.stringify(row)}\n`
      writeSync(file, line)
      hash.update(line)
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

/** Writes a document piece by piece; null, and nothing of it, where the office no longer has it whole. */
function writePieces(
  path: string,
  pieces: Generator<Buffer>,
): { sha256: string; head: Uint8Array } | null {
  const [file, hash] = [openSync(path, 'wx', 0o600), createHash('sha256')]
  let head = Buffer.alloc(0)
  const next = () => {
    try {
      return pieces.next()
    } catch {
      return null
    }
  }
  try {
    for (let piece = next(); ; piece = next()) {
      if (piece === null) {
        rmSync(path)
        return null
      }
      if (piece.done) return { sha256: hash.digest('hex'), head }
      if (head.length === 0) head = Buffer.from(piece.value.subarray(0, 16))
      writeFileSync(file, piece.value)
      hash.update(piece.value)
    }
  } finally {
    closeSync(file)
  }
}

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')
