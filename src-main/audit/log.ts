import type { Writable } from '../vault/vault.ts'
import type { Entry, NewEntry } from './entry.ts'
import type { EntryProof, Health, Verdict } from './contract.ts'

/** The provable log of one office. */
export interface Log {
  /** Makes the signing key; the first thing written in a new office. */
  found(tx: Writable): Promise<void>
  /** Appends an entry and applies the folds, inside the act's own transaction. */
  record(tx: Writable, by: { id: string }, entry: NewEntry): Promise<Entry>
  /** Signs the log as it stands now. */
  checkpoint(tx: Writable): Promise<void>
  health(): Promise<Health>
  list(page: { before?: number; limit: number }): Promise<{ entries: Line[]; total: number }>
  entry(seq: number): Promise<EntryProof>
  /** Recomputes everything in a worker; one at a time. */
  verify(codes: string[]): Promise<Verdict>
  progress(): { running: boolean; done: number; of: number }
}

type Line = { seq: number; at: string; who: string; act: string }
