import type { Kysely } from 'kysely'
import type { Tries } from './tries.ts'
import type { Tables } from './schema.ts'

declare const readable: unique symbol
declare const writable: unique symbol

/** A handle that can only read, good until the `read` that gave it ends. */
export type Readable = Pick<Kysely<Tables>, 'selectFrom' | 'getExecutor'> & {
  readonly [readable]: true
}

/** A handle inside one transaction, good until the `write` that gave it ends. */
export type Writable = Readable &
  Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'replaceInto'> & {
    readonly [writable]: true
    /** Names the log's head after this transaction; it is written beside the database before `write` answers. */
    setHead(head: Head): void
  }

/** Size of the log and its root, 64 hex digits. */
export interface Head {
  size: number
  root: string
}

export interface KeyHolder {
  personId: string
  name: string
}

/** What an entry says of the key file: what it is called from now on, as what it was found where the log had named another, and the public half of the person whose key it is about. */
export type KeysNamed = { keys: string; keysFound?: string; pair?: string }

/** Writes the entry of a change of keys, which names the key file: they change if it is written, and not otherwise. */
export type KeyEntry<T = void> = (tx: Writable, named: KeysNamed) => Promise<T>

/** Who comes in by the recovery sheet, and the office as its own log knows it. */
export interface SheetUser extends KeyHolder {
  office: { id: string; name: string; sample: boolean }
}

export interface NewVault {
  officeName: string
  sample: boolean
  first: KeyHolder & { passphrase: string }
}

/** One step of a write: it stands in the transaction, or nothing of it does. */
export type Step = <T>(act: (tx: Writable) => Promise<T>) => Promise<T>

/** The encrypted office in one folder: made, unlocked, read, written and locked through here alone. */
export interface Vault {
  phase(): 'none' | 'locked' | 'open'
  /** From the key file, readable while locked: the office's name, its folder's last name, whether it is a sample. */
  title(): { name: string; folder: string; sample: boolean } | null
  keyHolders(): KeyHolder[]
  /** What the log calls the key file by, as it is now; null where there is none. */
  keys(): string | null
  /** From the head file, readable while locked; null where it is missing or unreadable, which beside a log is damage. */
  head(): Head | null

  /** What no passphrase opens the office for: its key file is not there, or is damaged; null while it is whole. */
  keysLost(): 'missing' | 'damaged' | null

  /** Makes the office and leaves it open. */
  create(office: NewVault): Promise<void>
  unlock(personId: string, passphrase: string): Promise<void>
  /** Opens with what the recovery sheet says, asks, and closes again. */
  askWithSheet<T>(sheetWords: string, ask: (tx: Readable) => Promise<T>): Promise<T>
  /** Opens with what the recovery sheet says and gives a person a new passphrase; with its words, without the key file too. */
  recover(
    sheetWords: string,
    personId: string,
    passphrase: string,
    written: { who(tx: Readable): Promise<SheetUser>; entry: KeyEntry },
  ): Promise<void>
  /** Proves who sits at an office that is open already; throws as `unlock` does. */
  check(personId: string, passphrase: string): Promise<void>
  lock(): Promise<void>

  addKey(holder: KeyHolder & { passphrase: string }, entry: KeyEntry): Promise<void>
  removeKey<T>(personId: string, entry: KeyEntry<T>): Promise<T>
  changePassphrase(personId: string, current: string, next: string, entry: KeyEntry): Promise<void>
  /** Gives somebody another passphrase who does not know theirs, or never had one. */
  givePassphrase(holder: KeyHolder, passphrase: string, entry: KeyEntry): Promise<void>
  /** The public half of somebody's key, as the key file has it. */
  pairOf(personId: string): string | undefined
  /**
   * Gives the office another file key. Everybody of whom the log knows the public half (`known`) keeps their passphrase;
   * the entry names the others. Gives the key that was before, for what else is sealed under it.
   */
  changeFileKey(
    known: ReadonlyMap<string, string>,
    entry: (tx: Writable, named: KeysNamed, without: KeyHolder[]) => Promise<void>,
  ): Promise<Uint8Array>
  /** How many steps of a change of the file key are done; null while none is under way. */
  rekeying(): { done: number; of: number } | null
  /** Whether the code of an earlier kind of recovery sheet opens the office; and ends that. */
  hasCode(): boolean
  dropCode(entry: KeyEntry): Promise<void>
  /** Keeps the key file that the log names in the database too, whence the recovery sheet brings it back. */
  copyKeys(): Promise<void>

  /** A consistent view of what is committed; never waits for a writer. */
  read<T>(ask: (tx: Readable) => Promise<T>): Promise<T>
  /** All or nothing: durable, and its head written, before it answers. */
  write<T>(act: (tx: Writable) => Promise<T>): Promise<T>

  /**
   * The same for bulk work: one transaction in many short steps. Between them others get the thread and read what was
   * before; a step that fails is taken back alone; nothing of it is kept until all is committed. Other writes wait for it.
   */
  writeInSteps<T>(work: (step: Step) => Promise<T>): Promise<T>

  /** Wrong passphrases that were not logged yet, and who has to wait. */
  readonly tries: Tries

  /** Clears what was erased from the file's free space, its indexes and the copies beside it; does nothing where nothing was. */
  scour(): Promise<void>
  /** Refuses while the disk has not the room that `scour` needs. */
  expectRoom(): void

  /** What a worker needs for a connection of its own; `lock` wipes this very key. */
  lend(): { file: string; key: Uint8Array }
}
