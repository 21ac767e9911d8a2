import { formatDay } from '../dates/words.ts'
import type { Period } from '../law/entry.ts'
import { lengthInWords as length, type Counting } from '../law/rule.ts'
import { hasCorresponding, type PlainDate } from './calendar.ts'

/** How the last day of a period was found, in plain words. */
export function countedFrom(start: PlainDate, period: Period, counting: Counting): string {
  const { unit } = period
  const from =
    counting === 'from-day-after'
      ? 'counted from the day after'
      : `counted from ${formatDay(start)}`
  if (unit === 'days' || unit === 'working-days')
    return counting === 'first-day-counts'
      ? `${length(period)}, ${unit === 'days' ? `with ${formatDay(start)} as day 1` : `beginning on ${formatDay(start)}, which counts if it is a working day`}.`
      : `${length(period)}, ${from}, which is not itself counted.`
  const first = counting === 'from-day-after' ? start.add({ days: 1 }) : start
  if (!hasCorresponding(first, period))
    return `${length(period)}, ${from}: the month it ends in has no such day, so it ends on the last day of that month.`
  return counting === 'first-day-counts'
    ? `${length(period)} beginning with ${formatDay(start)}: it ends the day before the corresponding day.`
    : `${length(period)}, ${from} to the corresponding day.`
}

/** The days left out of a count, for people: `18 April 2025 (Good Friday), 21 April 2025 (Easter Monday)`. */
export function leftOut(
  start: PlainDate,
  end: PlainDate,
  reason: (on: PlainDate) => string | undefined,
): string {
  const found: string[] = []
  for (let here = start; here.until(end).sign > 0; here = here.add({ days: 1 })) {
    const why = reason(here)
    if (why && !why.startsWith('a S')) found.push(`${formatDay(here)} (${why})`)
  }
  return found.length > 0 ? ` Left out as well as weekends: ${found.join(', ')}.` : ''
}
