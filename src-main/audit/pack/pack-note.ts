import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '../sha256.ts'
import { bytesOf, fromBase64, toHex } from './encodings.ts'

/*
 * C2SP signed notes, read without anything of Node; their bytes are said in signed-note.ts and key-line.ts.
 */

const LINE = /^(?<name>[^\s+]+)\+(?<id>[0-9a-f]{8})\+(?<key>[A-Za-z0-9+/]{44})\n$/
const NOTE = /^(?<text>[^]*\n)\n\u2014 (?<name>[^\s+]+) (?<signature>[A-Za-z0-9+/]{91}=)\n$/
const ED25519 = Uint8Array.of(1)

/** The public half of a log's key, and the name of the log. */
export interface PackKey {
  name: string
  publicKey: Uint8Array
  /** Twenty hex digits, as on paper. */
  fingerprint: string
}

/** Reads the line of a key; null for anything else, and for one whose name is not its own. */
export function readKeyLine(line: string): PackKey | null {
  const parts = LINE.exec(line)?.groups
  const bytes = parts ? fromBase64(parts['key']!) : null
  if (!parts || !bytes || bytes[0] !== ED25519[0]) return null
  const publicKey = bytes.slice(1)
  const fingerprint = toHex(sha256(publicKey).slice(0, 10))
  const name = parts['name']!
  if (name !== `remedy.office/${fingerprint}` || toHex(keyIdOf(name, publicKey)) !== parts['id'])
    return null
  return { name, publicKey, fingerprint }
}

/** The text that this key signed; a sentence saying what is wrong, where it signed none. */
export function signedText(note: string, key: PackKey): { text: string } | { fault: string } {
  const parts = NOTE.exec(note)?.groups
  const signature = parts ? fromBase64(parts['signature']!) : null
  if (!parts || !signature) return { fault: 'It is not a signed note.' }
  const id = toHex(keyIdOf(key.name, key.publicKey))
  if (parts['name'] !== key.name || toHex(signature.slice(0, 4)) !== id)
    return { fault: 'It is signed by another key than that of this pack.' }
  const text = parts['text']!
  return holds(signature.slice(4), bytesOf(text), key.publicKey)
    ? { text }
    : { fault: 'Its signature is not valid: it was changed after it was signed.' }
}

function holds(signature: Uint8Array, text: Uint8Array, publicKey: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, text, publicKey, { zip215: false })
  } catch {
    return false
  }
}

function keyIdOf(name: string, publicKey: Uint8Array): Uint8Array {
  const head = bytesOf(`${name}\n`)
  const whole = new Uint8Array(head.length + 1 + publicKey.length)
  whole.set(head)
  whole.set(ED25519, head.length)
  whole.set(publicKey, head.length + 1)
  return sha256(whole).slice(0, 4)
}
