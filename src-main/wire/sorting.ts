import { z } from './schema.ts'

/** By which of these a whole list is sorted, and which way; null for the order that the list has by itself. */
export const sortedBy = <const Names extends readonly [string, ...string[]]>(...names: Names) =>
  z
    .strictObject({ by: z.enum(names), down: z.boolean().default(false) })
    .nullable()
    .default(null)
