import { formatDay } from '../dates/words.ts'
import { Refusal } from '../wire/refusal.ts'
import type { Day, z } from '../wire/schema.ts'
import { MatterFacts, MatterQuestion, type Kind } from '../law/entry.ts'
import { wrongFacts } from '../law/wrong-facts.ts'

const Question = MatterQuestion.extend({ ...MatterFacts.shape, facts: MatterFacts.optional() })

/** A matter as it is asked about: kinds, days, and every known fact in one place. */
export interface Matter {
  prison: string
  nation: z.output<typeof MatterQuestion>['nation']
  kinds: Kind[]
  eventOn: Day
  actionOn: Day
  facts: z.output<typeof MatterFacts>
}

/** Reads an unchecked question; refuses days that do not exist, lie before `beginsOn`, or end before they start. */
export function readMatter(unchecked: unknown, beginsOn: Day, firstTransfer: Day): Matter {
  const parsed = Question.safeParse(unchecked)
  if (!parsed.success) throw wrongFacts(parsed.error)
  const { prison, nation, kind, eventOn, actionOn, facts: inner, ...outer } = parsed.data
  const wrong = (field: string, message: string) =>
    new Refusal('invalid-input', message, { [field]: message })
  for (const [field, on] of Object.entries({ eventOn, actionOn }))
    if (on < beginsOn)
      throw wrong(
        field,
        `${formatDay(on)} is before ${formatDay(beginsOn)}, the first day that this edition of the law covers. Correct the date.`,
      )
  if (actionOn < eventOn)
    throw wrong(
      'actionOn',
      `The complaint or request of ${formatDay(actionOn)} is before the event of ${formatDay(eventOn)}. Correct one of the two dates.`,
    )
  const known = { ...inner, ...outer }
  if (known.noticeOn && known.noticeOn > actionOn)
    throw wrong(
      'noticeOn',
      `The client cannot have learnt of it on ${formatDay(known.noticeOn)}, after the complaint of ${formatDay(actionOn)}. Correct one of the two dates.`,
    )
  if (known.pctTransferDate && known.pctTransferDate < firstTransfer)
    throw wrong(
      'pctTransferDate',
      `No Primary Care Trust took over prison healthcare before ${formatDay(firstTransfer)}. Correct the date.`,
    )
  return { prison, nation, kinds: [kind].flat(), eventOn, actionOn, facts: known }
}
