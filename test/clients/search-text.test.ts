import { describe, expect, test } from 'vitest'
import { prisonNumberForm } from '../../src-main/clients/prison-number.ts'
import { readSearch } from '../../src-main/clients/search-text.ts'

const read = (text: string) => readSearch(text, '2026-11-22')

describe('what a person typed into the search field', () => {
  test.each([
    ['9/3/1988', '1988-03-09'],
    ['09-03-1988', '1988-03-09'],
    ['09 03 88', '1988-03-09'],
    ['9.3.88', '1988-03-09'],
    ['090388', '1988-03-09'],
    ['9 March 1988', '1988-03-09'],
    ['9th of March, 1988', '1988-03-09'],
    ['March 9, 1988', '1988-03-09'],
    ['9mar88', '1988-03-09'],
    ['1 May 16', '2016-05-01'],
    ['1/5/17', '1917-05-01'],
    ['29/2/2000', '2000-02-29'],
  ])('%s is the day %s', (typed, day) =>
    expect(read(typed)).toEqual({ words: [], number: null, bornOn: day }),
  )

  test.each(['30/2/1988', '9/13/1988', '29 February 2001'])('%s is no day', (typed) =>
    expect(read(typed).bornOn).toBeNull(),
  )

  test('names, number and day are told apart in any order', () => {
    const all = { words: ['kowalczyk', 'lukasz'], number: 'A1234BC', bornOn: '1988-03-09' }
    expect(read('Kowalczyk Łukasz A1234BC 9/3/1988')).toEqual(all)
    expect(read('born on 9 March 1988 a1234bc kowalczyk, Łukasz')).toEqual(all)
  })

  test('a number typed with spaces is one number', () => {
    expect(read(' a 1234 bc ').number).toBe('A1234BC')
    expect(read('AB 12')).toEqual({ words: [], number: 'AB12', bornOn: null })
  })

  test('no more than eight words are looked for', () => {
    expect(read('a b c d e f g h i j k').words).toHaveLength(8)
  })
})

test.each([
  ['A1234BC', 'current'],
  ['a1234bc', 'current'],
  ['A 1234 BC', 'current'],
  ['AB1234', 'former'],
  ['A123BC', null],
  ['A12345C', null],
  ['AB12345', null],
  ['1234567', null],
  ['A1234BCD', null],
  ['', null],
])('the number %s has the form %s', (typed, form) => expect(prisonNumberForm(typed)).toBe(form))
