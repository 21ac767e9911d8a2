import { z } from '../wire/schema.ts'

/** What the office says of its processing that nothing else in the log shows. */
export const ProcessingSaid = z.object({
  ...{ contact: z.string(), icoNumber: z.string(), transfers: z.string(), measures: z.string() },
})
export type ProcessingSaid = z.output<typeof ProcessingSaid>
