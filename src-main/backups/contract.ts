import { operation } from '../wire/operation.ts'
import { Moment, Nothing, z } from '../wire/schema.ts'

const many = (atMost: number) => z.int().min(0).max(atMost)

/** How many backups are kept. */
export const Keeping = z.strictObject({
  daily: many(366).default(14),
  weekly: many(260).default(8),
  monthly: many(120).default(12),
})

/** A backup as the log has it. */
export const BackupLine = z.object({
  madeAt: Moment,
  folder: z.string(),
  by: z.string(),
  byItself: z.boolean(),
  /** Entries of the log in it. */
  entries: z.number(),
  papers: z.number(),
  /** Documents that the office itself no longer had whole. */
  lacking: z.number(),
  bytes: z.number(),
})

const Trial = z.object({
  at: Moment,
  madeAt: Moment,
  verdict: z.enum(['whole', 'consistent', 'finding']),
  entries: z.number(),
})

/** How this office stands with its backups. */
export const BackupState = z.object({
  /** Where they go; null where nobody chose yet. */
  place: z.object({ folder: z.string(), keep: Keeping }).nullable(),
  /** The last that was made and passed its checks. */
  last: BackupLine.nullable(),
  /** Acts recorded since. */
  since: z.number(),
  running: z.boolean(),
  /** Why the last attempt made none; empty where it made one, or there was none since sign-in. */
  failure: z.string(),
  /** The last time that one was brought back and verified. */
  trial: Trial.nullable(),
  trialDue: z.boolean(),
})
export type BackupState = z.output<typeof BackupState>

export const backups = {
  state: operation(Nothing, BackupState, { may: 'see-log-health' }),
  /** Looks at the folders themselves, which may take a while where one lies on another computer. */
  places: operation(
    Nothing,
    z.object({
      /** Whether the folder for backups can be reached; true where none was chosen. */
      reached: z.boolean(),
      /** What is to be said of the folder for backups, and of the office's own; empty where nothing is. */
      backups: z.string(),
      office: z.string(),
      /** The office's own folder, and the one that it was moved from, while that is kept. */
      folder: z.string(),
      former: z.object({ folder: z.string(), at: Moment }).nullable(),
    }),
    { may: 'see-log-health' },
  ),
  /** Asks for a folder and keeps it; null where the dialog was closed. */
  choosePlace: operation(z.strictObject({ keep: Keeping }), BackupState.nullable(), {
    may: 'manage-practice',
  }),
  /** Keeps the folder, and changes how many are kept. */
  changeKeeping: operation(z.strictObject({ keep: Keeping }), BackupState, {
    may: 'manage-practice',
  }),
  make: operation(Nothing, BackupState, { may: 'make-backups' }),
  /** Makes one in a folder that is asked for, and changes nothing of where the others go; null where the dialog was closed. */
  makeElsewhere: operation(Nothing, BackupLine.nullable(), { may: 'make-backups' }),
  progress: operation(
    Nothing,
    z.object({ running: z.boolean(), done: z.number(), of: z.number() }),
    { may: 'see-log-health' },
  ),
  /** Brings the newest back into a folder of its own, verifies it, and removes it again. */
  tryNewest: operation(Nothing, BackupState, { may: 'make-backups' }),
  list: operation(Nothing, z.object({ backups: z.array(BackupLine) }), { may: 'see-log-health' }),
}
