import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { syncFolder, writeNewFile } from './durable-file.ts'
import { storageRefusal } from './storage-refusal.ts'
import type { Connection } from './connection.ts'
import type { Tables } from './schema.ts'
import type { Readable, Vault, Writable } from './vault.ts'

/** What the office's file keeps of a paper: without its key nobody can read it. */
export type Paper = Tables['paper']

/** What `check` found: rows without a file, rows whose file is not theirs, files without a row. */
export interface PaperFaults {
  missing: string[]
  damaged: string[]
  orphans: string[]
}

interface PaperParts {
  vault: Pick<Vault, 'read'>
  folder: string
  random: (bytes: number) => Uint8Array
}

/** Scans and letters of one office, each encrypted (AES-256-GCM) in `papers/` under a random key of its own. */
export function officePapers({ vault, folder, random }: PaperParts) {
  const place = join(folder, 'papers')
  const fileOf = (id: string) => join(place, id)
  /** Stored but not yet kept by a write: a sweep must not remove them. */
  const fresh = new Set<string>()

  const rowOf = (tx: Readable, id: string) =>
    tx.selectFrom('paper').selectAll().where('id', '=', id).executeTakeFirst()
  async function getIn(tx: Readable, id: string): Promise<Uint8Array> {
    const row = await rowOf(tx, id)
    if (!row) throw new Refusal('not-found', 'This document is not in the office.')
    const bytes = opened(row, fileOf(id))
    if (bytes) return bytes
    throw new Refusal(
      'damaged',
      `This document is missing or damaged in the office’s folder. ${COPY_FIRST}`,
    )
  }
  const allRows = () => vault.read((tx) => tx.selectFrom('paper').selectAll().execute())
  const files = () => {
    try {
      return readdirSync(place)
    } catch {
      return []
    }
  }

  return {
    /** Encrypts and writes a paper, on the disk when it returns; then `keep` it in the act's own write. */
    put(bytes: Uint8Array): Paper {
      const id = Buffer.from(random(16)).toString('hex')
      const [key, nonce] = [random(32), random(12)]
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id))
      const body = [nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]
      try {
        mkdirSync(place, { recursive: true })
        writeNewFile(fileOf(id), Buffer.concat(body))
        syncFolder(place)
      } catch (error) {
        rmSync(fileOf(id), { force: true })
        throw storageRefusal(error)
      }
      fresh.add(id)
      return { id, key, sha256: createHash('sha256').update(bytes).digest(), size: bytes.length }
    },

    async keep(tx: Writable, paper: Paper): Promise<void> {
      await tx.insertInto('paper').values(paper).execute()
    },

    /** Discards a paper whose act was refused, unless it was kept all the same. */
    async discard({ id }: Paper): Promise<void> {
      if (await vault.read((tx) => rowOf(tx, id))) return
      fresh.delete(id)
      rmSync(fileOf(id), { force: true })
    },

    /** The paper's own bytes; throws 'not-found', or 'damaged' where they are not those that were put. */
    get: (id: string): Promise<Uint8Array> => vault.read((tx) => getIn(tx, id)),

    /** The same within a read or write that is open. */
    getIn,

    /** Every paper's hash, as its row has it. */
    hashes: (tx: Readable) => tx.selectFrom('paper').select(['id', 'sha256']).execute(),

    /** Destroys the key, and with it every copy of the paper; `sweep` removes the file afterwards. */
    async destroy(tx: Writable, id: string): Promise<void> {
      await tx.deleteFrom('paper').where('id', '=', id).execute()
      fresh.delete(id)
    },

    /** Removes files that no row can open any more, and gives their names. */
    async sweep(): Promise<string[]> {
      const rows = new Set((await allRows()).map(({ id }) => id))
      const orphans = files().filter((name) => !rows.has(name) && !fresh.has(name))
      for (const name of orphans) rmSync(fileOf(name), { force: true })
      return orphans
    },

    /** Compares rows and files both ways, reading every paper. */
    async check(): Promise<PaperFaults> {
      const rows = await allRows()
      const known = new Set(rows.map(({ id }) => id))
      const there = new Set(files())
      return {
        missing: rows.filter(({ id }) => !there.has(id)).map(({ id }) => id),
        damaged: rows
          .filter((row) => there.has(row.id) && !opened(row, fileOf(row.id)))
          .map(({ id }) => id),
        orphans: [...there].filter((name) => !known.has(name) && !fresh.has(name)),
      }
    },
  }
}

/** The rows of stored documents, for a verification on a connection of its own. */
export function paperRows(db: Connection) {
  const row = db.prepare('select * from paper where id = ?')
  const ids = db.prepare('select id from paper order by id').pluck()
  return {
    row: (id: string) => row.get(id) as Paper | undefined,
    ids: () => ids.iterate() as IterableIterator<string>,
  }
}

/** The same, telling a file that is gone from one that is another. */
export const openedPaper = (row: Paper, file: string): Uint8Array | 'missing' | null =>
  existsSync(file) ? opened(row, file) : 'missing'

/** The bytes, or null where the file is gone or is not this paper, whole and unchanged. */
function opened({ id, key, sha256, size }: Paper, file: string): Uint8Array | null {
  try {
    const stored = readFileSync(file)
    const end = stored.length - 16
    const decipher = createDecipheriv('aes-256-gcm', key, stored.subarray(0, 12))
      .setAAD(Buffer.from(id))
      .setAuthTag(stored.subarray(end))
    const bytes = Buffer.concat([decipher.update(stored.subarray(12, end)), decipher.final()])
    const same = createHash('sha256').update(bytes).digest().equals(sha256)
    return same && bytes.length === size ? bytes : null
  } catch {
    return null
  }
}
