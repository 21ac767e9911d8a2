import { entryNumber, lineNumber } from './told-numbers.ts'
import { z } from '../wire/schema.ts'

/** A partner accepted that the log ends where it does, although more had been seen of it, or its head was lost. */
export const EndAccepted = z.object({
  /** Entries that were there. */
  size: z.number(),
  /** Whether the file was damaged itself, and this one was made of what could be proved of it. */
  mended: z.boolean(),
  /** What remedy.head named as the end; null where it was missing or could not be read. */
  headSize: z.number().nullable(),
  headRoot: z.string().nullable(),
  /** What this computer had last seen of the log, where it no longer agrees. */
  seenSize: z.number().nullable(),
  seenRoot: z.string().nullable(),
  /** A code from paper that was compared, and whether the entries here give it; none was typed where null. */
  code: z.string().nullable(),
  agrees: z.boolean().nullable(),
  reason: z.string(),
})

/** Something restricted was opened, or an entry's withheld details: each look names the one thing that it opened. */
export const RecordRead = z.object({
  consentId: z.string().optional(),
  disclosureId: lineNumber().optional(),
  representativeId: z.string().optional(),
  basisId: z.string().optional(),
  documentId: z.string().optional(),
  letterId: z.string().optional(),
  entry: entryNumber().optional(),
  reason: z.string(),
})
