import { isDay } from '../wire/schema.ts'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function monthOf(typed: string): number {
  if (/^\d+$/.test(typed)) return Number(typed)
  const name = typed.toLowerCase()
  return name.length < 3 ? 0 : MONTHS.findIndex((month) => month.startsWith(name)) + 1
}

/** Two figures mean this century, unless that lies after `latest`: then the one before. */
function yearOf(typed: string, latest: number): number {
  const year = Number(typed)
  if (typed.length > 2) return year
  const century = Math.floor(latest / 100) * 100
  return century + year > latest ? century - 100 + year : century + year
}

/**
 * Reads a day typed the English way, `20 11 26`, `20/11/2026`, `20 Nov 2026`, `20112026` or `2026-11-20`, as
 * `2026-11-20`; null where it is no day in the calendar. `latest` is the last year that two figures may mean.
 */
export function typedDay(typed: string, latest: number): string | null {
  const text = typed.trim().replace(/(\d)(st|nd|rd|th)\b/i, '$1')
  const run = /^(\d{2})(\d{2})(\d{2}|\d{4})$/.exec(text)
  const parts = run
    ? run.slice(1)
    : text.split(/[\s./,-]+|(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/i).filter(Boolean)
  const [first = '', second = '', third = ''] = parts
  if (parts.length !== 3 || !/^(\d+|[a-z]+)$/i.test(second)) return null
  const backwards = /^\d{4}$/.test(first)
  const [day, year] = backwards ? [third, first] : [first, third]
  if (!/^\d{1,2}$/.test(day) || !/^(\d{2}|\d{4})$/.test(year)) return null
  const written = [
    String(yearOf(year, latest)),
    String(monthOf(second)).padStart(2, '0'),
    day.padStart(2, '0'),
  ].join('-')
  return isDay(written) ? written : null
}
