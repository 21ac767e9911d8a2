import { describe, expect, test } from 'vitest'
import { grouped } from '../../src-renderer/audit/code-words.ts'
import { strengthInWords } from '../../src-renderer/forms/passphrase-strength.ts'
import {
  counted,
  Counted,
  dayInWords,
  dayOf,
  figures,
  listed,
  momentInWords,
  weekdayInWords,
} from '../../src-renderer/parts/words.ts'
import { initials } from '../../src-renderer/words/people.ts'

describe('dates and moments', () => {
  test('a day stands in words, with its weekday where somebody must act', () => {
    expect(dayInWords('2026-11-22')).toBe('22 November 2026')
    expect(weekdayInWords('2026-11-09')).toBe('Monday 9 November 2026')
  })

  test('a moment is told by the clock in London, in summer too', () => {
    expect(momentInWords('2026-11-22T08:40:00.000Z')).toBe('22 November 2026, 08:40')
    expect(momentInWords('2026-07-01T23:30:00.000Z')).toBe('2 July 2026, 00:30')
    expect(dayOf('2026-07-01T23:30:00.000Z')).toBe('2026-07-02')
  })
})

describe('numbers', () => {
  test('are words to twelve in sentences and figures beyond', () => {
    expect(counted(0, 'client', 'clients')).toBe('no clients')
    expect(Counted(1, 'client', 'clients')).toBe('One client')
    expect(counted(12, 'client', 'clients')).toBe('twelve clients')
    expect(counted(13, 'client', 'clients')).toBe('13 clients')
    expect(figures(4182)).toBe('4,182')
  })
})

describe('other words', () => {
  test('a list ends with and', () => expect(listed(['a', 'b', 'c'])).toBe('a, b and c'))

  test('a code stands in fours, as on paper', () => {
    expect(grouped('4182-9QTC3M7XK2D4V0WJ')).toBe('4182-9QTC 3M7X K2D4 V0WJ')
  })

  test('a person is marked by first and last initial', () => {
    expect(initials('Hester Vane')).toBe('HV')
    expect(initials('Łukasz de Wojdyński')).toBe('ŁW')
    expect(initials('Cher')).toBe('C')
  })

  test('a passphrase is weighed in words, and repeating a letter does not make it strong', () => {
    expect(strengthInWords('abc')).toBe('9 more characters needed.')
    expect(strengthInWords('aaaaaaaaaaaaaaaaaaaaaaaaaaaa')).toMatch(/^Weak/)
    expect(strengthInWords('four plain words here')).toMatch(/^Strong/)
    expect(strengthInWords('hunter2hunter')).toMatch(/^Fair/)
  })
})
