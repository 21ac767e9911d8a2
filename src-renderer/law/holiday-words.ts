import type { HolidayChanged } from '../../src-main/deadlines/contract.ts'
import { formatFullDay } from '../../src-main/dates/words.ts'

/** A change of holidays in a sentence. */
export function holidayWords({ change, name }: Pick<HolidayChanged, 'change' | 'name'>): string {
  if (change.what === 'added') return `${name} on ${formatFullDay(change.on)}, added`
  if (change.what === 'moved')
    return `${name} moved from ${formatFullDay(change.on)} to ${formatFullDay(change.to)}`
  return `${name} on ${formatFullDay(change.on)} cancelled`
}

/** How a year stands: as proclaimed, worked out by rule, or not listed at all. */
export function yearStanding(
  year: number,
  { lastYear, confirmedTo }: { lastYear: number; confirmedTo: number },
): string {
  if (year > lastYear) return 'Not listed in the edition: dates in this year are provisional.'
  return year > confirmedTo
    ? 'Worked out by rule, not yet confirmed: dates in this year are marked.'
    : ''
}
