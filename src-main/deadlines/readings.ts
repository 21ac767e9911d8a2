import type { Counting, RuleVersion } from '../law/rule.ts'
import { day, type PlainDate } from './calendar.ts'
import type { Given } from './events.ts'

/** Another reading of the rule's words, and the day on which the period ends by it. */
export interface Reading {
  text: string
  end: PlainDate
}

/** The rule's other readings that these events allow. */
export function readingsOf(
  version: RuleVersion,
  given: Given,
  run: (counting?: Counting, from?: PlainDate) => { end: PlainDate },
): Reading[] {
  return version.readings.flatMap(({ counting, startsAt, text }) => {
    const from = startsAt && given[startsAt]
    if (startsAt && !from) return []
    return [{ text, end: run(counting, from ? day(from) : undefined).end }]
  })
}
