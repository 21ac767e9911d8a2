import { x25519 } from '@noble/curves/ed25519.js'
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import { z } from '../wire/schema.ts'
import { base64 } from './key-slot.ts'

/** The file key, sealed to somebody's public half (X25519, HKDF-SHA-256, AES-256-GCM): their private half opens it. */
export const SealedKey = z.strictObject({
  ephemeral: base64(32),
  nonce: base64(12),
  /** 32 bytes of key and 16 of tag. */
  wrapped: base64(48),
})
export type SealedKey = z.output<typeof SealedKey>

/** A new private half and its public one. */
export function newPair(random: (bytes: number) => Uint8Array) {
  const secret = Uint8Array.from(random(32))
  return { secret, public: Buffer.from(x25519.getPublicKey(secret)).toString('base64') }
}

/** Seals `key` to whoever has the private half of `to`; `identity` is bound in. */
export function sealKey(
  key: Uint8Array,
  to: string,
  identity: string,
  random: (bytes: number) => Uint8Array,
): SealedKey {
  const { secret, public: ephemeral } = newPair(random)
  const nonce = random(12)
  const wrapping = wrappingOf(secret, to, { ephemeral, to })
  secret.fill(0)
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(identity))
  const wrapped = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
  wrapping.fill(0)
  return {
    ephemeral,
    nonce: Buffer.from(nonce).toString('base64'),
    wrapped: wrapped.toString('base64'),
  }
}

/** The file key, or null where it was sealed to another, for another place, or was changed. */
export function unsealKey(
  { ephemeral, nonce, wrapped }: SealedKey,
  { secret, public: to }: { secret: Uint8Array; public: string },
  identity: string,
): Uint8Array | null {
  try {
    const wrapping = wrappingOf(secret, ephemeral, { ephemeral, to })
    const bytes = Buffer.from(wrapped, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', wrapping, Buffer.from(nonce, 'base64'))
      .setAAD(Buffer.from(identity))
      .setAuthTag(bytes.subarray(32))
    wrapping.fill(0)
    return Buffer.concat([decipher.update(bytes.subarray(0, 32)), decipher.final()])
  } catch {
    return null
  }
}

function wrappingOf(
  secret: Uint8Array,
  other: string,
  { ephemeral, to }: { ephemeral: string; to: string },
): Buffer {
  const shared = x25519.getSharedSecret(
    Uint8Array.from(secret),
    Uint8Array.from(Buffer.from(other, 'base64')),
  )
  const salt = Buffer.concat([Buffer.from(ephemeral, 'base64'), Buffer.from(to, 'base64')])
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'remedy-keys seal', 32))
  shared.fill(0)
  return key
}
