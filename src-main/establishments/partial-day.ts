import type { PartialDay } from './contract.ts'

/** The first day that a partial day can mean, `2017-02-01` for `2017-02`. */
export const earliest = (partial: PartialDay): string => `${partial}-01-01`.slice(0, 10)

/** The last day that a partial day can mean, `2017-02-28` for `2017-02`. */
export function latest(partial: PartialDay): string {
  const [year = '', month = '12', day] = partial.split('-')
  if (day !== undefined) return partial
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return `${year}-${month}-${last}`
}

/** A day as it is known, in words after a preposition: `in 2016`, `in February 2017`, `on 18 December 2023`. */
export function inWords(partial: string): string {
  const [year = '', month, day] = partial.split('-')
  if (month === undefined) return `in ${year}`
  const name = new Date(Date.UTC(2000, Number(month) - 1)).toLocaleString('en-GB', {
    month: 'long',
    timeZone: 'UTC',
  })
  return day === undefined ? `in ${name} ${year}` : `on ${Number(day)} ${name} ${year}`
}
