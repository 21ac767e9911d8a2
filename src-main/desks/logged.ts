import { z } from '../wire/schema.ts'

/** A desk that joined, and the key it is known by: the SHA-256 of its public key. */
export const DeskAdded = z.object({ deskId: z.string(), name: z.string(), key: z.string() })

export const DeskRenamed = z.object({ deskId: z.string(), name: z.string() })

export const DeskRemoved = z.object({ deskId: z.string(), name: z.string() })

/** A partner lets desks in from now on, whenever the program of this computer runs. */
export const DesksLetIn = z.object({})

export const DesksShutOut = z.object({})

/** Whether desks were let in otherwise than the log said, as the office was opened. */
export const DesksFound = z.object({
  on: z.boolean(),
  /** Since when they were, without a break. */
  since: z.string().nullable(),
  through: z.enum(['window', 'serve']).nullable(),
})

/** A key in the list beside the office's file that the log knows nothing of, taken out of it. */
export const StrayDeskDropped = z.object({ deskId: z.string(), name: z.string(), key: z.string() })
