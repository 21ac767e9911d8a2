import type { RuleOffered } from '../../src-main/deadlines/contract.ts'

/** A clock that starts, with the way to its date. */
export interface Clock {
  id: string
  title: string
  to: string
}

/** The calculator at a rule, with the day laid in where the matter gives the day that begins it. */
export function clockLink(
  id: string,
  rules: readonly RuleOffered[],
  { eventOn, actionOn }: { eventOn: string; actionOn: string },
): Clock {
  const rule = rules.find((one) => one.id === id)
  const trigger = rule?.trigger ?? ''
  const ofEvent = /event|complained of|accrued|grounds/i.test(trigger)
  const ofAction = /(request|complaint) (received|made|handed in)|application made/i.test(trigger)
  const on = ofEvent ? eventOn : ofAction ? actionOn : ''
  const day = on ? `&on=${on}` : ''
  return { id, title: rule?.title ?? id, to: `/calculator?rule=${id}${day}` }
}
