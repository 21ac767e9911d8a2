import type { DeadlineLaw } from '../law/edition.ts'
import type { ReceiptRule } from '../law/rule.ts'
import { authorityLine, toCheck } from '../law/provenance.ts'
import type { Day } from '../wire/schema.ts'
import { day, earliest, lastDay, workingDays } from './calendar.ts'
import type { Holidays } from '../law/holidays.ts'
import type { Step } from './working.ts'
import { formatFullDay } from '../dates/words.ts'

/** When post is taken to have arrived: the working day its route needs, and never after it was acknowledged. */
export function estimatedReceipt(
  sent: { route: ReceiptRule['route']; sentOn: Day; acknowledgedOn?: Day | undefined },
  { holidays, law }: { holidays: Holidays; law: DeadlineLaw },
): { receivedOn: Day; steps: Step[]; check: string[] } {
  const rule = law.receipt.find(({ route }) => route === sent.route)
  if (!rule) throw new Error(`no rule of receipt for ${sent.route}`)
  const { workingDaysAfter: count } = rule
  const sentOn = day(sent.sentOn)
  const usual =
    count === 0
      ? sentOn
      : lastDay(
          sentOn,
          { unit: 'working-days', count },
          'after-first-day',
          workingDays(law.prudentDays, holidays),
        )
  const known =
    sent.acknowledgedOn && sent.acknowledgedOn >= sent.sentOn ? [day(sent.acknowledgedOn)] : []
  const received = earliest([usual, ...known])
  const authority = authorityLine(rule.authority)
  const steps: Step[] = [
    {
      text: `Sent by ${rule.name}: taken as received on ${formatFullDay(usual)}.`,
      authority,
      on: usual.toString() as Day,
    },
  ]
  if (!received.equals(usual))
    steps.push({
      text: `Acknowledged on ${formatFullDay(received)}: received by then at the latest.`,
      authority: 'Acknowledgement',
      on: received.toString() as Day,
    })
  return {
    receivedOn: received.toString() as Day,
    steps,
    check: rule.uncertain ? [toCheck(rule)].filter((text) => text !== null) : [],
  }
}
