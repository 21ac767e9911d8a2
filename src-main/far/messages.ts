import { createHash } from 'node:crypto'
import { MOST_BYTES as LARGEST_FILE } from '../imports/contract.ts'
import { CHANGES } from '../wire/bridge.ts'
import type { Contract } from '../wire/operation.ts'
import { z } from '../wire/schema.ts'

/** Nothing longer is read: room for the largest file in base64, and for a larger one to be refused by its operation. */
export const MOST_BYTES = 2 * LARGEST_FILE

/** All that is read from a desk at which nobody has signed in. */
export const MOST_BEFORE_SIGN_IN = 65_536

/** All lists, objects and commas of a question: twice the values that any operation takes (`wire/plain-text.ts`), and some. */
const MOST_PARTS = 250_000

/** Why a connection ends that the other side ended on purpose. */
export const CLOSED = {
  /** The desk's program has another contract. */
  anotherVersion: 4001,
  /** The same desk came again. */
  cameAgain: 4002,
  /** The desk was removed from the office. */
  removed: 4003,
} as const

/** What a desk sends: a question, and a number by which it knows the answer. */
const Question = z.strictObject({
  ask: z.int().nonnegative(),
  name: z.string().max(100),
  input: z.unknown(),
})
export type Question = z.output<typeof Question>

/** What the office sends: an answer, or that something changed, and no word of what it is now. */
export const Reply = z.union([
  z.strictObject({ answer: z.int().nonnegative(), value: z.unknown() }),
  z.strictObject({ changed: z.enum(CHANGES) }),
])
export type Reply = z.output<typeof Reply>

/** Plain data as text; bytes are written in base64. */
export const written = (message: unknown): string => JSON.stringify(message, bytesOut)

/** What was written; throws where it is no such text. */
export const readBack = (text: string): unknown => bytesBack(JSON.parse(text))

/** The same of a question, which is counted before it is read: many small parts take seconds, and all desks would wait. */
export function readQuestion(data: Buffer): Question {
  if (hasTooManyParts(data)) throw new RangeError('This question has too many parts.')
  return Question.parse(readBack(data.toString('utf8')))
}

function hasTooManyParts(data: Buffer): boolean {
  const [quote, backslash, comma, list, object] = Buffer.from('"\\,[{')
  let parts = 0
  let quoted = false
  for (let at = 0; at < data.length; at += 1) {
    const byte = data[at]
    if (byte === quote) quoted = !quoted
    else if (quoted) at += byte === backslash ? 1 : 0
    else if (byte === comma || byte === list || byte === object) parts += 1
    if (parts > MOST_PARTS) return true
  }
  return false
}

function bytesOut(this: Record<string, unknown>, key: string, value: unknown): unknown {
  // A Buffer turns itself into something else before it is seen here.
  const own = this[key]
  return own instanceof Uint8Array ? { $bytes: Buffer.from(own).toString('base64') } : value
}

function bytesBack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const held = value as Record<string, unknown>
  const keys = Object.keys(held)
  if (keys.length === 1 && typeof held['$bytes'] === 'string')
    return new Uint8Array(Buffer.from(held['$bytes'], 'base64'))
  for (const key of keys) held[key] = bytesBack(held[key])
  return held
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
