import { v7 } from 'uuid'
import { COPY_FIRST, Refusal } from '../wire/refusal.ts'
import { personSlot, readKeyFile, recoverySlot, writeKeyFile, type KeyFile } from './key-file.ts'
import { unwrapKey, wrapKey } from './key-slot.ts'
import { newRecoveryCode, plainRecoveryCode } from './recovery-code.ts'
import type { KeyHolder, NewVault } from './vault.ts'

/** The refusal of an office without its key file. */
export const keysMissing = () =>
  new Refusal(
    'damaged',
    `The key file, remedy.keys, is missing, and without it nobody can open this office. If it was moved, put it back. ${COPY_FIRST}`,
  )

interface KeyParts {
  file: string
  random: (bytes: number) => Uint8Array
  clock: () => Date
  cost: number
}

/** The slots that open one office: one per person and one for the recovery sheet. */
export function officeKeys({ file, ...parts }: KeyParts) {
  const read = () => readKeyFile(file)
  const expect = () => {
    const keys = read()
    if (keys) return keys
    throw keysMissing()
  }
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
      const keys = expect()
      const person = personOf(keys, personId)
      const known = person ?? keys.people[0]!
      const key = await unwrapKey(known.slot, passphrase, personSlot(keys.office.id, known))
      if (!key || !person) throw doesNotOpen()
      return key
    },

    /** The file key, for the code from the recovery sheet. */
    async openWithCode(typed: string, personId: string): Promise<Uint8Array> {
      const keys = expect()
      const identity = recoverySlot(keys.office.id)
      const key = await unwrapKey(keys.recovery, plainRecoveryCode(typed), identity)
      if (!key || !personOf(keys, personId)) throw doesNotOpen()
      return key
    },

    async add(holder: KeyHolder, passphrase: string, key: Uint8Array): Promise<void> {
      const { office } = expect()
      const person = await slotFor(office.id, holder, passphrase, key)
      const keys = expect()
      if (personOf(keys, holder.personId))
        throw new Refusal('conflict', 'This person already has a key to the office.')
      writeKeyFile(file, { ...keys, people: [...keys.people, person] })
    },

    async renew(personId: string, passphrase: string, key: Uint8Array): Promise<void> {
      const { office, people } = expect()
      const holder = people.find((person) => person.personId === personId)
      if (!holder) throw doesNotOpen()
      const fresh = await slotFor(office.id, holder, passphrase, key)
      const keys = expect()
      const now = keys.people.map((person) => (person.personId === personId ? fresh : person))
      writeKeyFile(file, { ...keys, people: now })
    },

    remove(personId: string): void {
      const keys = expect()
      const people = keys.people.filter((person) => person.personId !== personId)
      if (people.length === keys.people.length)
        throw new Refusal('not-found', 'This person has no key to the office.')
      if (people.length === 0)
        throw new Refusal(
          'conflict',
          'This is the last person with a key. Give somebody else a key first.',
        )
      writeKeyFile(file, { ...keys, people })
    },

    async renewRecovery(key: Uint8Array): Promise<string> {
      const { code, slot } = await newRecovery(expect().office.id, key)
      writeKeyFile(file, { ...expect(), recovery: slot })
      return code
    },
  }
}

/** One answer for a wrong passphrase, a wrong code and an unknown person: it must not tell which. */
const doesNotOpen = () =>
  new Refusal(
    'not-allowed',
    'That does not open this office. Check what you typed and that Caps Lock is off, then try again.',
  )
