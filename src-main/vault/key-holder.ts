import { personSlot, type Holder } from './key-file.ts'
import { newPair, sealKey, unsealKey } from './key-pair.ts'
import { unwrapKey, wrapKey, type NewSecret, type Secret } from './key-slot.ts'
import type { KeyHolder } from './vault.ts'

interface SlotParts {
  random: (bytes: number) => Uint8Array
  clock: () => Date
  cost: number
}

/**
 * A holder of the file key: the passphrase opens the private half of a pair, and that the file key, which is sealed to
 * the public half. So another file key is given to everybody without their passphrases.
 */
export async function newHolder(
  officeId: string,
  { personId, name }: KeyHolder,
  secret: NewSecret,
  key: Uint8Array,
  parts: SlotParts,
): Promise<Holder> {
  const pair = newPair(parts.random)
  const identity = personSlot(officeId, { personId, name, pair })
  const slot = await wrapKey(pair.secret, secret, identity, parts)
  pair.secret.fill(0)
  const sealed = sealKey(key, pair.public, identity, parts.random)
  return { personId, name, slot, pair: { public: pair.public, sealed } }
}

/** The file key, or null where this is not the holder's passphrase. */
export async function keyOfHolder(
  officeId: string,
  holder: Holder,
  passphrase: Secret,
): Promise<Uint8Array | null> {
  const identity = personSlot(officeId, holder)
  const secret = await unwrapKey(holder.slot, passphrase, identity)
  if (!secret || !holder.pair) return secret
  const key = unsealKey(holder.pair.sealed, { secret, public: holder.pair.public }, identity)
  secret.fill(0)
  return key
}
