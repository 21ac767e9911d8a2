import { Refusal } from '../wire/refusal.ts'
import { Day, text, z } from '../wire/schema.ts'
import { Kind } from './route.ts'
import { wrongFacts } from './wrong-facts.ts'

const Name = text(200)

/** What may be known of a matter besides its prison and days, by the names under which it is asked for. */
const facts = {
  pctTransferDate: Day.optional(),
  leadPct: Name.optional(),
  provider: Name.optional(),
  providerSince: Day.optional(),
  commissioner: Name.optional(),
  healthcareController: Name.optional(),
  operator: Name.optional(),
  healthcareUnder: z.enum(['operator', 'pct']).optional(),
  nhsEnglandEndsOn: Day.optional(),
  leakedBy: z.enum(['prison-staff', 'health-staff']).optional(),
  released: z.boolean().optional(),
  outsideHospital: z.boolean().optional(),
  hospital: Name.optional(),
  gp: Name.optional(),
  council: Name.optional(),
  healthBoard: Name.optional(),
  socialCareBody: Name.optional(),
}
const Facts = z.strictObject(facts)

const Question = z.strictObject({
  prison: text(120, 'Name the prison.'),
  nation: z.enum(['England', 'Wales', 'Scotland', 'Northern Ireland']).optional(),
  kind: z.union([Kind, z.array(Kind).min(1).max(2)], 'Choose what it is about from the list.'),
  eventOn: Day,
  /** The day the complaint is made or the request sent. */
  actionOn: Day,
  ...facts,
  facts: Facts.optional(),
})

/** A matter as it is asked about: kinds, days, and every known fact in one place. */
export interface Matter {
  prison: string
  nation: z.output<typeof Question>['nation']
  kinds: Kind[]
  eventOn: Day
  actionOn: Day
  facts: z.output<typeof Facts>
}

const inWords = (on: string) =>
  new Date(`${on}T00:00Z`).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })

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
        `${inWords(on)} is before ${inWords(beginsOn)}, where the law held here begins. Correct the day.`,
      )
  if (actionOn < eventOn)
    throw wrong(
      'actionOn',
      `The complaint or request of ${inWords(actionOn)} lies before the event of ${inWords(eventOn)}. Correct one of the two days.`,
    )
  const known = { ...inner, ...outer }
  if (known.pctTransferDate && known.pctTransferDate < firstTransfer)
    throw wrong(
      'pctTransferDate',
      `No Primary Care Trust took prison healthcare over before ${inWords(firstTransfer)}. Correct the day.`,
    )
  return { prison, nation, kinds: [kind].flat(), eventOn, actionOn, facts: known }
}
