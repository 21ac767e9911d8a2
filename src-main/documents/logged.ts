import { LoggedClass } from '../consents/logged.ts'
import { z } from '../wire/schema.ts'

// The log's own words: a form may ask for less or other things, and what was logged still reads.
const Which = { documentId: z.string(), clientId: z.string() }

/** What is said of a document, always in the same fields. */
export const LoggedDocument = z.object({
  receivedOn: z.string(),
  sender: z.string(),
  sort: z.enum([
    ...(['records', 'letter', 'report', 'statement', 'court', 'complaint', 'identity'] as const),
    ...(['authority', 'photograph', 'other'] as const),
  ]),
  title: z.string(),
  class: LoggedClass,
  pages: z.number().nullable(),
  matterId: z.string().nullable(),
  letterId: z.string().nullable(),
})
export type LoggedDocument = z.output<typeof LoggedDocument>

/** The file itself, which no correction changes. */
export const LoggedFile = z.object({
  name: z.string(),
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'png', 'jpeg', 'tiff', 'text', 'docx']),
})
export type LoggedFile = z.output<typeof LoggedFile>

export const DocumentKept = z.object({ ...Which, ...LoggedDocument.shape, ...LoggedFile.shape })
export const DocumentCorrected = z.object({
  ...{ ...Which, ...LoggedDocument.shape, version: z.number() },
  reason: z.string(),
  /** Where it makes the document restricted: the letters that enclose it, which are restricted with it. */
  enclosedBy: z.array(z.string()).optional(),
})
export const DocumentRemoved = z.object({ ...Which, reason: z.string() })
export const DocumentOpened = z.object({
  ...{ ...Which, way: z.enum(['reader', 'file']) },
  /** Of a restricted one. */
  reason: z.string().optional(),
})

/** How each act about a document reads. */
export const LOGGED = {
  'document-kept': DocumentKept,
  'document-corrected': DocumentCorrected,
  'document-removed': DocumentRemoved,
} as const
export type DocumentAct = keyof typeof LOGGED
export type DocumentKept = z.output<typeof DocumentKept>
export type DocumentCorrected = z.output<typeof DocumentCorrected>
export type DocumentRemoved = z.output<typeof DocumentRemoved>
export type DocumentOpened = z.output<typeof DocumentOpened>
