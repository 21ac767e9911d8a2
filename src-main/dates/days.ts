import { Temporal } from 'temporal-polyfill'
import type { Day } from '../wire/schema.ts'

const { PlainDate, PlainYearMonth } = Temporal

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

// A day there begins with a whole hour, and asking takes longer than remembering.
const HOUR_MS = 3_600_000
const known = new Map<number, string>()

/** The day, `2026-11-22`, on which `moment` falls in England and Wales. */
export function londonDay(moment: Date | string): string {
  const at = new Date(moment)
  const hour = Math.floor(at.getTime() / HOUR_MS)
  const day = known.get(hour) ?? london.format(at)
  if (known.size >= 10_000) known.clear()
  known.set(hour, day)
  return day
}

const londonClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  hourCycle: 'h23',
})

/** The hour of the day, 0 to 23, at which `moment` falls in England and Wales. */
export const londonHour = (moment: Date): number => Number(londonClock.format(moment))

/** How many days `to` lies after `from`; negative where it lies before. */
export const daysBetween = (from: string, to: string): number => PlainDate.from(from).until(to).days

/** `day` moved by so many days, backwards too. */
export const daysAfter = (day: string, days: number): Day =>
  PlainDate.from(day).add({ days }).toString() as Day

/** `day` moved by so many years; 29 February becomes 1 March where the year has none. */
export function yearsLater(day: string, years: number): string {
  const first = PlainDate.from(day)
  const later = first.add({ years })
  return (later.day < first.day ? later.add({ days: 1 }) : later).toString()
}

/** The first day that a partial day can mean, `2017-02-01` for `2017-02`. */
export const firstDayOf = (partial: string): string => `${partial}-01-01`.slice(0, 10)

/** The last day that a partial day can mean, `2017-02-28` for `2017-02`. */
export function lastDayOf(partial: string): string {
  if (partial.length === 10) return partial
  return partial.length === 4
    ? `${partial}-12-31`
    : PlainYearMonth.from(partial).toPlainDate({ day: 31 }).toString()
}
