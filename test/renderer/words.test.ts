import { expect, test } from 'vitest'
import { grouped } from '../../src-renderer/audit/code-words.ts'
import { strengthInWords } from '../../src-renderer/forms/passphrase-strength.ts'
import { initials } from '../../src-renderer/words/people.ts'

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
