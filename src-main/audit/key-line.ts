import { ED25519, keyIdOf } from './signed-note.ts'
import { newSigningKey, type SigningKey } from './signing-key.ts'

/*
 * Frozen format: a key of C2SP signed notes on one line, `<name>+<key id in hex>+<base64 of 0x01 || key>`;
 * the half that signs stands after `PRIVATE+KEY+` and holds the 32-byte seed.
 */

const PRIVATE = 'PRIVATE+KEY+'
const LINE = /^(?<name>[^\s+]+)\+(?<id>[0-9a-f]{8})\+(?<key>[A-Za-z0-9+/]{44})$/

/** The line by which others know the key. */
export const publicKeyLine = (name: string, publicKey: Uint8Array): string =>
  lineOf(name, publicKey, publicKey)

/** The line that signs: whoever has it is the signer. */
export const privateKeyLine = (name: string, { seed, publicKey }: SigningKey): string =>
  PRIVATE + lineOf(name, publicKey, seed)

/** Reads a public line; null for anything else. */
export function readPublicKey(line: string): { name: string; publicKey: Uint8Array } | null {
  const parts = partsOf(line.trim())
  if (!parts || keyIdOf(parts.name, parts.key).toString('hex') !== parts.id) return null
  return { name: parts.name, publicKey: parts.key }
}

/** Reads a line that signs; null for anything else, the public line too. */
export function readPrivateKey(line: string): { name: string; key: SigningKey } | null {
  const typed = line.trim()
  const parts = typed.startsWith(PRIVATE) ? partsOf(typed.slice(PRIVATE.length)) : null
  if (!parts) return null
  const key = newSigningKey(() => parts.key)
  return keyIdOf(parts.name, key.publicKey).toString('hex') === parts.id
    ? { name: parts.name, key }
    : null
}

const lineOf = (name: string, publicKey: Uint8Array, key: Uint8Array) => {
  const encoded = Buffer.concat([ED25519, key]).toString('base64')
  return `${name}+${keyIdOf(name, publicKey).toString('hex')}+${encoded}`
}

function partsOf(line: string): { name: string; id: string; key: Uint8Array } | null {
  const parts = LINE.exec(line)?.groups
  const bytes = Buffer.from(parts?.key ?? '', 'base64')
  if (!parts || bytes[0] !== ED25519[0]) return null
  return { name: parts.name!, id: parts.id!, key: Uint8Array.from(bytes.subarray(1)) }
}
