import { createCipheriv, createDecipheriv, scrypt, type ScryptOptions } from 'node:crypto'
import { Refusal } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'

/** Base 64 of so many bytes. */
export const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)

/** The file key, wrapped (AES-256-GCM) under what scrypt makes of a secret. */
export const KeySlot = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64(16),
  nonce: base64(12),
  /** 32 bytes of key and 16 of tag. */
  wrapped: base64(48),
  madeAt: z.iso.datetime(),
})
export type KeySlot = z.output<typeof KeySlot>

/** Scrypt's N for new passphrases. */
export const KEY_COST = 2 ** 17

/** A passphrase; or, where it was typed at a desk, what scrypt made of it there, in base 64. */
export type Secret = string | { key: string }
/** The same of a new one, with what it was made with. */
export type NewSecret = string | { key: string; salt: string; n: number }

interface SlotParts {
  random: (bytes: number) => Uint8Array
  clock: () => Date
  /** Scrypt's N. */
  cost: number
}

/** Wraps `key` for whoever knows `secret`; `identity` is bound in, so that a slot opens only in its own place. */
export async function wrapKey(
  key: Uint8Array,
  secret: NewSecret,
  identity: string,
  { random, clock, cost }: SlotParts,
): Promise<KeySlot> {
  const made = typeof secret === 'string' ? null : secret
  if (made && made.n < cost)
    throw new Refusal('invalid-input', 'The passphrase was not made as this office makes them.')
  const salt = made ? Buffer.from(made.salt, 'base64') : random(16)
  const nonce = random(12)
  const shape = { kdf: 'scrypt', n: made?.n ?? cost, r: 8, p: 1 } as const
  const wrapping = await wrappingKey(secret, salt, shape)
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(identity))
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  wrapping.fill(0)
  return {
    ...shape,
    salt: Buffer.from(salt).toString('base64'),
    nonce: Buffer.from(nonce).toString('base64'),
    wrapped: wrapped.toString('base64'),
    madeAt: clock().toISOString(),
  }
}

/** The file key, or null where the secret (or the place) is not the slot's. */
export async function unwrapKey(
  slot: KeySlot,
  secret: Secret,
  identity: string,
): Promise<Uint8Array | null> {
  const [salt, nonce, wrapped] = [slot.salt, slot.nonce, slot.wrapped].map((text) =>
    Buffer.from(text, 'base64'),
  ) as [Buffer, Buffer, Buffer]
  const wrapping = await wrappingKey(secret, salt, slot)
  const decipher = createDecipheriv('aes-256-gcm', wrapping, nonce)
    .setAAD(Buffer.from(identity))
    .setAuthTag(wrapped.subarray(32))
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()])
  } catch {
    return null
  } finally {
    wrapping.fill(0)
  }
}

const wrappingKey = async (secret: Secret, salt: Uint8Array, cost: Parameters<typeof derive>[2]) =>
  typeof secret === 'string' ? derive(secret, salt, cost) : Buffer.from(secret.key, 'base64')

/** Runs on Node's own threads, never on the one that answers the window. */
export function derive(
  secret: string,
  salt: Uint8Array,
  { n, r, p }: { n: number; r: number; p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { N: n, r, p, maxmem: 128 * n * r + 2 ** 22 }
  return new Promise((resolve, reject) => {
    // The same passphrase typed on another keyboard may come in another Unicode form.
    scrypt(secret.normalize('NFC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
