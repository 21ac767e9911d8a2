import { LoggedClass, LoggedPurpose, LoggedRole } from '../consents/logged.ts'
import { z } from '../wire/schema.ts'
import type { BasisDraft } from './contract.ts'

// The log's own words: a form may ask for less or other things, and what was logged still reads.
/** A basis as it stands in the log: always the same fields. */
export const LoggedBasis = z.object({
  kind: z.enum(['court-order', 'legal-duty', 'public-interest']),
  authority: z.string(),
  recipient: z.object({ name: z.string(), role: LoggedRole }),
  purpose: LoggedPurpose,
  classes: z.array(LoggedClass),
  from: z.string(),
  until: z.string(),
  reasons: z.string(),
  client: z.enum(['consulted', 'told', 'not-told']),
  clientOn: z.string().nullable(),
  whyNot: z.string(),
})
export type LoggedBasis = z.output<typeof LoggedBasis>

const Which = { basisId: z.string(), clientId: z.string() }
/** Whether somebody else worked here who could confirm it, and so must. */
const Second = { secondPerson: z.boolean() }

export const BasisRecorded = z.object({ ...Which, ...LoggedBasis.shape, ...Second })
export const BasisCorrected = BasisRecorded.extend({ version: z.number(), reason: z.string() })
export const BasisRestored = z.object({ ...Which, ...Second, reason: z.string() })
export const BasisPaperAttached = z.object({
  ...Which,
  paperId: z.string(),
  sha256: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'png', 'jpeg']),
})
export const BasisConfirmed = z.object({ ...Which, version: z.number() })
export const BasisEnded = z.object({ ...Which, on: z.string(), reason: z.string() })
export const BasisTakenBack = z.object({ ...Which, reason: z.string() })

/** How each act about a basis reads. */
export const LOGGED = {
  'basis-recorded': BasisRecorded,
  'basis-corrected': BasisCorrected,
  'basis-restored': BasisRestored,
  'basis-paper-attached': BasisPaperAttached,
  'basis-confirmed': BasisConfirmed,
  'basis-ended': BasisEnded,
  'basis-taken-back': BasisTakenBack,
} as const
export type BasisAct = keyof typeof LOGGED

/** A draft in the fields that are logged and in no others. */
export const basisOf = (draft: Omit<BasisDraft, 'clientId'>): LoggedBasis =>
  LoggedBasis.parse(draft)
