import type { Day } from '../wire/schema.ts'

const DAY_MS = 86_400_000

/** How many days `to` lies after `from`; negative where it lies before. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** `day` moved by so many days, backwards too. */
export const daysAfter = (day: string, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as Day
