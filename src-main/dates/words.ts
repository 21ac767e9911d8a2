import type { Temporal } from 'temporal-polyfill'
import { londonDay } from './days.ts'

type Day = string | Temporal.PlainDate

const SMALL = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

const formatOf = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const day = formatOf({ day: 'numeric', month: 'long', year: 'numeric' })
const dayAndMonth = formatOf({ day: 'numeric', month: 'long' })
const month = formatOf({ month: 'long', year: 'numeric' })
const monthAlone = formatOf({ month: 'long' })
const weekday = formatOf({ weekday: 'long' })
const time = formatOf({ timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' })
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const atMidnight = (on: Day) => new Date(`${on.toString()}T00:00:00Z`)

/** `22 November 2026`. */
export const formatDay = (on: Day): string => day.format(atMidnight(on))

/** `22 November`, under a heading that gives the year. */
export const formatDayAndMonth = (on: Day): string => dayAndMonth.format(atMidnight(on))

/** `Sunday`. */
export const formatWeekday = (on: Day): string => weekday.format(atMidnight(on))

/** `Sunday 22 November 2026`, where somebody must act on it. */
export const formatFullDay = (on: Day): string => `${formatWeekday(on)} ${formatDay(on)}`

/** The month of a day: `November`. */
export const formatMonth = (on: Day): string => monthAlone.format(atMidnight(on))

/** A day as far as it is known: `18 December 2023`, `February 2017`, `2016`. */
export function formatPartialDay(partial: string): string {
  if (partial.length === 4) return partial
  return partial.length === 7 ? month.format(atMidnight(`${partial}-01`)) : formatDay(partial)
}

/** The same after its preposition: `on 18 December 2023`, `in February 2017`, `in 2016`. */
export const formatWhen = (partial: string): string =>
  `${partial.length === 10 ? 'on' : 'in'} ${formatPartialDay(partial)}`

/** From when to when: `1 April 2006 to 24 May 2018`, `since 5 February 2026`, `until 24 May 2018`. */
export function formatSpan(
  { from, to }: { from: string | null; to: string | null },
  open = 'at all times',
): string {
  if (from && to) return `${formatDay(from)} to ${formatDay(to)}`
  if (from) return `since ${formatDay(from)}`
  return to ? `until ${formatDay(to)}` : open
}

/** The size of a file or of many: `under 0.1 MB`, `1.2 MB`, `3.4 GB`. */
export function formatSize(bytes: number): string {
  if (bytes < 100_000) return 'under 0.1 MB'
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** The time in London at a UTC instant: `08:40`. */
export const formatTime = (moment: string): string => time.format(new Date(moment))

/** A UTC instant by the clock in London: `22 November 2026, 08:40`. */
export const formatMoment = (moment: string): string =>
  `${formatDay(londonDay(moment))}, ${formatTime(moment)}`

const MONTHS = Array.from({ length: 12 }, (_, at) =>
  formatMonth(`2000-${String(at + 1).padStart(2, '0')}-01`),
)
const WRITTEN = new RegExp(`\\b(\\d{1,2}) (${MONTHS.join('|')}) (\\d{4})\\b`, 'g')

/** The days written out in a text, as `formatDay` writes them. */
export const daysIn = (text: string): string[] =>
  [...text.matchAll(WRITTEN)].map(([, on, name, year]) => {
    const month = MONTHS.indexOf(name!) + 1
    return `${year}-${String(month).padStart(2, '0')}-${on!.padStart(2, '0')}`
  })

/** A number with its thousands parted: `4,182`. */
export const formatNumber = (count: number): string => count.toLocaleString('en-GB')

/** `a`, `a and b`, `a, b and c`. */
export const formatList = (items: readonly string[]): string => list.format(items)

/** A count as it stands in a sentence: `no clients`, `one client`, `twelve clients`, `4,182 clients`. */
export const countOf = (count: number, one: string, many: string): string =>
  `${SMALL[count] ?? formatNumber(count)} ${count === 1 ? one : many}`

/** The same with a capital, to begin a sentence. */
export const CountOf = (count: number, one: string, many: string): string =>
  sentence(countOf(count, one, many))

/** Begins with a capital. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
