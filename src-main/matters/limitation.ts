import {
  asRecorded,
  dueDate,
  dueDays,
  type CountedBy,
  type CountingLaw,
} from '../deadlines/due-date.ts'
import { readEvents } from '../deadlines/events.ts'
import { versionFor } from '../deadlines/regime.ts'
import type { Rule } from '../law/rule.ts'
import type { z } from '../wire/schema.ts'
import type { LimitationDate } from './contract.ts'

/** The rule of a claim for personal injury. */
export const OF_INJURY = 'R22'

/** The rules of limitation that a matter about treatment, records or confidence may meet, in the order they fall due. */
const CLAIMS = [
  { rule: 'R24', claim: 'Judicial review', fromKnowledge: false },
  { rule: 'R23', claim: 'Human Rights Act', fromKnowledge: false },
  { rule: OF_INJURY, claim: 'Personal injury', fromKnowledge: true },
] as const

/** The rules that limitation dates come from. */
export const LIMITATION_RULES: readonly string[] = CLAIMS.map(({ rule }) => rule)

interface Days {
  eventOn: string | null
  knownOn: string | null
}
type Claim = z.input<typeof LimitationDate>
/** A limitation date without its working. */
export type ClaimDays = Omit<Claim, 'steps' | 'check' | 'passed'>

/**
 * The limitation dates that follow from the day it happened and the day the client knew; none without the first.
 * Refuses days that the law held here does not reach.
 */
export const limitationDates = (days: Days, today: string, by: CountedBy): Claim[] =>
  claimsOf(days, by, (rule, events, about) => {
    const { due, prudent, provisional, steps, check } = dueDate(rule, events, by)
    return [{ ...about, due, prudent, provisional, passed: due < today, steps, check }]
  })

/** The same for a matter that is recorded: it is read whatever the law has become since. */
export const limitationShown = (days: Days, today: string, held: CountingLaw): Claim[] =>
  asRecorded(held, (by) => limitationDates(days, today, by)) ?? []

/** The same without the working, for lists and for the day. */
export const limitationDays = (days: Days, held: CountingLaw): ClaimDays[] =>
  asRecorded(held, (by) => claimDays(days, by)) ?? []

/** The limitation days by one law alone, which refuses days that it does not reach; of those rules alone, where some are named. */
export const claimDays = (
  days: Days,
  by: CountedBy,
  only: (rule: string) => boolean = () => true,
): ClaimDays[] =>
  claimsOf(days, by, (rule, events, about) => {
    if (only(rule.id)) {
      const { due, prudent, provisional } = dueDays(rule, events, by)
      return [{ ...about, due, prudent, provisional }]
    }
    // Refused as it would be if its date were asked for.
    versionFor(rule, readEvents(rule, events, by.law))
    return []
  })

function claimsOf<Found>(
  { eventOn, knownOn }: Days,
  { law }: CountedBy,
  work: (rule: Rule, events: object, about: { rule: string; claim: string }) => Found[],
): Found[] {
  if (eventOn === null) return []
  return CLAIMS.flatMap(({ rule: id, claim, fromKnowledge }) => {
    const rule = law.rules.get(id)
    if (!rule) throw new Error(`The edition has no rule ${id}.`)
    const knowledge = fromKnowledge && knownOn !== null && knownOn > eventOn
    const events = { on: eventOn, ...(knowledge ? { knowledgeOn: knownOn } : {}) }
    return work(rule, events, { rule: id, claim })
  })
}
