import type { Readable } from '../vault/vault.ts'

/** What a room is asked of a client: the client’s rows before an entry, newest first, and no more than so many. */
export interface Wanted {
  clientId: string
  before: number
  limit: number
  /** Whether whoever asks may open restricted information. */
  seesRestricted: boolean
  /** The letters of the client that whoever asks may know of. */
  letters: ReadonlySet<string>
}

/** Something that an entry recorded of a client, in facts that tell nothing of health; its person is still an id. */
export interface ChronologyLine {
  seq: number
  at: string
  by: string
  kind:
    | ('client' | 'stay' | 'representative' | 'matter' | 'consent' | 'document' | 'letter')
    | ('told' | 'access' | 'erasure')
  act: string
  /** The day it speaks of, where that is another than the day it was recorded. */
  on: string | null
  name: string
  ref: string
  letterKind: string | null
  detail: string
  reason: string
  link: { to: 'matter' | 'letter' | 'consents' | 'disclosure'; id: string } | null
}

/** Gives what one kind of row tells of a client. */
export type ChronologyPart = (tx: Readable, wanted: Wanted) => Promise<ChronologyLine[]>

/** A line of which nothing is said yet. */
export const emptyLine = {
  ...{ name: '', ref: '', letterKind: null, detail: '', reason: '', on: null, link: null },
}
