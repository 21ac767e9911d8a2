import { z } from '../wire/schema.ts'
import { DisclosedClass, Ordered } from './disclosed.ts'

/** A call about a client as it stands in the log; `told` is empty where nothing was told. */
export const CallRecorded = z.object({
  clientId: z.string(),
  on: z.string(),
  caller: z.string(),
  role: z.string(),
  purpose: z.string(),
  asked: z.string(),
  told: z.array(DisclosedClass),
  ordered: Ordered,
})

/** A call that was recorded by mistake. */
export const CallUndone = z.object({
  clientId: z.string(),
  call: z.number(),
  reason: z.string(),
})

/** What a full audit pack told of one client, and to whom. */
export const PackTold = z.object({
  clientId: z.string(),
  packId: z.string(),
  on: z.string(),
  reader: z.string(),
  role: z.string(),
  purpose: z.string(),
  told: z.array(DisclosedClass),
})
