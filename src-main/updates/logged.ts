import { z } from '../wire/schema.ts'

/** An installer that was proven was handed to this computer: what its publisher signed of it, and the version it takes the place of. */
export const UpdateStarted = z.object({
  version: z.string(),
  built: z.string(),
  platform: z.string(),
  name: z.string(),
  sha256: z.string(),
  from: z.string(),
})
