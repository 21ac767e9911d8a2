import { countOf, entryNumber } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/** Everything in the office was written to a folder, in clear. */
export const OfficeExported = z.object({
  folder: z.string(),
  /** Of the log in it. */
  size: z.number(),
  documents: z.number(),
  lacking: z.number(),
  /** SHA-256 of its list of files, which has the hash of each. */
  files: z.string(),
})

/** One client’s file was written to a folder, in clear. */
export const ClientFileExported = z.object({
  clientId: z.string(),
  folder: z.string(),
  /** Whether scans and what is restricted are in it, and why; empty where they are not. */
  held: z.boolean(),
  reason: z.string(),
  documents: countOf(),
  lacking: countOf(),
  /** SHA-256 of its list of files, which has the hash of each. */
  files: z.string(),
})

/** One client’s file was printed, saved as a PDF or opened in the reader. */
export const ClientFilePrinted = z.object({
  clientId: z.string(),
  way: z.enum(['printer', 'file', 'reader']),
  sha256: z.string(),
})

/** Everything held of a client was opened, to be decided upon. */
export const AccessOpened = z.object({ clientId: z.string(), reason: z.string() })

/** A copy of what is held of a client was written for them, with what was decided of each thing. */
export const AccessWritten = z.object({
  clientId: z.string(),
  /** The request that it answers; null in entries that are older than requests. */
  requestId: z.string().nullable().default(null),
  /** Later ones that were open too, on records of the same person. */
  alsoAnswers: z.array(z.string()).default([]),
  folder: z.string(),
  receivedOn: z.string(),
  /** The newest entry about the client that was decided upon. */
  newest: entryNumber(),
  /** Whatever is not named was included. */
  decisions: z.array(
    z.object({
      seq: entryNumber(),
      decision: z.enum(['include', 'redact', 'leave-out']),
      words: z.array(z.string()),
      ground: z.enum(['other-person', 'privilege', 'serious-harm', 'not-personal']).nullable(),
      reason: z.string(),
    }),
  ),
  documents: countOf(),
  lacking: countOf(),
  /** SHA-256 of its list of files, which has the hash of each. */
  files: z.string(),
  /** What else the time to answer ran from, and its last day; null in entries that are older than the question. */
  timing: z
    .object({
      idReceivedOn: z.string().nullable(),
      clarificationAskedOn: z.string().nullable(),
      clarificationAnsweredOn: z.string().nullable(),
      extendedOn: z.string().nullable().default(null),
      due: z.string(),
    })
    .nullable()
    .default(null),
})
