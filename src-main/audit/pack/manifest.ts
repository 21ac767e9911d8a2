import { fromBase64 } from './encodings.ts'
import { Fault } from './fault.ts'

/** The one format there is; another is refused by its name. */
export const FORMAT = 'remedy-pack/1'

/** What stands in a pack before its papers, in this order behind the manifest. */
export const FIXED = ['report.pdf', 'verify.html', 'key', 'checkpoints.jsonl', 'entries.jsonl']

/** By what the entries were chosen; nothing chosen means the whole log. */
export interface PackScope {
  /** A client's random tag. */
  client: string | null
  /** Null in a redacted pack, which then says only that there was one. */
  recipient: string | null
  year: number | null
  /** The names of what was chosen by, sorted: `client`, `recipient`, `year`. */
  by: string[]
}

/** What a pack says of itself, signed by the key of its log. */
export interface Manifest {
  format: string
  kind: 'full' | 'redacted'
  madeAt: string
  /** Name of the log. */
  origin: string
  /** The tree as it stood when the pack was made; the root in base 64. */
  size: number
  root: string
  scope: PackScope
  entries: number
  checkpoints: number
  papers: number
  /** Every other file, in the order of the zip; hashes in hex. */
  files: { name: string; size: number; sha256: string }[]
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.isWellFormed()
const HASH = /^[0-9a-f]{64}$/
const SCOPES: readonly unknown[] = ['client', 'recipient', 'year']
const FIELDS = 'checkpoints entries files format kind madeAt origin papers root scope size'

/** Reads the text of a manifest; throws a `Fault` saying what is wrong with it. */
export function readManifest(text: string): Manifest {
  const refuse = (what: string) => new Fault('manifest', what)
  const value = objectIn(text, null)
  if (!value) throw refuse('It is not a manifest.')
  if (value['format'] !== FORMAT)
    throw refuse(
      `The pack is of the format ${String(value['format']).slice(0, 40)}, and only ${FORMAT} is known here. Use the program or the page that belongs to it.`,
    )
  if (!hasOnly(value, FIELDS)) throw refuse('It has other fields than a manifest has.')
  const { kind, madeAt, origin, size, root, scope, entries, checkpoints, papers, files } = value
  const sound =
    (kind === 'full' || kind === 'redacted') &&
    isText(madeAt) &&
    isText(origin) &&
    isCount(size) &&
    isText(root) &&
    fromBase64(root)?.length === 32 &&
    [entries, checkpoints, papers].every(isCount) &&
    isScope(scope) &&
    Array.isArray(files) &&
    files.every(isFile)
  if (!sound) throw refuse('Something in it is missing or is not of its kind.')
  return value as unknown as Manifest
}

function isScope(value: unknown): boolean {
  if (!hasOnly(value, 'by client recipient year')) return false
  const { client, recipient, year, by } = value
  return (
    (client === null || isText(client)) &&
    (recipient === null || isText(recipient)) &&
    (year === null || isCount(year)) &&
    Array.isArray(by) &&
    by.every((one) => SCOPES.includes(one))
  )
}

function isFile(value: unknown): boolean {
  if (!hasOnly(value, 'name sha256 size')) return false
  const { name, size, sha256 } = value
  return isText(name) && isCount(size) && isText(sha256) && HASH.test(sha256)
}

type Fields = Record<string, unknown>

/** Whether a value is an object of exactly these fields, in the order of RFC 8785. */
function hasOnly(value: unknown, fields: string): value is Fields {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && Object.keys(value).join(' ') === fields
}

/** The object of these fields that a line of JSON is, written as RFC 8785 writes it; null for anything else. */
export function objectIn(text: string, fields: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    if (JSON.stringify(value) !== text) return null
    return fields === null || hasOnly(value, fields) ? (value as Fields) : null
  } catch {
    return null
  }
}
