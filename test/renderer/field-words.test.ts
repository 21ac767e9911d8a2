import { expect, test } from 'vitest'
import { fieldName, valueInWords } from '../../src-renderer/audit/field-words.ts'

test.each([
  ['clientId', 'Client'],
  ['prisonNumber', 'Prison number'],
  ['recovery-code', 'Recovery code'],
  ['id', 'Id'],
])('the field %s is called %s', (name, words) => expect(fieldName(name)).toBe(words))

test.each([
  ['null', 'None'],
  ['', 'None'],
  ['[]', 'None'],
  ['{}', 'None'],
  ['true', 'Yes'],
  ['false', 'No'],
  ['2026-11-28', '28 November 2026'],
  ['2026-11-28T08:40:00.000Z', '28 November 2026, 08:40'],
  ['0198c2f4-1111-7abc-8def-0123456789ab', 'Record …6789ab'],
  ['["health","offence"]', 'health; offence'],
  ['{"from":"2026-05-01","to":null}', 'From: 1 May 2026, To: None'],
  ['A letter of [two] pages', 'A letter of [two] pages'],
  ['[as typed', '[as typed'],
])('%s is shown as %s', (value, words) => expect(valueInWords(value)).toBe(words))

test('a long list is cut with its count, never in silence', () => {
  const list = JSON.stringify(Array.from({ length: 15 }, (_, at) => `line ${at}`))
  expect(valueInWords(list)).toMatch(/; and three more$/)
})
