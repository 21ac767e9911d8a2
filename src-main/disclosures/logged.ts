import { countOf, entryNumber, lineNumber } from '../audit/told-numbers.ts'
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

/** A line of the register was followed to what it rests on: its names and trace, or a paper. */
export const LineFollowed = z.object({
  disclosureId: lineNumber(),
  what: z.enum(['trace', 'letter', 'scan', 'basis']),
})

/** A call that was recorded by mistake. */
export const CallUndone = z.object({
  clientId: z.string(),
  call: entryNumber(),
  reason: z.string(),
})

/** A report or table of the register that was saved; `sha256` is of the file. */
export const RegisterExported = z.object({
  clientId: z.string().nullable(),
  reader: z.string(),
  year: z.number().nullable(),
  class: z.string().nullable(),
  basis: z.enum(['consent', 'other', 'none', 'own']).nullable(),
  kind: z.enum(['pdf', 'csv', 'xlsx']),
  held: z.boolean(),
  reason: z.string(),
  lines: countOf(),
  sha256: z.string(),
  code: z.string(),
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
