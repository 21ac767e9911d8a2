import { z } from '../wire/schema.ts'

/** Where this office's backups go, and how many are kept. */
export const BackupPlanned = z.object({
  folder: z.string(),
  daily: z.number(),
  weekly: z.number(),
  monthly: z.number(),
})

/** A backup that was made and passed its checks. */
export const BackupMade = z.object({
  madeAt: z.string(),
  folder: z.string(),
  /** Whether nobody asked for it. */
  byItself: z.boolean(),
  /** Of the log in it. */
  size: z.number(),
  root: z.string(),
  papers: z.number(),
  /** How many documents the office itself no longer had whole. */
  lacking: z.number(),
  bytes: z.number(),
})

/** The newest backup was brought back into a folder of its own and verified, and removed again. */
export const BackupTried = z.object({
  madeAt: z.string(),
  folder: z.string(),
  verdict: z.enum(['whole', 'consistent', 'finding']),
  entries: z.number(),
  papers: z.number(),
  findings: z.number(),
})

/** An office was moved to another folder; the old one is kept. */
export const OfficeMoved = z.object({
  at: z.string(),
  from: z.string(),
  to: z.string(),
  /** Who moved it: the entry may be written by whoever signs in first afterwards. */
  by: z.string(),
  /** Of the log that was moved. */
  size: z.number(),
  root: z.string(),
  /** How many documents the office itself no longer had whole. */
  lacking: z.number(),
})

/** An office was put in the place of what stood there, from a backup. */
export const OfficeRestored = z.object({
  madeAt: z.string(),
  /** Of the log in the backup. */
  size: z.number(),
  root: z.string(),
  /** Of the log that stood there; null where there was none to read. */
  replacedSize: z.number().nullable(),
  replacedRoot: z.string().nullable(),
})
