import { claimsToBeBy, parseNote, signatureHolds, signNote } from './signed-note.ts'
import { originOf, type SigningKey } from './signing-key.ts'

/*
 * Frozen format: a C2SP tlog-checkpoint, which is a signed note of three lines:
 *
 *   <origin>\n<size>\n<base64 of the root>\n
 *
 * The key is named as the log is.
 */

/** What a checkpoint states: this many entries, this root. */
export interface Checkpoint {
  size: number
  root: Uint8Array
}

const TEXT = /^(?<origin>[^\s+]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[A-Za-z0-9+/]{43}=)\n$/

/** Signs the log as it stands. */
export function writeCheckpoint({ size, root }: Checkpoint, key: SigningKey): string {
  const origin = originOf(key.publicKey)
  return signNote(`${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`, origin, key)
}

/** Reads a checkpoint signed by this key; throws an Error saying what is wrong with it. */
export function readCheckpoint(signed: string, publicKey: Uint8Array): Checkpoint {
  const note = parseNote(signed)
  const parts = note && TEXT.exec(note.text)?.groups
  if (!parts) throw new Error('it is not a checkpoint')
  const origin = originOf(publicKey)
  if (parts.origin !== origin || !claimsToBeBy(note, origin, publicKey))
    throw new Error('it is not of this log or not by its key')
  if (!signatureHolds(note, publicKey)) throw new Error('its signature is not valid')
  return { size: Number(parts.size), root: Uint8Array.from(Buffer.from(parts.root!, 'base64')) }
}
