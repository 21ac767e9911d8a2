import { describe, expect, test } from 'vitest'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import { breakLines } from '../../src-main/typesetting/lines.ts'
import { resources, sampleLetter } from '../letters/sample-letter.ts'

const fonts = loadFonts(resources)

/** A text as it breaks after words that fill a line up to every place in it. */
function broken(text: string): string[][] {
  const faces = fonts.facesFor([text, 'x '])
  return Array.from({ length: 90 }, (_, filled) =>
    breakLines([{ text: `${'x'.repeat(filled)} ${text}`, face: 'regular' }], 11, 480, faces).map(
      (line) =>
        line
          .map((run) => run.text)
          .join('')
          .trim(),
    ),
  )
}

describe('A line is not broken', () => {
  test.each([
    ['a day from its month', 'your answer of 2 April 2026 to us all', '2 April'],
    ['a telephone number', 'telephone us on 0113 496 0000 if it would help', '0113 496 0000'],
    ['an NHS number', 'NHS number 999 765 4323 and no other', '999 765 4323'],
    ['a section from its number', 'under section 167 of that Act of Parliament', 'section 167'],
    ['an instrument from its year', 'the Regulations (SI 2009/309) apply here', '(SI 2009/309)'],
    ['a short last word from the one before it', 'tell us when you received it.', 'received it.'],
  ])('between what goes together: %s', (_, text, together) => {
    for (const lines of broken(text))
      expect([lines, lines.some((line) => line.includes(together))]).toEqual([lines, true])
  })

  test('but what no line has room for is broken all the same', () => {
    const faces = fonts.facesFor(['0113 496 0000'])
    const lines = breakLines([{ text: '0113 496 0000', face: 'regular' }], 11, 40, faces)
    expect(lines).toHaveLength(3)
  })
})

const laidOut = (paragraphs: string[]) => {
  const model = { ...sampleLetter('L03', 'uk-gdpr'), paragraphs }
  return layOut(model, fonts.facesFor([...paragraphs, model.heading, model.firm.name])).pages
}

test('a line that is bold throughout stands with what it is the heading of, wherever the page ends', () => {
  for (let by = 1; by < 60; by++) {
    const pages = laidOut([
      ...Array.from({ length: by }, () => 'A line of the letter.'),
      '**What we will not do**\n\nYour appeal and your parole.',
      'A line of the letter.\n\nAnd another.',
    ])
    for (const { pieces } of pages.slice(0, -1)) {
      const body = pieces.filter(({ element }) => element !== null).at(-1)!
      expect([by, body.lines.flat().some(({ text }) => text.startsWith('What we will'))]).toEqual([
        by,
        false,
      ])
    }
  }
})

test('the number of an item stands clear of it, also from the tenth on', () => {
  const [page] = laidOut([Array.from({ length: 10 }, (_, at) => `${at + 1}. an item`).join('\n')])
  const items = page!.pieces.flatMap(({ lines }) =>
    lines.flatMap((line) => (/^\d+\. $/.test(line[0]?.text ?? '') ? [line] : [])),
  )
  expect(items).toHaveLength(10)
  const { regular } = fonts.facesFor(['0123456789. '])
  for (const [mark, item] of items)
    expect(mark!.x + regular.width(mark!.text, mark!.size)).toBeLessThanOrEqual(item!.x + 0.01)
})
