import { countOf, entryOrLine } from '../audit/told-numbers.ts'
import { z } from '../wire/schema.ts'

/**
 * A sign-in; entries of before name no mark, and the key file only where the log had not named it. `opened` where it opened
 * the office's file: whoever had been signed in at any desk was not any more.
 */
export const SignedIn = z.object({
  ...{ tries: z.string().optional(), keys: z.string().optional() },
  opened: z.boolean().default(false),
})

/** A screen that an auditor opened; `id` is of the line or entry that it shows. */
export const ScreenRead = z.object({ screen: z.string(), id: entryOrLine().optional() })

/** Whose open work passed to whom, and how much of it. */
export const WorkPassed = z.object({
  ...{ from: z.string(), to: z.string() },
  ...{ matters: countOf(), letters: countOf() },
})

/** Another passphrase, given by a partner. */
export const PassphraseGiven = z.object({
  ...{ personId: z.string(), keys: z.string() },
  ...{ pair: z.string().optional(), keysFound: z.string().optional() },
})

/** A key that has a public half from now on. */
export const KeyPaired = z.object({
  ...{ personId: z.string(), keys: z.string(), pair: z.string() },
  keysFound: z.string().optional(),
})

/** Another file key, and who has none of it until a passphrase is given to them. */
export const FileKeyChanged = z.object({ keys: z.string(), without: z.array(z.string()) })

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
