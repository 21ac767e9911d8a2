import { isDay } from '../wire/schema.ts'

/** Days that may have been meant by a day of birth mistyped: day and month exchanged, or one figure of the year another. */
export function nearDays(day: string): string[] {
  const [year = '', month = '', date = ''] = day.split('-')
  const years = [...year].flatMap((_, place) =>
    Array.from(
      { length: 10 },
      (__, figure) => year.slice(0, place) + figure + year.slice(place + 1),
    ),
  )
  const days = [`${year}-${date}-${month}`, ...years.map((other) => `${other}-${month}-${date}`)]
  return [...new Set(days)].filter((other) => other !== day && isDay(other))
}
