import { z } from '../wire/schema.ts'

/** A sign-in; entries of before name no mark, and the key file only where the log had not named it. */
export const SignedIn = z.object({ tries: z.string().optional(), keys: z.string().optional() })

/** A screen that an auditor opened; `id` is of the line or entry that it shows. */
export const ScreenRead = z.object({ screen: z.string(), id: z.number().optional() })

/** A key in the key file for somebody who does not work here, taken out of it. */
export const StrayKeyRemoved = z.object({
  ...{ personId: z.string(), name: z.string(), keys: z.string() },
  keysFound: z.string().optional(),
})

/** Wrong passphrases since somebody last came in, by whom they were typed for; `lost` where their record was removed. */
export const SignInsFailed = z.object({
  of: z.array(
    z.object({ personId: z.string(), times: z.number(), first: z.string(), last: z.string() }),
  ),
  lost: z.boolean(),
})
