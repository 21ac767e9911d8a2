import { sha256 } from './sha256.ts'
import { originOf, signedBy, signText, type SigningKey } from './signing-key.ts'

/*
 * Frozen format: a C2SP tlog-checkpoint, which is a C2SP signed note:
 *
 *   <origin>\n<size>\n<base64 of the root>\n\n— <origin> <base64 of key id || Ed25519 signature>\n
 *
 * The signature is over the text up to and with the newline before the empty line. The key is named as the
 * log is, and its id is the first 4 bytes of SHA-256(name || "\n" || 0x01 || public key).
 */

/** What a checkpoint states: this many entries, this root. */
export interface Checkpoint {
  size: number
  root: Uint8Array
}

const ED25519 = Uint8Array.of(1)
const NOTE =
  /^(?<text>(?<origin>[^\s+]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[A-Za-z0-9+/]{43}=)\n)\n\u2014 (?<name>[^\s+]+) (?<signature>[A-Za-z0-9+/]{91}=)\n$/

/** Signs the log as it stands. */
export function writeCheckpoint({ size, root }: Checkpoint, key: SigningKey): string {
  const origin = originOf(key.publicKey)
  const text = `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
  const signature = Buffer.concat([keyId(origin, key.publicKey), signText(text, key.seed)])
  return `${text}\n\u2014 ${origin} ${signature.toString('base64')}\n`
}

/** Reads a checkpoint signed by this key; throws an Error saying what is wrong with it. */
export function readCheckpoint(note: string, publicKey: Uint8Array): Checkpoint {
  const parts = NOTE.exec(note)?.groups
  if (!parts) throw new Error('it is not a checkpoint')
  const origin = originOf(publicKey)
  const signature = Buffer.from(parts.signature!, 'base64')
  if (
    parts.origin !== origin ||
    parts.name !== origin ||
    !signature.subarray(0, 4).equals(keyId(origin, publicKey))
  )
    throw new Error('it is not of this log or not by its key')
  if (!signedBy(parts.text!, signature.subarray(4), publicKey))
    throw new Error('its signature does not hold')
  return { size: Number(parts.size), root: Uint8Array.from(Buffer.from(parts.root!, 'base64')) }
}

const keyId = (name: string, publicKey: Uint8Array): Uint8Array =>
  sha256(Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey])).subarray(0, 4)
