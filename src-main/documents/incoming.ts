import { documentFile } from '../platform/document-file.ts'
import type { DocumentKind } from '../platform/file-kind.ts'
import type { ComingPaper, officePapers } from '../vault/papers.ts'
import type { Paper } from '../vault/paper-file.ts'
import type { Actor } from '../wire/operation.ts'
import { Refusal } from '../wire/refusal.ts'
import { LARGEST_DOCUMENT } from './contract.ts'

interface IncomingParts {
  papers: Pick<ReturnType<typeof officePapers>, 'begin' | 'discard'>
  random: (bytes: number) => Uint8Array
}
/** A file that came whole and waits to be kept. */
export interface Whole {
  token: string
  name: string
  kind: DocumentKind
  paper: Paper
}
interface Held {
  token: string
  by: string
  name: string
  paper: ComingPaper
  file: ReturnType<typeof documentFile>
  whole: Whole | null
}

/**
 * The file on its way in: encrypted as it comes, a piece in memory at a time, and taken away again unless it is kept. There is
 * one at a time; another, a lock and the end of the program take its place.
 */
export function incoming({ papers, random }: IncomingParts) {
  let held: Held | null = null

  async function drop(): Promise<void> {
    const one = held
    held = null
    if (one?.whole) await papers.discard(one.whole.paper)
    else one?.paper.abandon()
  }
  const expect = (token: string, by: Actor): Held => {
    if (held?.token === token && held.by === by.id) return held
    throw new Refusal('conflict', 'This file is no longer open here. Choose it again.')
  }
  /** What fails takes with it what was written so far. */
  async function orDrop<T>(work: () => T): Promise<T> {
    try {
      return work()
    } catch (error) {
      await drop()
      throw error
    }
  }

  return {
    drop,
    async begin(name: string, by: Actor): Promise<string> {
      await drop()
      const token = Buffer.from(random(16)).toString('hex')
      const file = documentFile(LARGEST_DOCUMENT)
      held = { token, by: by.id, name, paper: papers.begin(), file, whole: null }
      return token
    },
    async add(token: string, bytes: Uint8Array, by: Actor): Promise<void> {
      const one = expect(token, by)
      if (one.whole) throw new Refusal('conflict', 'This file has come whole. Choose it again.')
      await orDrop(() => {
        one.file.add(bytes)
        one.paper.add(bytes)
      })
    },
    async end(token: string, by: Actor): Promise<Whole> {
      const one = expect(token, by)
      one.whole ??= await orDrop(() => {
        const { name } = one
        return { token, name, kind: one.file.end(), paper: one.paper.end() }
      })
      return one.whole
    },
    whole(token: string, by: Actor): Whole {
      const { whole } = expect(token, by)
      if (whole) return whole
      throw new Refusal('conflict', 'This file has not come whole. Choose it again.')
    },
    async leave(token: string, by: Actor): Promise<void> {
      if (held?.token === token && held.by === by.id) await drop()
    },
    /** It was kept: it is the office’s now. */
    kept(token: string): void {
      if (held?.token === token) held = null
    },
  }
}
