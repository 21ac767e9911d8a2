import { sha256 } from './sha256.ts'
import { signedBy, signText, type SigningKey } from './signing-key.ts'

/*
 * Frozen format: a C2SP signed note with one Ed25519 signature:
 *
 *   <text, whose last line ends>\n\n\u2014 <name> <base64 of key id || signature>\n
 *
 * The signature is over the text up to and with the newline before the empty line. The key id is the first 4
 * bytes of SHA-256(name || "\n" || 0x01 || public key).
 */

/** A note taken apart; nothing of it is proven yet. */
export interface Note {
  text: string
  name: string
  keyId: Uint8Array
  signature: Uint8Array
}

/** The byte by which the standard names Ed25519. */
export const ED25519 = Uint8Array.of(1)
const NOTE = /^(?<text>[^]*\n)\n\u2014 (?<name>[^\s+]+) (?<signature>[A-Za-z0-9+/]{91}=)\n$/

/** Four bytes that say which key of this name it is. */
export const keyIdOf = (name: string, publicKey: Uint8Array): Buffer =>
  Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), ED25519, publicKey]))).subarray(0, 4)

/** The text, which must end in a newline, with the signature of the key under it. */
export function signNote(text: string, name: string, { seed, publicKey }: SigningKey): string {
  const signature = Buffer.concat([keyIdOf(name, publicKey), signText(text, seed)])
  return `${text}\n\u2014 ${name} ${signature.toString('base64')}\n`
}

/** Takes a note apart; null for anything that is none. */
export function parseNote(note: string): Note | null {
  const parts = NOTE.exec(note)?.groups
  if (!parts) return null
  const signature = Buffer.from(parts.signature!, 'base64')
  return {
    text: parts.text!,
    name: parts.name!,
    keyId: signature.subarray(0, 4),
    signature: signature.subarray(4),
  }
}

/** Whether the note says that it is by this key; only `signatureHolds` proves it. */
export const claimsToBeBy = (note: Note, name: string, publicKey: Uint8Array): boolean =>
  note.name === name && keyIdOf(name, publicKey).equals(note.keyId)

/** Whether the key signed exactly this text. */
export const signatureHolds = ({ text, signature }: Note, publicKey: Uint8Array): boolean =>
  signedBy(text, signature, publicKey)
