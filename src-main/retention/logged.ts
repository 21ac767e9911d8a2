import { z } from '../wire/schema.ts'

export const RetentionSet = z.object({ kind: z.string(), years: z.number(), reason: z.string() })
export const KeepingExtended = z.object({
  ...{ clientId: z.string(), until: z.string(), reason: z.string() },
})
