import type { Log } from '../audit/log.ts'
import type { CurrentUser } from '../people/current-user.ts'
import type { Head, Vault } from '../vault/vault.ts'

/** What is wrong at the end of a log. */
export interface Damage {
  what: string
  /** What this computer had seen of the log, where the log no longer agrees with that. */
  seen: Head | null
  /** A part of the file itself cannot be read: it is made anew of what can be proved, whatever its log says. */
  unreadable?: true
}

/** What is wrong with an office of which storage could not read a part. */
export const UNREADABLE: Damage = {
  what: 'A part of the office’s file cannot be read.',
  ...{ seen: null, unreadable: true },
}

/** One office on disk: its folder, its encrypted file and its log. */
export interface OfficeFiles {
  readonly folder: string
  readonly vault: Vault
  readonly log: Log
  /** Removes documents that a refused act left behind: they belong to no entry and nobody can open them. */
  readonly sweep: () => Promise<unknown>
  /** Every place at which somebody is signed in to this office. */
  readonly signedIn: () => readonly CurrentUser[]
  /** Why nothing may be recorded here although it can be read; null while all is well. */
  damage: Damage | null
}

/** The file is open for as long as somebody is signed in at any place. */
export async function lockWhenEmpty({ vault, signedIn }: OfficeFiles): Promise<void> {
  if (vault.phase() === 'open' && signedIn().length === 0) await vault.lock()
}

/** Which office a place has: one at a time, or none. */
export interface Offices {
  current(): OfficeFiles | undefined
  /** The office in `folder`, locked or not made yet; the same object when it is already in use. */
  at(folder: string): OfficeFiles
  /** Drops what is known of the office in `folder`, which is locked: other files stand there now. */
  forget(folder: string): void
  /** Goes on in `now`, under the same key, with what was typed and not recorded in `former`, whose files stay. */
  moved(former: OfficeFiles, now: OfficeFiles): void
  /** Makes `officeFiles` the office in use. */
  use(officeFiles: OfficeFiles): void
}
