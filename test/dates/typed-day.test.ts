import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { typedDay } from '../../src-main/dates/typed-day.ts'

describe('a day as it is typed', () => {
  test.each([
    ['9 3 88', '1988-03-09'],
    ['9 March 1988', '1988-03-09'],
    ['09/03/1988', '1988-03-09'],
    ['9.3.1988', '1988-03-09'],
    ['9-3-88', '1988-03-09'],
    ['9 mar 88', '1988-03-09'],
    ['9mar88', '1988-03-09'],
    ['9th of March', null],
    ['9th March 1988', '1988-03-09'],
    ['090388', '1988-03-09'],
    ['09031988', '1988-03-09'],
    ['1988-03-09', '1988-03-09'],
    ['20 11 26', '2026-11-20'],
    ['29 2 2024', '2024-02-29'],
    ['29 2 2023', null],
    ['31 4 26', null],
    ['9 13 88', null],
    ['9 ma 88', null],
    ['9 3', null],
    ['', null],
    ['yesterday', null],
  ])('%s is %s', (typed, day) => expect(typedDay(typed, 2036)).toBe(day))

  test('two figures mean the last year that is not after the latest one', () => {
    expect(typedDay('1 1 26', 2026)).toBe('2026-01-01')
    expect(typedDay('1 1 27', 2026)).toBe('1927-01-01')
    expect(typedDay('1 1 36', 2036)).toBe('2036-01-01')
    expect(typedDay('1 1 37', 2036)).toBe('1937-01-01')
  })

  test('every day in the calendar is read back from the way it is shown', () => {
    const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })
    const days = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(days, (date) => {
        expect(typedDay(shown.format(date), 2036)).toBe(date.toISOString().slice(0, 10))
      }),
    )
  })

  test('nothing that is typed makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void typedDay(text, 2036)))
  })
})
