import { z } from '../wire/schema.ts'

/** A sign-in; entries of before name no mark. */
export const SignedIn = z.object({ tries: z.string().optional() })

/** Wrong passphrases since somebody last came in, by whom they were typed for; `lost` where their record was removed. */
export const SignInsFailed = z.object({
  of: z.array(
    z.object({ personId: z.string(), times: z.number(), first: z.string(), last: z.string() }),
  ),
  lost: z.boolean(),
})
