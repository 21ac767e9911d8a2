import { operation } from '../wire/operation.ts'
import { Nothing, z } from '../wire/schema.ts'

/** An export that was written. */
export const Exported = z.object({
  folder: z.string(),
  entries: z.number(),
  lists: z.number(),
  documents: z.number(),
  /** Documents that the office no longer has whole. */
  lacking: z.number(),
})
export type Exported = z.output<typeof Exported>

/** Everything that the office holds, in files that need no program of ours. */
export const exporting = {
  /** Asks for a folder and writes a new one there; null where the dialog was closed. */
  make: operation(
    z.strictObject({ passphrase: z.string().min(1, 'Type your passphrase.').max(1000) }),
    Exported.nullable(),
    { may: 'export-office' },
  ),
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'export-office' },
  ),
  /** Breaks off the export that is being written, and removes what was. */
  cancel: operation(Nothing, Nothing, { may: 'export-office' }),
}
