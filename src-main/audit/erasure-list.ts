import type { Readable } from '../vault/vault.ts'
import { leafOf } from './read.ts'
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

/**
 * Reads a list signed by this key; throws an Error saying what is wrong with it.
 * @public for a copy that is restored.
 */
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

/**
 * Which listed erasures this office, restored from an older copy, has not made: their entries are not in its log.
 * @public for a copy that is restored.
 */
export async function erasuresOwed(tx: Readable, listed: readonly Listed[]): Promise<Listed[]> {
  const owed: Listed[] = []
  for (const { tag, seq } of listed) {
    const row = await tx
      .selectFrom('log')
      .select(['seq', 'leaf'])
      .where('seq', '=', seq)
      .executeTakeFirst()
    const leaf = row && leafOf(row.seq, row.leaf)
    if (leaf?.act !== 'client-erased' || leaf.subject !== tag) owed.push({ tag, seq })
  }
  return owed
}
