import { z } from '../wire/schema.ts'
import { ArrangementDraft, ArrangementId } from './contract.ts'

/** What was recorded of an arrangement, as it stands in the log; a correction says everything again. */
export const ArrangementRecorded = ArrangementDraft.extend({ id: ArrangementId })
export const ArrangementCorrected = ArrangementRecorded.extend({ reason: z.string() })
/** The day on which prison healthcare passed to the NHS at a prison. */
export const TransferRecorded = z.object({
  establishmentId: z.string(),
  on: z.string(),
  source: z.string(),
  note: z.string(),
  verified: z.boolean(),
})
