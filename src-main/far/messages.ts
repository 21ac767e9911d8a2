import { createHash } from 'node:crypto'
import { CHANGES } from '../wire/bridge.ts'
import type { Contract } from '../wire/operation.ts'
import { z } from '../wire/schema.ts'

/** Nothing longer is read: a scan of the largest size in text, and some room. */
export const MOST_BYTES = 40_000_000

/** Why a connection ends that the other side ended on purpose. */
export const CLOSED = {
  /** The desk's program has another contract. */
  anotherVersion: 4001,
  /** The same desk came again. */
  cameAgain: 4002,
} as const

/** What a desk sends: a question, and a number by which it knows the answer. */
export const Question = z.strictObject({
  ask: z.int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
})

/** What the office sends: an answer, or that something changed, and no word of what it is now. */
export const Reply = z.union([
  z.strictObject({ answer: z.int().nonnegative(), value: z.unknown() }),
  z.strictObject({ changed: z.enum(CHANGES) }),
])
export type Reply = z.output<typeof Reply>

/** Plain data as text; bytes are written in base64. */
export const written = (message: unknown): string => JSON.stringify(message, bytesOut)

/** What was written; throws where it is no such text. */
export const readBack = (text: string): unknown => JSON.parse(text, bytesBack)

function bytesOut(this: Record<string, unknown>, key: string, value: unknown): unknown {
  // A Buffer turns itself into something else before it is seen here.
  const own = this[key]
  return own instanceof Uint8Array ? { $bytes: Buffer.from(own).toString('base64') } : value
}

function bytesBack(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { $bytes, ...others } = value as { $bytes?: unknown }
  if (typeof $bytes !== 'string' || Object.keys(others).length > 0) return value
  return Uint8Array.from(Buffer.from($bytes, 'base64'))
}

/** Another text whenever a question, what it takes or what it gives is another: two programs with the same can talk. */
export function contractMark(contract: Contract): string {
  const shape = (schema: z.ZodType, io: 'input' | 'output') =>
    z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  const all = Object.entries(contract).map(([domain, operations]) => [
    domain,
    Object.entries(operations).map(([name, { input, output, may, at }]) => [
      ...[name, may, at, shape(input, 'input'), shape(output, 'output')],
    ]),
  ])
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 32)
}
