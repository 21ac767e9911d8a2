import { expect, test } from 'vitest'
import { daysAfter, daysBetween, yearsLater } from '../../src-main/dates/days.ts'

test('days are counted over the change of the clocks, leap days and years, forwards and back', () => {
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2)
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
  expect(daysAfter('2026-10-24', 2)).toBe('2026-10-26')
  expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29')
  expect(daysAfter('2027-01-01', -1)).toBe('2026-12-31')
})

test('a year later is the same day, and 1 March for the 29 February that the year lacks', () => {
  expect(yearsLater('2008-02-29', 10)).toBe('2018-03-01')
  expect(yearsLater('2008-02-29', 12)).toBe('2020-02-29')
  expect(yearsLater('2019-02-28', 1)).toBe('2020-02-28')
})
