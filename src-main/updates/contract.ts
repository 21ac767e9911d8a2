import { operation } from '../wire/operation.ts'
import { Day, Nothing, z } from '../wire/schema.ts'

/** An update that was chosen: what it says of itself, its signature and its contents proven. */
const UpdateFound = z.object({
  version: z.string(),
  built: Day,
  name: z.string(),
  size: z.number(),
})
export type UpdateFound = z.output<typeof UpdateFound>

/** The program that is installed, and a newer one in its place. */
export const updates = {
  about: operation(
    Nothing,
    z.object({
      version: z.string(),
      /** Null where it was not built: it runs from its sources. */
      builtOn: Day.nullable(),
      /** Whether it was built more than a year ago. */
      old: z.boolean(),
    }),
    { may: 'see-people' },
  ),
  /** Asks for an update, proves it and keeps its installer; null where the dialog was closed. */
  choose: operation(Nothing, UpdateFound.nullable(), {
    may: 'manage-practice',
    at: 'own computer',
  }),
  /** Makes a backup, and hands the installer to this computer. */
  install: operation(
    Nothing,
    z.object({
      /** It starts once the program has ended; it was opened; or its folder was shown, since installing needs an administrator. */
      way: z.enum(['at-the-end', 'opened', 'shown']),
      /** What is typed to install it; empty where nothing is. */
      command: z.string(),
      /** Where `file` is put by hand in the place of the running program, `over`. */
      replace: z.object({ file: z.string(), over: z.string() }).optional(),
    }),
    { may: 'manage-practice', at: 'own computer' },
  ),
}
