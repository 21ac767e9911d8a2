import { londonDay } from '../../src-main/dates/london-day.ts'

const LONDON = 'Europe/London'
const SMALL = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const dayFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const plainDay = dayFormat({ day: 'numeric', month: 'long', year: 'numeric' })
const shortDay = dayFormat({ day: 'numeric', month: 'long' })
const weekday = dayFormat({ weekday: 'long' })
const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: LONDON,
  hour: '2-digit',
  minute: '2-digit',
})

const atMidnight = (day: string) => new Date(`${day}T00:00:00Z`)

/** `2026-11-22` as `22 November 2026`. */
export const dayInWords = (day: string): string => plainDay.format(atMidnight(day))

/** `2026-11-22` as `Sunday 22 November 2026`, where somebody must act on it. */
export const weekdayInWords = (day: string): string =>
  `${weekday.format(atMidnight(day))} ${dayInWords(day)}`

/** `2026-11-22` as `22 November`, under a heading that gives the year. */
export const dayInYear = (day: string): string => shortDay.format(atMidnight(day))

/** The day in London at a UTC instant, as `2026-11-22`. */
export const dayOf = (moment: string | Date): string => londonDay(new Date(moment))

/** The time in London at a UTC instant, as `08:40`. */
export const timeOf = (moment: string): string => londonTime.format(new Date(moment))

/** A UTC instant as `22 November 2026, 08:40`, London time. */
export const momentInWords = (moment: string): string =>
  `${dayInWords(dayOf(moment))}, ${timeOf(moment)}`

/** A number in figures with its thousands parted: `4,182`. */
export const figures = (count: number): string => count.toLocaleString('en-GB')

/** A count as it stands in a sentence: `no clients`, `one client`, `twelve clients`, `4,182 clients`. */
export function counted(count: number, one: string, many: string): string {
  return `${SMALL[count] ?? figures(count)} ${count === 1 ? one : many}`
}

/** The same with a capital, to begin a sentence. */
export const Counted = (count: number, one: string, many: string): string =>
  sentence(counted(count, one, many))

/** Begins with a capital. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `a, b and c`. */
export const listed = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
