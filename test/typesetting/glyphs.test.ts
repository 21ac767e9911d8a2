import { create, type Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  covered,
  cureFor,
  refuseMissingGlyphs,
  missingGlyphs,
} from '../../src-main/typesetting/glyphs.ts'
import { resources } from '../letters/sample-letter.ts'

describe('coverage', () => {
  test('is what the fonts in the repository have', () => {
    for (const [suffix, ranges] of Object.entries(covered))
      for (const face of ['Regular', 'Bold', 'Italic']) {
        const file = readFileSync(join(resources, `fonts/NotoSerif-${face}-${suffix}.ttf`))
        const { characterSet } = create(file) as Font
        const had = new Set(characterSet)
        const missing = ranges.flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
            (code) => !had.has(code),
          ),
        )
        expect(missing).toEqual([])
      }
  })
  test.each([
    ['Ŵyn Łukasz Nguyễn Thị Ánh Иван Γιώργος', []],
    [
      'محمد',
      ['an Arabic letter (U+0645)', 'an Arabic letter (U+062D)', 'an Arabic letter (U+062F)'],
    ],
    ['李', ['a Chinese letter (U+674E)']],
    ['a\u200bb\u202ec', ['a zero-width space (U+200B)', 'a right-to-left override (U+202E)']],
    ['🙂', ['a picture character (U+1F642)']],
  ])('%s: %j cannot be printed', (text, names) =>
    expect(missingGlyphs(text).map(({ name }) => name)).toEqual(names),
  )

  test.each([
    ['≥', 'at least'],
    ['≤', 'at most'],
    ['≠', 'not equal to'],
    ['✓', 'yes'],
    ['✔', 'yes'],
    ['✗', 'no'],
    ['→', 'to'],
  ])('has no %s: it is refused by name, with the words to type instead', (sign, words) => {
    const code = sign.codePointAt(0)!.toString(16).toUpperCase()
    expect(missingGlyphs(`${sign} 5`).map(({ name }) => name)).toEqual([
      `the sign ${sign} (U+${code})`,
    ])
    expect(cureFor(missingGlyphs(sign))).toBe(`Write “${words}” in place of ${sign}.`)
  })

  test('names every such sign of a text in one refusal', () =>
    expect(() => refuseMissingGlyphs({ note: '≥ 5 mmol ✓' })).toThrow(
      'has the sign ≥ (U+2265), the sign ✓ (U+2713), which a letter cannot print. Write “at least” in place of ≥ and “yes” in place of ✓.',
    ))
})
