import { createHash } from 'node:crypto'
import { mkdir, open, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { endingOf } from '../platform/file-kind.ts'
import { safeName } from '../platform/safe-name.ts'
import type { officePapers } from '../vault/papers.ts'
import type { Steps } from '../vault/thread.ts'
import { Refusal } from '../wire/refusal.ts'
import type { FilePaper } from './file-contents.ts'
import type { PlaceOf } from './file-page.ts'
import { notWritten } from './new-folder.ts'

export interface FileWritten {
  documents: number
  /** Documents that the office no longer has whole. */
  lacking: number
  /** SHA-256 of `files.json`. */
  files: string
}

/** Writes a page with the documents it names into a new folder, and a list of all files with their hashes; a step is a document. */
export async function writeFolder(
  into: string,
  wanted: readonly FilePaper[],
  papers: Pick<ReturnType<typeof officePapers>, 'pieces'>,
  pageOf: (placeOf: PlaceOf) => string,
  steps: Steps & {
    /** Asked before each document: refuses what may not be written any more. */
    ready(): Promise<unknown>
  },
): Promise<FileWritten> {
  const places = new Map<string, { path: string; nth: string; sha256: string }>()
  const files = new Map<string, string>()
  const put = async (path: string, bytes: Uint8Array | string) => {
    await writeFile(join(into, path), bytes, { mode: 0o600 })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    files.set(path, sha256)
    return { path, sha256 }
  }
  try {
    steps.begin(wanted.length + 1)
    await mkdir(join(into, 'documents'), { recursive: true, mode: 0o700 })
    let lacking = 0
    for (const { paperId, name, kind } of wanted) {
      steps.tick(1)
      if (places.has(paperId)) continue
      await steps.ready()
      const pieces = await piecesOf(papers, paperId)
      if (pieces === null) lacking += 1
      else {
        const nth = String(places.size + 1).padStart(2, '0')
        const making = join(into, 'documents', nth)
        const { head, sha256 } = await writePieces(making, pieces)
        const path = `documents/${safeName(`${nth} ${name}`, nth)}.${endingOf(head, kind)}`
        await rename(making, join(into, path))
        files.set(path, sha256)
        places.set(paperId, { path, sha256, nth })
      }
    }
    steps.tick(1)
    await put(
      'index.html',
      pageOf(({ paperId }) => places.get(paperId) ?? null),
    )
    const all = JSON.stringify(Object.fromEntries(files), null, 2)
    const { sha256 } = await put('files.json', all)
    return { documents: places.size, lacking, files: sha256 }
  } catch (error) {
    throw notWritten(error)
  }
}

async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  let head = new Uint8Array()
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) {
      if (head.length === 0) head = piece.slice(0, 16)
      await file.writeFile(piece)
      hash.update(piece)
    }
  } finally {
    await file.close()
  }
  return { head, sha256: hash.digest('hex') }
}

/** Null where the office no longer has it whole; a locked office is refused. */
const piecesOf = (papers: Pick<ReturnType<typeof officePapers>, 'pieces'>, id: string) =>
  papers.pieces(id).catch((error: unknown) => {
    const gone = error instanceof Refusal && ['not-found', 'damaged'].includes(error.code)
    if (gone) return null
    throw error
  })
