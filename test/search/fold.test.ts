import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, foldedWords, foldForIndex } from '../../src-main/search/fold.ts'
import { likeness } from '../../src-main/search/likeness.ts'

describe('folding a name', () => {
  test.each([
    ['O’Brien', 'obrien'],
    ["O'Brien", 'obrien'],
    ['Llŷr-Jones', 'llyr jones'],
    ['Ŵyn ap Siôn', 'wyn ap sion'],
    ['Łukasz Żółkiewski', 'lukasz zolkiewski'],
    ['Nguyễn Thị Ánh', 'nguyen thi anh'],
    ['Đặng', 'dang'],
    ['Sørensdatter', 'sorensdatter'],
    ['Weiß', 'weiss'],
    ['Ægir Þórðarson', 'aegir thordarson'],
    ['Œuvre', 'oeuvre'],
    ['İsmet IŞIK ışık', 'ismet isik isik'],
    ['Sian\u0302', 'sian'],
    ['\u200fعَلِي\u202e', 'علي'],
    ['Юлия Ёлкина', 'юлия елкина'],
    ['ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['ﬁnch', 'finch'],
    ['$&', ''],
    ['  a\t\u00a0b ', 'a b'],
  ])('%s becomes %s', (typed, folded) => expect(fold(typed)).toBe(folded))

  test('folding twice is folding once, and leaves only letters, figures and single spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const folded = fold(text)
        expect(fold(folded)).toBe(folded)
        expect(folded).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?: [\p{L}\p{N}\p{M}]+)*)?$/u)
      }),
      { numRuns: 2000 },
    )
  })

  test('an apostrophe or a hyphen divides words, and the index holds them together as well', () => {
    expect(foldedWords('O’Brien-Ścibor')).toEqual(['o', 'brien', 'scibor'])
    expect(foldForIndex('O’Brien', 'Jean-Luc')).toBe('o brien jean luc obrien jeanluc')
    expect(foldForIndex('Mac Giolla Rua', 'Cathal').split(' ')).toContain('macgiollarua')
    expect(foldForIndex('Smith', '')).toBe('smith')
  })

  test('every word of a name is in its index, however it is typed', () => {
    const names = fc.string({ unit: 'grapheme', maxLength: 30 })
    fc.assert(
      fc.property(names, names, (surname, forenames) => {
        const held = foldForIndex(surname, forenames).split(' ')
        for (const word of foldedWords(`${surname} ${forenames}`)) expect(held).toContain(word)
      }),
    )
  })
})

test.each([
  ['jones', 'jones', 1],
  ['jonse', 'jones', 0.8],
  ['smithsen', 'smithson', 0.875],
  ['kovalcyk', 'kowalczyk', 7 / 9],
  ['abc', 'xyz', 0],
  ['', '', 0],
])('%s and %s are alike by a known share', (one, other, share) => {
  expect(likeness(one, other)).toBeCloseTo(share)
  expect(likeness(other, one)).toBeCloseTo(share)
})
