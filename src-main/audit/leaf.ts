/*
 * Frozen format, version 1. A leaf is the UTF-8 of the RFC 8785 JSON of
 *
 *   { v: 1, seq, at, actor, act, subject, detail }
 *
 * `seq` runs from 1, so that the leaf's index in the tree is seq - 1. `at` is what the computer's clock
 * said, and may go back; the order of acts is that of `seq`. `actor` is a person's id, `subject` a client's
 * random tag or null, `detail` the sorted digests of commitment.ts. The leaf hash is
 * SHA-256(0x00 || leaf), as in RFC 9162.
 */

/** What stands in clear in the log. */
export interface Leaf {
  seq: number
  /** UTC instant with milliseconds. */
  at: string
  actor: string
  act: string
  subject: string | null
  detail: readonly string[]
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const DIGEST = /^[A-Za-z0-9_-]{43}$/

/** The canonical text of a leaf. */
export function writeLeaf({ seq, at, actor, act, subject, detail }: Leaf): string {
  // For well-formed strings and whole numbers JSON.stringify gives what RFC 8785 asks for.
  const digests = detail.map((digest) => JSON.stringify(digest)).join(',')
  return (
    `{"act":${JSON.stringify(act)},"actor":${JSON.stringify(actor)},"at":${JSON.stringify(at)},` +
    `"detail":[${digests}],"seq":${seq},"subject":${JSON.stringify(subject)},"v":1}`
  )
}

/** Reads a leaf; throws an Error saying what is wrong unless it is exactly what `writeLeaf` gives. */
export function readLeaf(text: string): Leaf {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new Error('it is not an entry of a log')
  }
  if (!isLeaf(parsed)) throw new Error('it is not an entry as this program writes one')
  if (!text.isWellFormed() || writeLeaf(parsed) !== text)
    throw new Error('it is not in the form in which an entry is logged')
  return parsed
}

function isLeaf(value: unknown): value is Leaf & { v: 1 } {
  if (typeof value !== 'object' || value === null) return false
  const { v, seq, at, actor, act, subject, detail } = value as Record<string, unknown>
  return (
    v === 1 &&
    typeof seq === 'number' &&
    Number.isSafeInteger(seq) &&
    seq > 0 &&
    typeof at === 'string' &&
    MOMENT.test(at) &&
    typeof actor === 'string' &&
    typeof act === 'string' &&
    (subject === null || typeof subject === 'string') &&
    Array.isArray(detail) &&
    detail.every((digest) => typeof digest === 'string' && DIGEST.test(digest)) &&
    detail.every((digest, index) => index === 0 || detail[index - 1] < digest)
  )
}
