import { describe, expect, test } from 'vitest'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { editions, kinds, resources, sampleLetter } from '../letters/sample-letter.ts'

const fonts = loadFonts(resources)

interface Printed {
  text: string
  heading: boolean
}

/** What is read on each page, line by line, without heads and feet. */
function pagesOf(model: LetterModel): Printed[][] {
  const texts = [...model.paragraphs, model.heading, model.form?.text ?? '', model.firm.name]
  const { pages, elements } = layOut(model, fonts.facesFor(texts))
  return pages.map(({ pieces }) =>
    pieces.flatMap(({ element, lines }) =>
      element === null
        ? []
        : lines.map((line) => ({
            text: line
              .map(({ text }) => text)
              .join('')
              .trim(),
            heading: elements[element]!.tag === 'H1' || elements[element]!.tag === 'H2',
          })),
    ),
  )
}

const LINE = 'One more line of the letter, which takes up room.'
const LONG = `${LINE} `.repeat(5).trim()

/** The same letter, pushed down the page by so many lines, so that every way of breaking it is seen. */
const pushed = (model: LetterModel, by: number): LetterModel => ({
  ...model,
  paragraphs: [
    ...Array.from({ length: Math.floor(by / 5) }, () => LONG),
    ...Array.from({ length: by % 5 }, () => LINE),
    ...model.paragraphs,
  ],
})

const every = kinds.flatMap((kind) =>
  editions.flatMap((edition) => [false, true].map((largePrint) => ({ kind, edition, largePrint }))),
)

const closeOf = (page: { text: string }[]) =>
  page.findIndex(({ text }) => text.startsWith('Yours '))

describe.each(every)('$kind under $edition, large print $largePrint', (one) => {
  const model = { ...sampleLetter(one.kind, one.edition), largePrint: one.largePrint }
  const ways = Array.from({ length: 45 }, (_, by) => pagesOf(pushed(model, by)))

  test('no signature stands on a page of its own: at least two lines of the letter stay with it', () => {
    const alone = [...ways.entries()].filter(([, pages]) =>
      pages.slice(1).some((page) => [0, 1].includes(closeOf(page))),
    )
    expect(alone.map(([by]) => by)).toEqual([])
  })

  test('no signature is parted from its close, nor a close from the name under it', () => {
    const closed = ways.flat().filter((page) => closeOf(page) >= 0)
    const signed = closed.filter((page) => page[closeOf(page) + 1]?.text === 'Hester Vane')
    expect(signed).toHaveLength(closed.length)
  })

  test('no heading and no words that lead to a list stand last on a page', () => {
    for (const [by, pages] of ways.entries())
      for (const page of pages.slice(0, -1)) {
        const last = page.at(-1)!
        const leads =
          last.heading ||
          (last.text.endsWith(':') &&
            !/^(Signed|Date|On|Read to me|This part|Consulted by)/.test(last.text))
        expect([by, leads ? last.text : '']).toEqual([by, ''])
      }
  })

  test('no page is empty, and none holds a heading alone', () => {
    for (const pages of ways)
      for (const page of pages) {
        expect(page.length).toBeGreaterThan(1)
        expect(page.every(({ heading }) => heading)).toBe(false)
      }
  })
})

test('each sheet of a form counts its own pages, with our reference and neither the letter’s date nor the log’s code', () => {
  for (const largePrint of [false, true])
    for (const edition of editions) {
      const model = { ...sampleLetter('L24', edition), largePrint }
      const texts = [...model.paragraphs, model.form!.text, model.firm.name]
      const { pages } = layOut(model, fonts.facesFor(texts))
      const said = pages.map(({ pieces }) =>
        pieces.flatMap(({ lines }) =>
          lines.map((line) =>
            line
              .map(({ text }) => text)
              .join('')
              .trim(),
          ),
        ),
      )
      const first = said.findIndex((page) => page.some((line) => line.startsWith('Copy 1 of 2')))
      const [letter, sheets] = [said.slice(0, first), said.slice(first)]
      expect(letter.every((page) => page.includes(model.code!))).toBe(true)
      expect(sheets.flat().join('\n')).not.toContain(model.code)
      expect(sheets.flat().join('\n')).not.toContain('12 February 2026')
      for (const [at, page] of letter.entries())
        expect(page).toContain(`Page ${at + 1} of ${letter.length}`)
      const heads = sheets.map((page) => page.slice(0, 2))
      expect(heads.every(([ref]) => ref === `Our ref: ${model.ourRef}`)).toBe(true)
      const begins = sheets.flatMap((page, at) =>
        page.some((line) => /^Copy \d of 2/.test(line)) ? at : [],
      )
      expect(begins).toHaveLength(4)
      for (const [which, from] of begins.entries()) {
        const count = (begins[which + 1] ?? sheets.length) - from
        for (let page = 0; page < count; page++) {
          const [, number = ''] = heads[from + page]!
          if (count > 1) expect(number).toBe(`Page ${page + 1} of ${count}`)
          else expect(number).not.toMatch(/^Page/)
        }
      }
    }
})

test('page 1 of a letter says its number and how many pages there are, at its foot; a letter of one page says nothing', () => {
  for (const edition of editions)
    for (const kind of kinds) {
      const model = sampleLetter(kind, edition)
      const texts = [...model.paragraphs, model.heading, model.form?.text ?? '', model.firm.name]
      const { pages } = layOut(model, fonts.facesFor(texts))
      const counted = pages[0]!.pieces.flatMap(({ element, lines, y }) =>
        lines
          .map((line) => line.map(({ text }) => text).join(''))
          .filter((text) => /^Page \d+ of \d+$/.test(text))
          .map((text) => ({ text, element, low: y > 800 })),
      )
      const own = pages.filter(({ pieces }) =>
        pieces.some(({ lines }) => lines.flat().some(({ text }) => text === model.code)),
      )
      const whole = { text: `Page 1 of ${own.length}`, element: null, low: true }
      expect(counted).toEqual(own.length > 1 ? [whole] : [])
    }
})
