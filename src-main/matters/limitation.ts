import type { Holidays } from '../law/holidays.ts'
import { dueDate } from '../deadlines/due-date.ts'
import type { DeadlineLaw } from '../law/edition.ts'
import type { z } from '../wire/schema.ts'
import type { LimitationDate } from './contract.ts'

/** The rules of limitation that a matter about treatment, records or confidence may meet, in the order they fall due. */
const CLAIMS = [
  { rule: 'R24', claim: 'Judicial review', fromKnowledge: false },
  { rule: 'R23', claim: 'Human Rights Act', fromKnowledge: false },
  { rule: 'R22', claim: 'Personal injury', fromKnowledge: true },
] as const

export interface LimitationLaw {
  law: DeadlineLaw
  holidays: Holidays
}

/**
 * The limitation dates that follow from the day it happened and the day the client knew; none without the first.
 * Refuses days that the law held here does not reach.
 */
export function limitationDates(
  { eventOn, knownOn }: { eventOn: string | null; knownOn: string | null },
  today: string,
  { law, holidays }: LimitationLaw,
): z.input<typeof LimitationDate>[] {
  if (eventOn === null) return []
  return CLAIMS.map(({ rule: id, claim, fromKnowledge }) => {
    const rule = law.rules.get(id)
    if (!rule) throw new Error(`The edition has no rule ${id}.`)
    const knowledge = fromKnowledge && knownOn !== null && knownOn > eventOn
    const events = { on: eventOn, ...(knowledge ? { knowledgeOn: knownOn } : {}) }
    const { due, prudent, provisional, steps, check } = dueDate(rule, events, { law, holidays })
    return {
      rule: id,
      claim,
      due,
      prudent,
      provisional,
      passed: due < today,
      steps,
      check,
    }
  })
}
