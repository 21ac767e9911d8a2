import type { OpenedEntry } from '../audit/verify-words.ts'

/** Something told to a reader, as an entry says. */
export interface ToldThen {
  entry: OpenedEntry
  clientId: string
  /** The records that were one person’s then, this one among them. */
  records: readonly string[]
  reader: { name: string; role: string }
  purpose: string
  /** Null for a call and for an audit pack. */
  letterId: string | null
  /** Of the audit pack that told it. */
  packId: string | null
  class: string
  why: string
  /** The recorded basis that it names; null where it names none. */
  basisId: string | null
  on: string
}

/**
 * A closed list of what may be told without a form of the client’s. Each proves from the entries before, and from nothing
 * that the disclosure says of itself, that it was so.
 */
export interface OtherBasis {
  /** Whether a disclosure that rests on it names its record; whatever names none is proved without. */
  recorded?: true
  /** Told of every entry, after what it tells was judged. */
  keep(entry: OpenedEntry): void
  proves(told: ToldThen): boolean
}

/** What the letter itself shows of a disclosure. */
export interface LetterShows {
  keep(entry: OpenedEntry): void
  /** Why the letter that was approved does not tell what its entry says it told; null where it does. */
  contradicts(entry: OpenedEntry): string | null
}
