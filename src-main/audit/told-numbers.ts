import { z } from '../wire/schema.ts'
import type { Json } from './entry.ts'

/**
 * What a number in an entry of the log says of something else: the number of an entry, or the first and last of a stretch
 * of them; that of a line of the register, which the entry that recorded it gave it; either of the two; or how much there was.
 */
export type Tells = 'entry' | 'first' | 'last' | 'line' | 'entry-or-line' | 'count'
const declared = z.registry<{ tells: Tells }>()
const telling = (tells: Tells) => () => z.number().register(declared, { tells })

export const entryNumber = telling('entry')
export const firstEntry = telling('first')
export const lastEntry = telling('last')
export const lineNumber = telling('line')
export const entryOrLine = telling('entry-or-line')
export const countOf = telling('count')

export interface ToldNumber {
  tells: Tells
  number: number
}

interface Shape {
  tells?: Tells
  properties?: Record<string, Shape>
  items?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  additionalProperties?: Shape | false
}
const shapeOf = (schema: z.ZodType): Shape =>
  z.toJSONSchema(schema, { io: 'input', metadata: declared }) as Shape

/** By the schemas of acts, what the numbers in a field of an entry tell of. */
export function toldBy(
  schemas: Readonly<Record<string, z.ZodType>>,
): (act: string, field: string, value: Json) => ToldNumber[] {
  const shapes = new Map<string, Shape>()
  return (act, field, value) => {
    const schema = Object.hasOwn(schemas, act) ? schemas[act] : undefined
    if (!schema) return []
    const shape = shapes.get(act) ?? shapeOf(schema)
    shapes.set(act, shape)
    const own = shape.properties?.[field]
    return own ? [...told(own, value)] : []
  }
}

function* told(shape: Shape, value: Json): Generator<ToldNumber> {
  if (typeof value === 'number' && shape.tells) yield { tells: shape.tells, number: value }
  for (const branch of [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]) yield* told(branch, value)
  if (Array.isArray(value)) {
    if (shape.items) for (const one of value) yield* told(shape.items, one)
  } else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      const within = shape.properties?.[name] ?? (shape.additionalProperties || undefined)
      if (within) yield* told(within, one)
    }
}
