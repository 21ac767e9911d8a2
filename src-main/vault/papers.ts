import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { syncFolder } from './durable-file.ts'
import { openedPaper, paperState, paperWriter, piecesOf, type Paper } from './paper-file.ts'
import { storageRefusal } from './storage-refusal.ts'
import type { Connection } from './connection.ts'
import type { Readable, Vault, Writable } from './vault.ts'

/** A paper on its way into the folder, piece by piece; until `end` nobody can read what is there. */
export interface ComingPaper {
  /** Gives how many bytes have come so far. */
  add(bytes: Uint8Array): number
  /** On the disk when it returns; then `keep` it in the act's own write. */
  end(): Paper
  /** Takes away what was written of it. */
  abandon(): void
}

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
    const bytes = openedPaper(row, fileOf(id))
    if (bytes) return bytes
    throw damaged()
  }
  const damaged = () =>
    new Refusal(
      'damaged',
      `This document is missing or damaged in the office’s folder. ${COPY_FIRST}`,
    )
  const allRows = () => vault.read((tx) => tx.selectFrom('paper').selectAll().execute())
  const files = () => {
    try {
      return readdirSync(place)
    } catch {
      return []
    }
  }

  /** Begins a paper of any size, to be written piece by piece. */
  function begin(): ComingPaper {
    const id = Buffer.from(random(16)).toString('hex')
    const keys = { id, key: random(32), nonce: random(12) }
    fresh.add(id)
    let writer: ReturnType<typeof paperWriter> | null = null
    function abandon(): void {
      fresh.delete(id)
      writer?.abandon()
    }
    const or = <T>(work: () => T): T => {
      try {
        return work()
      } catch (error) {
        abandon()
        throw storageRefusal(error)
      }
    }
    or(() => {
      mkdirSync(place, { recursive: true })
      writer = paperWriter(fileOf(id), keys)
      writer.begin()
    })
    return {
      add: (bytes) => or(() => writer!.add(bytes)),
      end: () =>
        or(() => {
          const paper = writer!.end()
          syncFolder(place)
          return paper
        }),
      abandon,
    }
  }

  return {
    begin,

    /** Encrypts and writes a paper, on the disk when it returns; then `keep` it in the act's own write. */
    put(bytes: Uint8Array): Paper {
      const coming = begin()
      coming.add(bytes)
      return coming.end()
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

    /** The bytes of a paper of any size, piece by piece: it is looked through first, and given only where it is whole. */
    async pieces(id: string): Promise<AsyncIterable<Uint8Array>> {
      const row = await vault.read((tx) => rowOf(tx, id))
      if (!row) throw new Refusal('not-found', 'This document is not in the office.')
      const inTurns = async function* () {
        try {
          for (const piece of piecesOf(row, fileOf(id))) {
            yield piece
            // A large paper must not hold up whoever else asks the office.
            await turn()
          }
        } catch {
          throw damaged()
        }
      }
      const looking = inTurns()
      while (!(await looking.next()).done);
      return inTurns()
    },

    /** The papers with these hashes; of equal ones, one. */
    async withHashes(tx: Readable, hashes: readonly string[]) {
      const wanted = hashes.map((sha256) => Buffer.from(sha256, 'hex'))
      const rows = await tx
        .selectFrom('paper')
        .select(['id', 'sha256', 'size'])
        .where('sha256', 'in', wanted)
        .execute()
      return new Map(
        rows.map(({ id, sha256, size }) => {
          const hex = Buffer.from(sha256).toString('hex')
          return [hex, { paperId: id, sha256: hex, size }]
        }),
      )
    },

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
          .filter((row) => there.has(row.id) && paperState(row, fileOf(row.id)) !== 'whole')
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
