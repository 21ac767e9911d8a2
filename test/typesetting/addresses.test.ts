import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { envelopeModelOf, resources, sampleLetter } from '../letters/sample-letter.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOutEnvelope } from '../../src-main/typesetting/envelope.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { A4, WINDOW, type LaidOut, type Piece } from '../../src-main/typesetting/page.ts'
import { POSTAL_LIMITS } from '../../src-main/wire/postal.ts'

const fonts = loadFonts(resources)
const faces = fonts.facesFor(['A'])

const bare = (text: string) => text.replaceAll(/[\s,]/g, '')
const wordsOf = ({ lines }: Piece) =>
  lines.map((line) => line.map(({ text }) => text).join('')).join('\n')

/** The box that a piece’s letters fill. */
function boxOf({ x, y, leading, lines }: Piece) {
  const runs = lines.flat()
  const size = Math.max(...runs.map((run) => run.size))
  const right = Math.max(
    ...runs.map((run) => x + run.x + faces[run.face].width(run.text.trimEnd(), run.size)),
  )
  return {
    ...{ left: x, right, size },
    top: y - size * 0.75,
    bottom: y + (lines.length - 1) * leading + size * 0.22,
  }
}

/** Pairs of pieces of the first page that print over one another. */
function clashes({ pages }: LaidOut): string[] {
  const boxes = pages[0]!.pieces
    .filter(({ lines }) => lines.some((line) => line.length > 0))
    .map((piece) => ({ ...boxOf(piece), words: wordsOf(piece) }))
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right &&
          other.left < one.right &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other) => `${one.words} | ${other.words}`),
  )
}

/** A text of words of some length, no longer than it may be. */
const words = (most: number) =>
  fc
    .array(fc.stringMatching(/^[A-Za-zŵŷÉ’&'-]{1,18}$/), { minLength: 1, maxLength: 20 })
    .map((all) => all.join(' ').slice(0, most).trim())
    .filter((text) => text !== '')
const address = fc
  .record({
    name: words(POSTAL_LIMITS.name),
    lines: fc.array(words(POSTAL_LIMITS.line), { minLength: 1, maxLength: POSTAL_LIMITS.lines }),
  })
  .filter(({ lines }) => lines.join(', ').length <= POSTAL_LIMITS.all)
const firm = fc.record({
  name: words(120),
  address: fc.array(words(80), { minLength: 1, maxLength: 6 }),
  dx: fc.option(words(80), { nil: '' }),
  email: fc.stringMatching(/^[a-z]{1,60}@[a-z]{1,50}\.example$/),
  company: fc.option(words(300), { nil: '' }),
})

const model = (changes: Partial<LetterModel>): LetterModel => ({
  ...sampleLetter('L24', 'uk-gdpr'),
  ...changes,
})

describe('an address of any length that may be typed', () => {
  test('is printed whole in the window, the number on its own line, over nothing else', () => {
    fc.assert(
      fc.property(address, firm, fc.boolean(), fc.boolean(), (to, of, largePrint, yours) => {
        const typed = [to.name, 'A1234BC', ...to.lines, 'LS12 2TJ']
        const base = model({})
        const laidOut = layOut(
          model({
            ...{ address: typed, largePrint, yourRef: yours ? 'Your reference 2026/114' : '' },
            firm: { ...base.firm, ...of },
          }),
          faces,
        )
        const placed = laidOut.pages[0]!.pieces.find(
          ({ x, y }) => x === WINDOW.x && y > WINDOW.y && y < WINDOW.y + WINDOW.height,
        )!
        expect(bare(wordsOf(placed))).toBe(bare(typed.join('')))
        expect(wordsOf(placed).split('\n')).toContain('A1234BC')
        const box = boxOf(placed)
        expect(box.right).toBeLessThanOrEqual(WINDOW.x + WINDOW.width + 0.01)
        expect(box.bottom).toBeLessThanOrEqual(WINDOW.y + WINDOW.height + 0.01)
        const all = bare(laidOut.pages[0]!.pieces.map(wordsOf).join(''))
        for (const said of [of.name, ...of.address, of.dx, of.email, of.company])
          expect(all).toContain(bare(said))
        expect(clashes(laidOut)).toEqual([])
        const lowest = Math.max(...laidOut.pages[0]!.pieces.map((one) => boxOf(one).bottom))
        expect(lowest).toBeLessThanOrEqual(A4.height)
      }),
      { numRuns: 150 },
    )
  })

  test('of a real body stands on as many lines as it needs, in type that can be read', () => {
    for (const name of [
      'Central and North West London NHS Foundation Trust',
      'Birmingham and Solihull Mental Health NHS Foundation Trust',
      'Ministry of Justice, Offender Subject Access Request Team',
    ]) {
      const { pages } = layOut(
        model({
          address: [name, 'HMP & YOI Wormwood Scrubs', 'Du Cane Road', 'LONDON', 'W12 0AE'],
        }),
        faces,
      )
      const placed = pages[0]!.pieces.find(
        ({ x, y }) => x === WINDOW.x && y > WINDOW.y && y < WINDOW.y + 20,
      )!
      expect(bare(wordsOf(placed))).toContain(bare(name))
      expect(boxOf(placed).size).toBeGreaterThanOrEqual(9)
    }
  })

  test('is printed whole on the envelope, beside the sender and over nothing', () => {
    fc.assert(
      fc.property(address, firm, (to, of) => {
        const typed = [to.name, 'A1234BC', ...to.lines, 'LS12 2TJ']
        const laidOut = layOutEnvelope(envelopeModelOf({ to: typed, ...of }), faces)
        const all = bare(laidOut.pages[0]!.pieces.map(wordsOf).join(''))
        for (const said of [typed.join(''), of.name, ...of.address])
          expect(all).toContain(bare(said))
        expect(clashes(laidOut)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
