import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { sha256 } from './sha256.ts'

/*
 * Frozen format: an Ed25519 key (RFC 8032) kept as its 32-byte seed and its 32-byte public key. The log is
 * named after its key, `remedy.office/<fingerprint>`, so that a file signed anew by another key bears
 * another name; the fingerprint is the first 80 bits of SHA-256(public key) in hex.
 */

const PRIVATE_DER = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_DER = Buffer.from('302a300506032b6570032100', 'hex')
const SEED_BYTES = 32
const FINGERPRINT_BYTES = 10

/** Both halves of a signing key, raw. */
export interface SigningKey {
  seed: Uint8Array
  publicKey: Uint8Array
}

/** Makes a signing key out of 32 bytes from `random`. */
export function newSigningKey(random: (bytes: number) => Uint8Array): SigningKey {
  const seed = Uint8Array.from(random(SEED_BYTES))
  return { seed, publicKey: publicHalf(seed) }
}

/** The public half of a seed. */
export function publicHalf(seed: Uint8Array): Uint8Array {
  const der = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' })
  return Uint8Array.from(der.subarray(PUBLIC_DER.length))
}

/** Twenty hex digits, to be read out to an auditor. */
export const fingerprintOf = (publicKey: Uint8Array): string =>
  Buffer.from(sha256(publicKey).subarray(0, FINGERPRINT_BYTES)).toString('hex')

/** The name under which a log's checkpoints are signed. */
export const originOf = (publicKey: Uint8Array): string =>
  `remedy.office/${fingerprintOf(publicKey)}`

/** The 64-byte signature of a text. */
export const signText = (text: string, seed: Uint8Array): Uint8Array =>
  sign(null, Buffer.from(text), privateKey(seed))

/** Whether the signature of a text is by this key; false for a key or signature of the wrong shape. */
export function signedBy(text: string, signature: Uint8Array, publicKey: Uint8Array): boolean {
  if (publicKey.length !== SEED_BYTES) return false
  const key = Buffer.concat([PUBLIC_DER, publicKey])
  return verify(
    null,
    Buffer.from(text),
    createPublicKey({ key, format: 'der', type: 'spki' }),
    signature,
  )
}

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_DER, seed]), format: 'der', type: 'pkcs8' })
