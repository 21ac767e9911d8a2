import { canonical } from './canonical.ts'
import type { Json } from './entry.ts'
import { sha256 } from './sha256.ts'

/*
 * Frozen format. A field is committed to as a disclosure of SD-JWT (RFC 9901, section 4.2) is:
 *
 *   D      = base64url(UTF-8(RFC 8785 of [salt, name, value])), salt = base64url of 16 random bytes
 *   digest = base64url(SHA-256(ASCII(D)))
 *
 * An entry's digests stand sorted in its leaf, so that neither the names nor the order of its fields
 * show; their number does, which is why a domain records the same fields whatever their values are.
 * The disclosures are kept beside the log, sorted by name and joined by `~`; without them, and so without
 * the salts, nothing can be learnt from the digests.
 */

const SALT_BYTES = 16
const SALT = /^[A-Za-z0-9_-]{22}$/
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The digests that go into the leaf, and the disclosures that open them. */
export interface Commitment {
  digests: string[]
  disclosures: string
}

/** Commits to every field of `detail` under a salt of its own from `random`. */
export function commit(
  detail: Record<string, Json>,
  random: (bytes: number) => Uint8Array,
): Commitment {
  const disclosures = Object.keys(detail)
    .sort()
    .map((name) => {
      const salt = Buffer.from(random(SALT_BYTES)).toString('base64url')
      return Buffer.from(canonical([salt, name, detail[name]!])).toString('base64url')
    })
  return { digests: disclosures.map(digestOf).sort(), disclosures: disclosures.join('~') }
}

/** Checks stored disclosures against the digests of their leaf and opens them; throws an Error that names the first field that differs. */
export function open(disclosures: string, digests: readonly string[]): Record<string, Json> {
  const logged = new Set(digests)
  const fields = (disclosures === '' ? [] : disclosures.split('~')).map((disclosure, index) => {
    const field = readDisclosure(disclosure)
    if (logged.delete(digestOf(disclosure))) {
      if (field) return field
      throw new Error(`field ${index + 1} is not in the format of the log`)
    }
    throw new Error(`${field ? `the field "${field[0]}"` : `field ${index + 1}`} differs`)
  })
  if (logged.size > 0) throw new Error(`${logged.size} of its ${digests.length} fields are missing`)
  const detail = Object.fromEntries(fields)
  if (Object.keys(detail).length < fields.length) throw new Error('a field occurs twice')
  return detail
}

const digestOf = (disclosure: string): string =>
  Buffer.from(sha256(Buffer.from(disclosure, 'utf8'))).toString('base64url')

function readDisclosure(disclosure: string): [name: string, value: Json] | undefined {
  try {
    const bytes = Buffer.from(disclosure, 'base64url')
    if (bytes.toString('base64url') !== disclosure) return undefined
    const text = utf8.decode(bytes)
    const parts: unknown = JSON.parse(text)
    if (!Array.isArray(parts) || parts.length !== 3 || canonical(parts as Json) !== text)
      return undefined
    const [salt, name, value] = parts as [unknown, unknown, Json]
    if (typeof salt !== 'string' || !SALT.test(salt) || typeof name !== 'string') return undefined
    return [name, value]
  } catch {
    return undefined
  }
}
