import { operation } from '../wire/operation.ts'
import { Moment, Nothing, optionalText, z } from '../wire/schema.ts'

/** What the office has to say itself, since nothing that it records shows it. */
export const ProcessingDraft = z.strictObject({
  /** The data protection officer, or whoever is asked about personal data. */
  contact: optionalText(300),
  icoNumber: optionalText(20),
  /** Whether and how personal data go outside the United Kingdom. */
  transfers: optionalText(500),
  /** What protects papers and rooms, and who is instructed how. */
  measures: optionalText(1000),
})
export type ProcessingDraft = z.output<typeof ProcessingDraft>

/** One statement, and what it follows from. */
const Statement = z.object({
  text: z.string(),
  from: z.string(),
  /** Something that the office has yet to say, or that is to be checked. */
  open: z.boolean(),
})
const Part = z.object({
  heading: z.string(),
  /** What asks for it. */
  authority: z.string(),
  statements: z.array(Statement),
})

/** The office’s record of processing: each statement as true as what it follows from. */
export const ProcessingRecord = z.object({
  parts: z.array(Part),
  /** Null before anything was said. */
  said: z.object({ ...ProcessingDraft.shape, at: Moment, who: z.string() }).nullable(),
})
export type ProcessingRecord = z.output<typeof ProcessingRecord>

/** The record of processing (UK GDPR, Article 30). */
export const processing = {
  record: operation(Nothing, ProcessingRecord, { may: 'read-disclosures' }),
  /** `before` is when what was on the screen was said; null where nothing was. */
  say: operation(
    z.strictObject({ ...ProcessingDraft.shape, before: Moment.nullable() }),
    ProcessingRecord,
    { may: 'manage-practice' },
  ),
  /** The record as a paper; false where the dialog was closed. */
  save: operation(Nothing, z.object({ saved: z.boolean() }), { may: 'read-disclosures' }),
  print: operation(z.strictObject({ printer: z.string().max(200) }), Nothing, {
    may: 'read-disclosures',
  }),
  open: operation(Nothing, Nothing, { may: 'read-disclosures' }),
}
