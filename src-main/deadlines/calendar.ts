import { Temporal } from 'temporal-polyfill'
import type { Period } from '../law/entry.ts'
import type { Counting, WorkingDayList } from '../law/rule.ts'
import type { Holidays } from '../law/holidays.ts'

export type PlainDate = Temporal.PlainDate

/** A day of the calendar from its ISO text. */
export const day = (text: string): PlainDate => Temporal.PlainDate.from(text)

export const isBefore = (one: PlainDate, other: PlainDate): boolean =>
  Temporal.PlainDate.compare(one, other) < 0

export const latest = (days: readonly PlainDate[]): PlainDate =>
  days.reduce((late, next) => (isBefore(late, next) ? next : late))

export const earliest = (days: readonly PlainDate[]): PlainDate =>
  days.reduce((early, next) => (isBefore(next, early) ? next : early))

/** Whether a day works, and why not. */
export interface WorkingDays {
  works(on: PlainDate): boolean
  /** `Good Friday`, `a Sunday`; undefined for a day that works. */
  reason(on: PlainDate): string | undefined
}

const weekend = (on: PlainDate) =>
  on.dayOfWeek === 6 ? 'a Saturday' : on.dayOfWeek === 7 ? 'a Sunday' : undefined
const NAMED: Record<string, string> = { '12-25': 'Christmas Day', '12-26': 'Boxing Day' }

/** The working days of one regulation, by its own list and the holidays given. */
export function workingDays(list: WorkingDayList, holidays: Holidays): WorkingDays {
  const others = new Map((list.otherDays ?? []).map(({ on, name }) => [on as string, name]))
  const reason = (on: PlainDate) => {
    const iso = on.toString()
    if (list.weekends && weekend(on)) return weekend(on)
    const listed = (list.listedHolidays ? holidays.days.get(iso) : undefined) ?? others.get(iso)
    const monthDay = iso.slice(5)
    return (
      listed ?? (list.fixedDays.includes(monthDay) ? (NAMED[monthDay] ?? 'a named day') : undefined)
    )
  }
  return { reason, works: (on) => reason(on) === undefined }
}

/** The first working day on or after `on` (`step` 1) or on or before it (`step` -1). */
export function nearestWorkingDay(on: PlainDate, days: WorkingDays, step: 1 | -1): PlainDate {
  let here = on
  while (!days.works(here)) here = here.add({ days: step })
  return here
}

function countWorking(
  start: PlainDate,
  count: number,
  days: WorkingDays,
  first: boolean,
): PlainDate {
  let here = first ? start : start.add({ days: 1 })
  for (let counted = 0; ; here = here.add({ days: 1 })) {
    if (days.works(here) && ++counted === count) return here
  }
}

/** Whether the month in which the period ends has the day it began on. */
export const hasCorresponding = (start: PlainDate, { unit, count }: Period): boolean =>
  unit === 'days' || unit === 'working-days' || start.add({ [unit]: count }).day === start.day

/**
 * The last day of a period. Months and years end on the corresponding day, or on the last day of a month
 * too short for it; where the first day counts they end the day before, but a short month loses nothing more.
 */
export function lastDay(
  start: PlainDate,
  period: Period,
  counting: Counting,
  days: WorkingDays | undefined,
): PlainDate {
  const { unit, count } = period
  if (counting === 'from-day-after')
    return lastDay(start.add({ days: 1 }), period, 'after-first-day', days)
  const first = counting === 'first-day-counts'
  if (unit === 'working-days') {
    if (!days) throw new Error('a period of working days without its list')
    return countWorking(start, count, days, first)
  }
  if (unit === 'days') return start.add({ days: first ? count - 1 : count })
  const corresponding = start.add({ [unit]: count })
  return first && corresponding.day === start.day
    ? corresponding.subtract({ days: 1 })
    : corresponding
}
