import { z } from '../wire/schema.ts'
import type { FirmDraft } from './contract.ts'

/** The firm's details as they stand in the log and in the versions drawn from it. */
export const LoggedFirm = z.object({
  name: z.string(),
  address: z.array(z.string()),
  postcode: z.string(),
  telephone: z.string(),
  email: z.string(),
  dx: z.string(),
  sraNumber: z.string(),
  regulatedBy: z.string(),
  company: z.string(),
  referencePattern: z.string(),
})
export type LoggedFirm = z.output<typeof LoggedFirm>

export const FirmRecorded = z.object({ ...LoggedFirm.shape, version: z.number() })

export const SignatoryRecorded = z.object({
  personId: z.string(),
  signsAs: z.string(),
  capacity: z.string(),
  initials: z.string(),
  /** Left out by entries older than letters that say them. */
  directLine: z.string().default(''),
  email: z.string().default(''),
})

export const LogoRecorded = z.object({
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  kind: z.enum(['png', 'jpeg']),
  width: z.number(),
  height: z.number(),
})

export const CheckChosen = z.object({ required: z.boolean(), reason: z.string() })
/** One partner asks to do without the second check; another chooses it. */
export const CheckOffProposed = z.object({ reason: z.string() })

/** The details of a draft, in the fields that are logged and in no others. */
export const firmOf = (draft: FirmDraft): LoggedFirm => LoggedFirm.parse(draft)
