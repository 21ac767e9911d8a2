import type { Readable } from '../vault/vault.ts'
import { entriesUnder } from './read.ts'
import { claimsToBeBy, parseNote, signatureHolds, signNote } from './signed-note.ts'
import { originOf } from './signing-key.ts'

/*
 * Frozen format: a C2SP signed note by the log's key, which names neither a client nor anything about one:
 *
 *   <origin>\nerasures 1\n(<tag> <number of the entry>\n)*
 */

/** An erasure: whose tag, and the entry that says so. */
export interface Listed {
  tag: string
  seq: number
}

const LINE = /^([A-Za-z0-9_-]{22}) ([1-9]\d{0,15})$/
const headOf = (publicKey: Uint8Array) => `${originOf(publicKey)}\nerasures 1\n`

/** Signs the list of all erasures; the same list gives the same text. */
export async function signErasures(tx: Readable, listed: readonly Listed[]): Promise<string> {
  const key = await tx.selectFrom('log_key').selectAll().executeTakeFirstOrThrow()
  const lines = listed.map(({ tag, seq }) => `${tag} ${seq}\n`)
  const text = headOf(key.public_key) + lines.join('')
  return signNote(text, originOf(key.public_key), {
    seed: key.private_key,
    publicKey: key.public_key,
  })
}

/** Reads a list signed by this key; throws an Error saying what is wrong with it. */
export function readErasures(signed: string, publicKey: Uint8Array): Listed[] {
  const note = parseNote(signed)
  const head = headOf(publicKey)
  if (!note?.text.startsWith(head)) throw new Error('it is not a list of erasures of this log')
  if (!claimsToBeBy(note, originOf(publicKey), publicKey) || !signatureHolds(note, publicKey))
    throw new Error('its signature is not valid')
  return note.text
    .slice(head.length)
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [, tag, seq] = LINE.exec(line) ?? []
      if (!tag || !seq) throw new Error('one of its lines is none')
      return { tag, seq: Number(seq) }
    })
}

/** What a list names, if the key of this log signed it; one that it did not sign, or that was cut, names nothing. */
export async function listedBy(tx: Readable, signed: string): Promise<Listed[]> {
  const key = await tx.selectFrom('log_key').select('public_key').executeTakeFirstOrThrow()
  try {
    return readErasures(signed, key.public_key)
  } catch {
    return []
  }
}

/** Which listed erasures this office, put back from an older copy, has not made: no entry of its log erases their client. */
export async function erasuresOwed(tx: Readable, listed: readonly Listed[]): Promise<Listed[]> {
  const made = new Set<string>()
  const tags = listed.map(({ tag }) => tag)
  for (const { leaf } of await entriesUnder(tx, tags, {
    ...{ acts: ['client-erased'], before: Number.MAX_SAFE_INTEGER, limit: listed.length },
  }))
    made.add(leaf.subject!)
  return listed.filter(({ tag }) => !made.has(tag))
}
