import { v7 } from 'uuid'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import {
  digestOf,
  dropStaged,
  parseKeyFile,
  personSlot,
  readKeyFile,
  recoverySlot,
  stagedKeyFile,
  stageKeyFile,
  takeStaged,
  writeKeyFile,
  type Holder,
  type KeyFile,
} from './key-file.ts'
import { keyOfHolder, newHolder } from './key-holder.ts'
import { sealKey } from './key-pair.ts'
import { unwrapKey, type NewSecret, type Secret } from './key-slot.ts'
import { plainRecoveryCode } from './recovery-code.ts'
import type { Connection } from './connection.ts'
import type { KeyHolder, NewVault, Readable } from './vault.ts'

/** The keys that the office's file had before, newest first: an earlier backup is under one of them. */
export const formerKeys = async (tx: Readable): Promise<Uint8Array[]> =>
  (await tx.selectFrom('former_key').select('key').orderBy('id', 'desc').execute()).map(
    ({ key }) => key,
  )

/** The refusal of an office without its key file. */
export const keysMissing = () =>
  new Refusal(
    'damaged',
    `The key file, remedy.keys, is missing, so no passphrase opens this office. If it was moved, put it back. Otherwise use the words of the recovery sheet, which open it without that file, or copy remedy.keys out of the newest backup. ${COPY_FIRST}`,
  )

/** What the log calls the key file by, since its keys changed last; null where no entry named it yet. */
export const keysNamed = async (tx: Readable): Promise<string | null> =>
  (await tx.selectFrom('key_mark').select('digest').executeTakeFirst())?.digest ?? null

/** The same, of a copy on a connection of its own. */
export const keysNamedIn = (db: Connection): string | null =>
  (db.prepare('select digest from key_mark').pluck().get() as string | undefined) ?? null

/** The key file; refuses where there is none. */
export function expectKeys(file: string): KeyFile {
  const keys = readKeyFile(file)
  if (keys) return keys
  throw keysMissing()
}

interface KeyParts {
  file: string
  /** Where the key file is kept once more, outside of the office's folder. */
  beside: string
  random: (bytes: number) => Uint8Array
  clock: () => Date
  cost: number
}

/**
 * The slots that open one office: one per person and one for the recovery sheet. A change is laid beside the file that
 * counts, and counts from the entry of the log that names it, whatever happens between the two.
 */
export function officeKeys({ file, beside, ...parts }: KeyParts) {
  /** A change that the log names and that could not be put in its place yet. */
  let owed: KeyFile | null = null
  /** The key file in its place; where it is lost, the one that is kept beside the folder. */
  const read = (): KeyFile | null => owed ?? (isLost() ? keptBeside() : null) ?? readKeyFile(file)
  const isLost = () => {
    try {
      return readKeyFile(file) === null
    } catch (error) {
      return error instanceof Refusal && error.code === 'damaged'
    }
  }
  const keptBeside = () => {
    try {
      return readKeyFile(beside)
    } catch {
      return null
    }
  }
  /** The file that counts, and, while only the log can say whether it counts, the one laid beside it. */
  const either = () => [expect(), ...(owed ? [] : [stagedKeyFile(file) ?? []].flat())]
  const expect = () => {
    const keys = read()
    if (keys) return keys
    throw keysMissing()
  }
  const personOf = (keys: KeyFile, personId: string) =>
    keys.people.find((person) => person.personId === personId)
  const holderOf = (officeId: string, who: KeyHolder, secret: NewSecret, key: Uint8Array) =>
    newHolder(officeId, who, secret, key, parts)
  /** The key file, or null where it is missing or damaged. */
  const readable = () => {
    try {
      return read()
    } catch {
      return null
    }
  }

  return {
    read,
    readable,
    /** What the log calls the file that counts by. */
    digest: () => {
      const keys = read()
      return keys && digestOf(keys)
    },

    /** Lays a change beside the file that counts; gives what the log is to call it by. */
    stage(keys: KeyFile): string {
      stageKeyFile(file, keys)
      return digestOf(keys)
    },
    /** Whether a change waits for what the log says of it. */
    waits: () => stagedKeyFile(file) !== null,
    /** Puts the change that the log names in its place, and throws any other away. */
    settle(named: string | null): void {
      const staged = stagedKeyFile(file)
      if (!staged || digestOf(staged) !== named) {
        owed = null
        return dropStaged(file)
      }
      owed = staged
      takeStaged(file)
      owed = null
    },

    /** Makes the slots of a new office without writing them. */
    async make({ officeName, sample, first }: NewVault, key: Uint8Array) {
      const id = v7({ msecs: parts.clock().getTime(), random: parts.random(16) })
      const keys: KeyFile = {
        format: 'remedy-keys',
        version: 2,
        office: { id, name: officeName, sample },
        people: [await holderOf(id, first, first.passphrase, key)],
      }
      return { save: () => writeKeyFile(file, keys) }
    },

    /** Puts the one that is kept beside the folder in the place of one that is lost; whoever came in by it has the log compare it. */
    mend(): void {
      const kept = isLost() ? keptBeside() : null
      if (kept) writeKeyFile(file, kept)
    },
    /** Keeps the key file beside the folder as well; what has no room there now is kept there at the next chance. */
    keepBeside(): void {
      try {
        const keys = readKeyFile(file)
        const kept = keptBeside()
        if (keys && (!kept || digestOf(kept) !== digestOf(keys))) writeKeyFile(beside, keys)
      } catch {
        // It is a copy: the office has its key file.
      }
    },

    /** Puts a key file in the place of one that is missing or damaged: the one kept in the database, or one of nobody yet. */
    putBack(kept: string | null, office: KeyFile['office'], holder: KeyFile['people'][number]) {
      const keys = kept === null ? null : parseKeyFile(kept)
      owed = keys ?? { format: 'remedy-keys', version: 2, office, people: [holder] }
      writeKeyFile(file, owed)
      owed = null
    },

    /** The file key, by each key file that may count, for a person and their passphrase; an unknown person costs the same time as a wrong one. */
    async open(personId: string, passphrase: Secret): Promise<Uint8Array[]> {
      const found: Uint8Array[] = []
      for (const keys of either()) {
        const person = personOf(keys, personId)
        const known = person ?? keys.people[0]!
        const key = await keyOfHolder(keys.office.id, known, passphrase)
        if (key && person) found.push(key)
      }
      if (found.length > 0) return found
      throw doesNotOpen()
    },

    /** With what somebody's passphrase is made into a key; of an unknown person, with what theirs might be. */
    madeWith(personId: string, standIn: () => string): { salt: string; n: number } {
      const { people } = expect()
      const { salt, n } = (people.find((one) => one.personId === personId) ?? people[0]!).slot
      return { salt: people.some((one) => one.personId === personId) ? salt : standIn(), n }
    },

    /** The file key, for the code from a recovery sheet of the earlier kind. */
    async openWithCode(typed: string, personId: string): Promise<Uint8Array[]> {
      const found: Uint8Array[] = []
      for (const keys of either()) {
        const identity = recoverySlot(keys.office.id)
        const slot = keys.recovery
        const key = slot && (await unwrapKey(slot, plainRecoveryCode(typed), identity))
        if (key && personOf(keys, personId)) found.push(key)
      }
      if (found.length > 0) return found
      throw doesNotOpen()
    },

    async adding(holder: KeyHolder, passphrase: NewSecret, key: Uint8Array): Promise<KeyFile> {
      const { office } = expect()
      const person = await holderOf(office.id, holder, passphrase, key)
      const keys = expect()
      if (personOf(keys, holder.personId))
        throw new Refusal('conflict', 'This person already has a key to the office.')
      return { ...keys, version: 2, people: [...keys.people, person] }
    },

    /** Another passphrase for somebody; `orNew` gives them a key who had none. */
    async renewing(
      who: KeyHolder,
      passphrase: NewSecret,
      key: Uint8Array,
      orNew = false,
    ): Promise<KeyFile> {
      const { office, people } = expect()
      const holder = people.find((person) => person.personId === who.personId)
      if (!holder && !orNew) throw doesNotOpen()
      const fresh = await holderOf(office.id, holder ?? who, passphrase, key)
      const keys = expect()
      const now = keys.people.map((person) => (person.personId === who.personId ? fresh : person))
      return { ...keys, version: 2, people: holder ? now : [...now, fresh] }
    },

    /** A holder for a key file that is made anew. */
    holderFor: holderOf,

    /** The key file as it is for whoever has no key: they lost it with another file key, or with the key file. */
    removing(personId: string): KeyFile {
      const keys = expect()
      const people = keys.people.filter((person) => person.personId !== personId)
      if (people.length === 0)
        throw new Refusal(
          'conflict',
          'This is the last person with a key. Give somebody else a key first.',
        )
      return { ...keys, people }
    },

    /** Without the code of an earlier kind of recovery sheet. */
    withoutCode(): KeyFile {
      const { recovery: _, ...keys } = expect()
      return { ...keys, version: 2 }
    },
    /**
     * Another file key for everybody whose public half is the one that the log knows: what stands in a key file may have
     * been put there by anybody. The others are named; they are given a passphrase.
     */
    forAnotherKey(
      key: Uint8Array,
      known: ReadonlyMap<string, string>,
    ): { keys: KeyFile; without: KeyHolder[] } {
      const { recovery: _, ...keys } = expect()
      const isKnown = ({ personId, pair }: Holder) => pair && known.get(personId) === pair.public
      const people = keys.people.filter(isKnown).map((holder) => {
        const { pair } = holder
        if (!pair) return holder
        const identity = personSlot(keys.office.id, holder)
        return {
          ...holder,
          pair: { ...pair, sealed: sealKey(key, pair.public, identity, parts.random) },
        }
      })
      const without = keys.people
        .filter((holder) => !isKnown(holder))
        .map(({ personId, name }) => ({ personId, name }))
      return { keys: { ...keys, version: 2, people }, without }
    },
    hasCode: () => readable()?.recovery !== undefined,
  }
}

/** The refusal where a passphrase opens the key file, and the key in it does not open the office's file. */
export const keyOfAnother = () =>
  new Refusal(
    'damaged',
    `Your passphrase is right, but the key in the key file, remedy.keys, does not open the office’s file, remedy.db. One of the two is an earlier copy, or remedy.db is damaged. ${COPY_FIRST} The words of the newest recovery sheet open remedy.db without the key file.`,
  )

/** One answer for a wrong passphrase, wrong words and an unknown person: it must not tell which. */
export const doesNotOpen = () =>
  new Refusal(
    'not-allowed',
    'That does not open this office. Check what you typed and that Caps Lock is off, then try again.',
  )
