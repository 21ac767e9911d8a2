const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** A day as a sentence shows it: `22 November 2026`. */
export const dayInWords = (day: string): string => london.format(new Date(`${day}T12:00:00Z`))

/** The day of a moment, in England and Wales, as a sentence shows it. */
export const momentInWords = (moment: string): string => london.format(new Date(moment))

/** `day` moved by so many years; 29 February becomes 1 March where the year has none. */
export function yearsLater(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCFullYear(date.getUTCFullYear() + years)
  return date.toISOString().slice(0, 10)
}
