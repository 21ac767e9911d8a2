import canonicalize from 'canonicalize'
import type { Json } from './entry.ts'

const DEEPEST = 32

/** The one JSON text of a value (RFC 8785); throws a TypeError on whatever would not come back the same. */
export function canonical(value: Json): string {
  refuseLossy(value, 0)
  return canonicalize(value)!
}

function refuseLossy(value: unknown, depth: number): void {
  if (depth > DEEPEST) throw new TypeError('A value in the log is nested too deeply.')
  if (value === null || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value === 'string' && value.isWellFormed()) return
  if (Array.isArray(value)) {
    // Unlike forEach, this visits the holes of a sparse array.
    for (const item of value) refuseLossy(item, depth + 1)
    return
  }
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    for (const [name, item] of Object.entries(value)) {
      refuseLossy(name, depth + 1)
      refuseLossy(item, depth + 1)
    }
    return
  }
  throw new TypeError(`A ${typeof value} in the log would not come back as it was.`)
}
