import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Moment, pasted, z } from '../wire/schema.ts'
import { DETAIL_NAMES, MOST_ROWS } from './groups.ts'

export { counting, counts, DETAIL_CLASSES, DETAIL_NAMES, DETAILS } from './groups.ts'
export type { DetailField, DetailName, DetailRow } from './groups.ts'

const Group = z.enum(DETAIL_NAMES, 'Choose what is recorded.')
/** A text for each field of the group, empty where nothing is known. */
const Row = z.record(z.string().max(40), pasted().max(2000))

/** A group of case details as it stands. */
export const Recorded = z.object({
  group: Group,
  rows: z.array(z.record(z.string(), z.string())),
  /** How often it was recorded. */
  version: z.number(),
  at: Moment,
  by: z.string(),
})
export type Recorded = z.output<typeof Recorded>

/** A body with what may be put into a row for it. */
const Offered = z.object({
  name: z.string(),
  row: z.record(z.string(), z.string()),
  /** Of an address that is not verified, where it is from. */
  unverified: z.string().nullable(),
})
export type Offered = z.output<typeof Offered>

/** What is recorded of a case once and printed by every letter that needs it. */
export const details = {
  get: operation(
    z.strictObject({ matterId: MatterId }),
    /** Groups that were recorded, in the order of the table. */
    z.array(Recorded),
    { may: 'read-matters' },
  ),
  /** The bodies that the edition in use has an address of today, for a row of the group. */
  bodies: operation(z.strictObject({ group: Group }), z.array(Offered), { may: 'read-matters' }),
  /** Records a group anew; no rows take it out. `version` is the one that was read, 0 where there was none. */
  record: operation(
    z.strictObject({
      matterId: MatterId,
      group: Group,
      version: z.int().min(0),
      rows: z.array(Row).max(MOST_ROWS),
    }),
    z.array(Recorded),
    { may: 'record-matters' },
  ),
}
