import { v7 } from 'uuid'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import {
  digestOf,
  dropStaged,
  personSlot,
  readKeyFile,
  recoverySlot,
  stagedKeyFile,
  stageKeyFile,
  takeStaged,
  writeKeyFile,
  type KeyFile,
} from './key-file.ts'
import { unwrapKey, wrapKey } from './key-slot.ts'
import { newRecoveryCode, plainRecoveryCode } from './recovery-code.ts'
import type { Connection } from './connection.ts'
import type { KeyHolder, NewVault, Readable } from './vault.ts'

/** The refusal of an office without its key file. */
export const keysMissing = () =>
  new Refusal(
    'damaged',
    `The key file, remedy.keys, is missing, and without it nobody can open this office. If it was moved, put it back. ${COPY_FIRST}`,
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
  random: (bytes: number) => Uint8Array
  clock: () => Date
  cost: number
}

/**
 * The slots that open one office: one per person and one for the recovery sheet. A change is laid beside the file that
 * counts, and counts from the entry of the log that names it, whatever happens between the two.
 */
export function officeKeys({ file, ...parts }: KeyParts) {
  /** A change that the log names and that could not be put in its place yet. */
  let owed: KeyFile | null = null
  const read = () => owed ?? readKeyFile(file)
  /** The file that counts, and, while only the log can say whether it counts, the one laid beside it. */
  const either = () => [expect(), ...(owed ? [] : [stagedKeyFile(file) ?? []].flat())]
  const expect = () => owed ?? expectKeys(file)
  const personOf = (keys: KeyFile, personId: string) =>
    keys.people.find((person) => person.personId === personId)
  const slotFor = async (officeId: string, holder: KeyHolder, secret: string, key: Uint8Array) => ({
    personId: holder.personId,
    name: holder.name,
    slot: await wrapKey(key, secret, personSlot(officeId, holder), parts),
  })
  const newRecovery = async (officeId: string, key: Uint8Array) => {
    const code = newRecoveryCode(parts.random)
    const secret = plainRecoveryCode(code)
    return { code, slot: await wrapKey(key, secret, recoverySlot(officeId), parts) }
  }

  return {
    read,
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
      const [person, recovery] = await Promise.all([
        slotFor(id, first, first.passphrase, key),
        newRecovery(id, key),
      ])
      const keys: KeyFile = {
        format: 'remedy-keys',
        version: 1,
        office: { id, name: officeName, sample },
        people: [person],
        recovery: recovery.slot,
      }
      return { recoveryCode: recovery.code, save: () => writeKeyFile(file, keys) }
    },

    /** The file key, for a person and their passphrase; an unknown person costs the same time as a wrong one. */
    async open(personId: string, passphrase: string): Promise<Uint8Array> {
      for (const keys of either()) {
        const person = personOf(keys, personId)
        const known = person ?? keys.people[0]!
        const key = await unwrapKey(known.slot, passphrase, personSlot(keys.office.id, known))
        if (key && person) return key
      }
      throw doesNotOpen()
    },

    /** The file key, for the code from the recovery sheet. */
    async openWithCode(typed: string, personId: string): Promise<Uint8Array> {
      for (const keys of either()) {
        const identity = recoverySlot(keys.office.id)
        const key = await unwrapKey(keys.recovery, plainRecoveryCode(typed), identity)
        if (key && personOf(keys, personId)) return key
      }
      throw doesNotOpen()
    },

    async adding(holder: KeyHolder, passphrase: string, key: Uint8Array): Promise<KeyFile> {
      const { office } = expect()
      const person = await slotFor(office.id, holder, passphrase, key)
      const keys = expect()
      if (personOf(keys, holder.personId))
        throw new Refusal('conflict', 'This person already has a key to the office.')
      return { ...keys, people: [...keys.people, person] }
    },

    async renewing(personId: string, passphrase: string, key: Uint8Array): Promise<KeyFile> {
      const { office, people } = expect()
      const holder = people.find((person) => person.personId === personId)
      if (!holder) throw doesNotOpen()
      const fresh = await slotFor(office.id, holder, passphrase, key)
      const keys = expect()
      const now = keys.people.map((person) => (person.personId === personId ? fresh : person))
      return { ...keys, people: now }
    },

    removing(personId: string): KeyFile {
      const keys = expect()
      const people = keys.people.filter((person) => person.personId !== personId)
      if (people.length === keys.people.length)
        throw new Refusal('not-found', 'This person has no key to the office.')
      if (people.length === 0)
        throw new Refusal(
          'conflict',
          'This is the last person with a key. Give somebody else a key first.',
        )
      return { ...keys, people }
    },

    async renewingRecovery(key: Uint8Array): Promise<{ code: string; keys: KeyFile }> {
      const { code, slot } = await newRecovery(expect().office.id, key)
      return { code, keys: { ...expect(), recovery: slot } }
    },
  }
}

/** One answer for a wrong passphrase, a wrong code and an unknown person: it must not tell which. */
const doesNotOpen = () =>
  new Refusal(
    'not-allowed',
    'That does not open this office. Check what you typed and that Caps Lock is off, then try again.',
  )
