import { describe, expect, test } from 'vitest'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { formatDay } from '../../src-main/dates/words.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { mm, WINDOW } from '../../src-main/typesetting/page.ts'
import {
  editions,
  furtherKinds,
  kinds,
  resources,
  sampleFacts,
  sampleLetter,
  sampleModel,
  templates,
} from '../letters/sample-letter.ts'
import { clashes, overEdge, wordsOf } from './boxes.ts'

const fonts = loadFonts(resources)
const laidOut = (model: LetterModel) => {
  const texts = [...model.paragraphs, model.heading, model.form?.text ?? '', model.firm.name]
  const faces = fonts.facesFor(texts)
  return { faces, out: layOut(model, faces) }
}
const formOf = (edition: (typeof editions)[number], easyRead: boolean, obtains: boolean) => {
  const facts = sampleFacts(edition)
  return mergeLetter({
    ...{ templates, kind: 'L24', edition },
    ...(easyRead ? { easyRead: true as const } : {}),
    facts: { ...facts, consent: { ...facts.consent!, obtains } },
  })
}
const easy = (edition: (typeof editions)[number], obtains: boolean): LetterModel => ({
  ...sampleModel('L24', edition, formOf(edition, true, obtains)),
  easyRead: true,
})
const LONG = { ourRef: 'FEATHERSTONEHAUGH/CHOLMONDELEY/2026/104-12' }
const both = [false, true]
const all = [
  ...[...kinds, ...furtherKinds].map((kind) => ({
    ...{ name: `${kind} in large print`, least: 18 },
    model: { ...sampleLetter(kind, 'uk-gdpr'), largePrint: true },
  })),
  ...editions.flatMap((edition) =>
    both.flatMap((obtains) => [
      { name: `easy read ${edition} ${obtains}`, least: 14, model: easy(edition, obtains) },
      {
        ...{ name: `easy read ${edition} ${obtains} in large print`, least: 18 },
        model: { ...easy(edition, obtains), largePrint: true },
      },
    ]),
  ),
]

describe.each(all)('$name', ({ least, model }) => {
  test('nothing that is read is smaller or leans, but the address that the post reads', () => {
    const { out } = laidOut(model)
    const small = out.pages.flatMap(({ pieces }) =>
      pieces
        .filter(({ x, y, element }) => {
          const isAddress = x === WINDOW.x && y < WINDOW.y + WINDOW.height
          return element !== null && !(isAddress && y > WINDOW.y)
        })
        .filter(({ lines }) =>
          lines.flat().some(({ size, face }) => size < least || face === 'italic'),
        )
        .map(wordsOf),
    )
    expect(small).toEqual([])
  })

  test('its pages are counted in type as large', () => {
    const { out } = laidOut(model)
    const counts = out.pages.flatMap(({ pieces }) =>
      pieces.filter((piece) => /^Page \d+ of \d+$/.test(wordsOf(piece))),
    )
    expect(counts.length).toBeGreaterThan(0)
    for (const { lines } of counts) expect(lines[0]![0]!.size).toBe(least)
  })

  test('nothing prints over anything else, nor where a printer does not reach', () => {
    for (const more of [{}, LONG]) {
      const { out, faces } = laidOut({ ...model, ...more })
      expect(out.pages.flatMap((_, page) => clashes(out, faces, page))).toEqual([])
      expect(overEdge(out, mm(6), faces)).toEqual([])
    }
  })

  test('there is room for a hand on every line to write on', () => {
    const { out } = laidOut(model)
    const lines = out.pages.flatMap(({ pieces }) =>
      pieces.flatMap(({ lines: said, rules = [] }) =>
        said.length > 0 && rules.every(({ height, dashed }) => !height && !dashed) ? rules : [],
      ),
    )
    for (const { width } of lines) expect(width).toBeGreaterThan(mm(45))
  })
})

describe.each(editions)('the form in easy words under %s', (edition) => {
  describe.each(both)('of an authority: %s', (obtains) => {
    const [usual, plain] = [formOf(edition, false, obtains), formOf(edition, true, obtains)]
    const ticks = (text = '') => text.match(/\[ \] .+/g)?.map((one) => one.trim())

    test('asks the same by the same boxes, and is signed, withdrawn and returned in the same way', () => {
      expect(ticks(plain.form?.text)).toEqual(ticks(usual.form?.text))
      const lines = (text = '') => text.match(/.*____.*|^===.*|^---.*/gm)
      expect(lines(plain.form?.text)).toEqual(lines(usual.form?.text))
      expect(plain.form?.copies).toBe(usual.form?.copies)
      expect(plain.enclosures).toEqual(usual.enclosures)
    })

    test('leaves nothing out that consent must cover', () => {
      const of = ({ passages }: typeof plain) => passages.map(({ id, class: about }) => [id, about])
      expect(of(plain)).toEqual(of(usual))
      const { consent, firm } = sampleFacts(edition)
      const text = `${plain.passages.map((one) => one.text).join('\n')}\n${plain.form!.text}`
      const told = [
        ...[consent!.recipient, ...consent!.classes, firm.name, formatDay(consent!.until!)],
        ...['HIV and sexual health', 'Part B', 'say no', 'even after you have signed'],
        ...['treatment does not depend', 'After six months', 'empty, that means no', 'slip'],
        ...(obtains
          ? ['unless a court orders', 'as good as the original', 'where I have been']
          : ['if the law leaves us no choice', 'cannot take back', consent!.purpose!]),
      ]
      for (const said of told) expect(text).toContain(said)
    })

    test('has one thought in a line, of twenty words at most, under headings', () => {
      for (const { id, text } of plain.passages) {
        expect([id, text.startsWith('**')]).toEqual([id, true])
        for (const line of text.split('\n'))
          for (const sentence of line.split(/(?<=[.?!])\s/))
            expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(20)
      }
    })
  })
})

test('the form to sign alone is kept in easy words', () => {
  const kept = [...templates.values()].filter(({ easy: one }) => one).map(({ kind }) => kind)
  expect(kept).toEqual(['L24'])
})
