import { describe, expect, test } from 'vitest'
import {
  formatDay,
  formatFullDay,
  formatMoment,
  formatNumber,
  countOf,
  CountOf,
  formatList,
  formatSpan,
  formatWhen,
} from '../../src-main/dates/words.ts'
import { firstDayOf, lastDayOf, londonDay } from '../../src-main/dates/days.ts'

describe('dates and moments', () => {
  test('a day stands in words, with its weekday where somebody must act', () => {
    expect(formatDay('2026-11-22')).toBe('22 November 2026')
    expect(formatFullDay('2026-11-09')).toBe('Monday 9 November 2026')
  })

  test('a moment is told by the clock in London, in summer too', () => {
    expect(formatMoment('2026-11-22T08:40:00.000Z')).toBe('22 November 2026, 08:40')
    expect(formatMoment('2026-07-01T23:30:00.000Z')).toBe('2 July 2026, 00:30')
    expect(londonDay('2026-07-01T23:30:00.000Z')).toBe('2026-07-02')
  })
})

describe('numbers', () => {
  test('are words to twelve in sentences and figures beyond', () => {
    expect(countOf(0, 'client', 'clients')).toBe('no clients')
    expect(CountOf(1, 'client', 'clients')).toBe('One client')
    expect(countOf(12, 'client', 'clients')).toBe('twelve clients')
    expect(countOf(13, 'client', 'clients')).toBe('13 clients')
    expect(formatNumber(4182)).toBe('4,182')
  })
})

describe('lists, and days known in part', () => {
  test('a list ends with and', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(formatList)).toEqual([
      ...['', 'a', 'a and b', 'a, b and c'],
    ])
  })

  test('a span is open where an end is not known', () => {
    const [from, to] = ['2006-04-01', '2018-05-24']
    expect(formatSpan({ from, to })).toBe('1 April 2006 to 24 May 2018')
    expect(formatSpan({ from, to: null })).toBe('since 1 April 2006')
    expect(formatSpan({ from: null, to })).toBe('until 24 May 2018')
    expect(formatSpan({ from: null, to: null })).toBe('at all times')
  })

  test('a day known in part spans what it can mean', () => {
    expect([firstDayOf('2017-02'), lastDayOf('2017-02')]).toEqual(['2017-02-01', '2017-02-28'])
    expect([firstDayOf('2016'), lastDayOf('2016')]).toEqual(['2016-01-01', '2016-12-31'])
    expect([firstDayOf('2023-12-18'), lastDayOf('2023-12-18')]).toEqual([
      '2023-12-18',
      '2023-12-18',
    ])
    expect(['2016', '2017-02', '2023-12-18'].map(formatWhen)).toEqual([
      'in 2016',
      'in February 2017',
      'on 18 December 2023',
    ])
  })
})
