import { ClientId } from '../clients/contract.ts'
import { LetterId } from '../letters/contract.ts'
import { MatterId } from '../matters/contract.ts'
import { operation } from '../wire/operation.ts'
import { Day, Nothing, z } from '../wire/schema.ts'

const Item = z.object({
  matterId: MatterId,
  clientId: ClientId,
  letterId: LetterId.nullable(),
  clientName: z.string(),
  ourRef: z.string(),
  /** What it is about, without a health word: "Health records, HMP Leeds: no reply". */
  what: z.string(),
  on: Day.nullable(),
  /** The one next act: `chase`, `open`, `sign`, `send`, `recall`, `confirm-receipt`, `set-date`. */
  act: z.enum(['chase', 'open', 'sign', 'send', 'recall', 'confirm-receipt', 'set-date']),
  provisional: z.boolean(),
  daysLate: z.number(),
})
export type DayItem = z.output<typeof Item>

/** What needs an act today, in order of danger. */
export const day = {
  view: operation(
    Nothing,
    z.object({
      on: Day,
      groups: z.array(
        z.object({
          name: z.enum(['late', 'recall', 'due', 'to-sign', 'not-sent', 'limitation', 'no-date']),
          items: z.array(Item),
        }),
      ),
    }),
    { may: 'see-day' },
  ),
}
