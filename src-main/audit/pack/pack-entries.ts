import { readLeaf, type Leaf } from '../leaf.ts'
import { sha256 } from '../sha256.ts'
import { leafHash } from '../tree.ts'
import { bytesOf, fromBase64, fromBase64Url, textOf, toBase64Url } from './encodings.ts'
import { objectIn } from './manifest.ts'

/** A line of entries.jsonl taken apart; only its proof says that it stands in the log. */
export interface PackedEntry {
  leaf: Leaf
  hash: Uint8Array
  path: Uint8Array[]
  /** Name and value of each field; null where the pack has them not. */
  fields: [name: string, value: unknown][] | null
}

const SALT = /^[A-Za-z0-9_-]{22}$/

/** Reads one line; throws an Error with a sentence that says what is wrong. */
export function readEntryLine(line: string): PackedEntry {
  const value = objectIn(line, 'disclosures leaf path seq')
  if (!value) throw new Error('It is not a line of an entry.')
  const { seq, leaf: text, disclosures, path } = value
  if (typeof text !== 'string') throw new Error('It has no entry.')
  const leaf = leafIn(text)
  if (leaf.seq !== seq) throw new Error(`The entry was logged as number ${leaf.seq}.`)
  if (disclosures !== null && typeof disclosures !== 'string')
    throw new Error('Its contents are not text.')
  return {
    leaf,
    hash: leafHash(bytesOf(text)),
    path: hashesIn(path),
    fields: disclosures === null ? null : fieldsIn(disclosures, leaf.detail),
  }
}

/** A list of hashes in base 64; throws for anything else. */
export function hashesIn(value: unknown): Uint8Array[] {
  if (!Array.isArray(value)) throw new Error('Its proof is missing.')
  return value.map((one) => {
    const bytes = typeof one === 'string' ? fromBase64(one) : null
    if (bytes?.length === 32) return bytes
    throw new Error('Its proof holds something that is no hash.')
  })
}

function leafIn(text: string): Leaf {
  try {
    return readLeaf(text)
  } catch {
    throw new Error('It is not an entry as the log writes one.')
  }
}

function fieldsIn(disclosures: string, digests: readonly string[]): [string, unknown][] {
  const logged = new Set(digests)
  const fields = (disclosures === '' ? [] : disclosures.split('~')).map((one, index) => {
    if (!logged.delete(toBase64Url(sha256(bytesOf(one)))))
      throw new Error(`Its contents are not what was logged: field ${index + 1} differs.`)
    return fieldIn(one)
  })
  if (logged.size > 0)
    throw new Error(`Of its ${digests.length} fields, ${logged.size} are missing.`)
  if (new Set(fields.map(([name]) => name)).size < fields.length)
    throw new Error('A field of it occurs twice.')
  return fields
}

function fieldIn(disclosure: string): [string, unknown] {
  const bytes = fromBase64Url(disclosure)
  const text = bytes && textOf(bytes)
  let parts: unknown
  try {
    parts = text === null ? null : JSON.parse(text)
  } catch {
    parts = null
  }
  const [salt, name, value] = Array.isArray(parts) && parts.length === 3 ? parts : []
  if (typeof salt !== 'string' || !SALT.test(salt) || typeof name !== 'string')
    throw new Error('A field of it is not in the format of the log.')
  return [name, value]
}

/** The log itself writes none deeper than 32. */
const DEEPEST = 100

/** Every text within a value; throws an Error where it is nested deeper than any that is logged. */
export function* textsIn(value: unknown, depth = 0): Generator<string> {
  if (depth > DEEPEST) throw new Error('A field of it is nested too deeply.')
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* textsIn(inner, depth + 1)
}
