import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { holidays } from './shipped.ts'

const days = [...holidays.days.keys()]
const inYear = (year: number) => days.filter((on) => on.startsWith(`${year}-`))
const years = Array.from({ length: 28 }, (_, place) => 2003 + place)
const ONE_OFF = { 2011: 1, 2012: 1, 2022: 2, 2023: 1 } as Record<number, number>

/** Easter Sunday by the usual reckoning (Meeus, Jones and Butcher). */
function easter(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)]
  const h = (19 * a + b - d - Math.floor((b - f + 1) / 3) + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  return Temporal.PlainDate.from({ year, month, day: ((h + l - 7 * m + 114) % 31) + 1 })
}

describe.each(years)('%i', (year) => {
  test('has its eight holidays and the one-off days, none of them at a weekend', () => {
    expect(inYear(year)).toHaveLength(8 + (ONE_OFF[year] ?? 0))
    expect(inYear(year).filter((on) => Temporal.PlainDate.from(on).dayOfWeek > 5)).toEqual([])
  })

  test('has Good Friday and Easter Monday where Easter puts them', () => {
    const sunday = easter(year)
    expect(holidays.days.get(sunday.subtract({ days: 2 }).toString())).toBe('Good Friday')
    expect(holidays.days.get(sunday.add({ days: 1 }).toString())).toBe('Easter Monday')
  })
})

test('the years listed are 2003 to 2030', () => {
  expect([days[0]?.slice(0, 4), days.at(-1)?.slice(0, 4), holidays.lastYear]).toEqual([
    '2003',
    '2030',
    2030,
  ])
})

test.each([
  '2011-04-29',
  '2012-06-04',
  '2012-06-05',
  '2020-05-08',
  '2022-06-02',
  '2022-06-03',
  '2022-09-19',
  '2023-05-08',
])('%s is a holiday by proclamation', (on) => expect(holidays.days.has(on)).toBe(true))

test.each([
  '2012-05-28',
  '2020-05-04',
  '2022-05-30',
  '2026-11-30',
  '2026-08-03',
  '2026-03-17',
  '2026-01-02',
])('%s is not one: it was moved, or is kept in Scotland or Northern Ireland only', (on) =>
  expect(holidays.days.has(on)).toBe(false),
)

test.each([
  ['2011', 3],
  ['2023', 3],
])('%s had bank holidays from 29 April to the end of May: %i', (year, count) =>
  expect(days.filter((on) => on >= `${year}-04-26` && on <= `${year}-05-31`)).toHaveLength(count),
)
