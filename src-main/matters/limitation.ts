import type { Holidays } from '../law/holidays.ts'
import { dueDate } from '../deadlines/due-date.ts'
import { readEvents } from '../deadlines/events.ts'
import { versionFor } from '../deadlines/regime.ts'
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

/** The rules that limitation dates come from. */
export const LIMITATION_RULES: readonly string[] = CLAIMS.map(({ rule }) => rule)

interface Days {
  eventOn: string | null
  knownOn: string | null
}

/**
 * The limitation dates that follow from the day it happened and the day the client knew; none without the first.
 * Refuses days that the law held here does not reach. `only` works out the dates of those rules alone.
 */
export function limitationDates(
  { eventOn, knownOn }: Days,
  today: string,
  { law, holidays }: LimitationLaw,
  only: (rule: string) => boolean = () => true,
): z.input<typeof LimitationDate>[] {
  if (eventOn === null) return []
  return CLAIMS.flatMap(({ rule: id, claim, fromKnowledge }) => {
    const rule = law.rules.get(id)
    if (!rule) throw new Error(`The edition has no rule ${id}.`)
    const knowledge = fromKnowledge && knownOn !== null && knownOn > eventOn
    const events = { on: eventOn, ...(knowledge ? { knowledgeOn: knownOn } : {}) }
    if (!only(id)) {
      // Refused as it would be if its date were asked for.
      versionFor(rule, readEvents(rule, events, law))
      return []
    }
    const { due, prudent, provisional, steps, check } = dueDate(rule, events, { law, holidays })
    const passed = due < today
    return [{ rule: id, claim, due, prudent, provisional, passed, steps, check }]
  })
}
