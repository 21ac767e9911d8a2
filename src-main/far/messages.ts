import { createHash } from 'node:crypto'
import { MOST_BYTES as LARGEST_FILE } from '../imports/contract.ts'
import { CHANGES } from '../wire/bridge.ts'
import type { Contract } from '../wire/operation.ts'
import { RefusalCode } from '../wire/refusal.ts'
import { z } from '../wire/schema.ts'

/** Changes whenever messages, or what goes between them, have another form. */
const WIRE = 2

/** Nothing longer is read in one: what is longer comes in pieces. */
export const MOST_IN_ONE = 1_000_000
/** The longest text of a question: twenty forms, as long as they may be. */
export const MOST_TEXT = 32_000_000
/** The longest files within one, together: room for the largest that an operation takes, and for a larger one to be refused by it. */
export const MOST_BYTES = 2 * LARGEST_FILE

/** All that is read from a desk at which nobody has signed in. */
export const MOST_BEFORE_SIGN_IN = 65_536

/** All lists, objects and commas of a message of a desk: twice the values that any operation takes (`wire/plain-text.ts`), and some. */
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

/** The header of a connection in which a desk that comes back names its place. */
export const PLACE_HEADER = 'x-place'

/** By which a question is known for good: made at the desk, of 128 bits of chance. */
const QuestionId = z.string().regex(/^[0-9a-f]{32}$/)
const Refused = z.strictObject({
  code: RefusalCode,
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
})
const Nth = z.int().nonnegative()

/** A question; `again` where it was asked before and its answer never came. */
const Question = z.strictObject({
  ask: QuestionId,
  name: z.string().max(100),
  input: z.unknown(),
  again: z.literal(true).optional(),
})
export type Question = z.output<typeof Question>

/** What a desk sends: a question, or how far its hands are with what they were asked to do. */
export const FromDesk = z.union([
  Question,
  z.strictObject({ hand: Nth, done: z.unknown() }),
  z.strictObject({ hand: Nth, refused: Refused }),
  z.strictObject({ hand: Nth, ready: z.literal(true) }),
])
export type FromDesk = z.output<typeof FromDesk>

/** What the office sends: an answer, a word of what changed, who sits at the place, or what the desk's hands are to do. */
export const FromOffice = z.union([
  z.strictObject({ answer: QuestionId, value: z.unknown() }),
  z.strictObject({ changed: z.enum(CHANGES) }),
  /** The first message: the place's name, for coming back to it, and whether it is the one that the desk came back to. */
  z.strictObject({ place: z.string(), kept: z.boolean(), person: z.string().nullable() }),
  z.strictObject({ person: z.string().nullable() }),
  z.strictObject({
    hand: Nth,
    act: z.string(),
    input: z.array(z.unknown()),
    of: QuestionId.nullable(),
  }),
  z.strictObject({ hand: Nth, goOn: z.literal(true) }),
  z.strictObject({ hand: Nth, leave: Refused }),
])
export type FromOffice = z.output<typeof FromOffice>

/** What is sent in pieces beside the messages, under a number of its sender. */
export const Flow = z.union([
  /** From the receiver: so many pieces more are wanted, or none. */
  z.strictObject({ flow: Nth, more: z.int().positive().max(64) }),
  z.strictObject({ flow: Nth, stop: z.literal(true) }),
  /** From the sender: that was all, or it cannot go on. */
  z.strictObject({ flow: Nth, end: z.literal(true) }),
  z.strictObject({ flow: Nth, broke: Refused.nullable() }),
])
export type Flow = z.output<typeof Flow>

/** What is written of something that follows in pieces: with its length where it is one value of bytes. */
const Carried = z.strictObject({ $flow: Nth, bytes: z.int().nonnegative().optional() })
type Carried = z.output<typeof Carried>
/** A message that is itself too long for one piece. */
export const Long = z.strictObject({ long: Carried.required() })

/** Bytes up to this length are written within their message. */
const WITHIN = 8_192

/** Plain data as text; long bytes, and what comes in pieces, go by `carry`, which gives the number under which they follow. */
export function written(
  message: unknown,
  carry: (carried: Uint8Array | AsyncIterable<Uint8Array>) => number,
): string {
  return JSON.stringify(message, function (this: Record<string, unknown>, key, value: unknown) {
    // A Buffer turns itself into something else before it is seen here.
    const own = this[key]
    if (own instanceof Uint8Array)
      return own.length <= WITHIN
        ? { $bytes: Buffer.from(own.buffer, own.byteOffset, own.length).toString('base64') }
        : { $flow: carry(own), bytes: own.length }
    if (isPieces(own)) return { $flow: carry(own) }
    return value
  })
}

const isPieces = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

/** What was written, where `taken` puts something in the place of what follows in pieces; throws where it is no such text. */
export function readBack(text: string, taken: (carried: Carried) => unknown): unknown {
  const back = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const held = value as Record<string, unknown>
    if (typeof held['$bytes'] === 'string' && Object.keys(held).length === 1)
      return new Uint8Array(Buffer.from(held['$bytes'], 'base64'))
    if ('$flow' in held) return taken(Carried.parse(held))
    for (const key of Object.keys(held)) held[key] = back(held[key])
    return held
  }
  return back(JSON.parse(text))
}

/** Counted before it is read: many small parts take seconds, and all desks would wait. */
export function hasTooManyParts(data: Buffer): boolean {
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
  return createHash('sha256')
    .update(JSON.stringify([WIRE, all]))
    .digest('hex')
    .slice(0, 32)
}
