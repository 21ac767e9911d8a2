import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { envelopeModelOf, resources, sampleLetter } from '../letters/sample-letter.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOutEnvelope } from '../../src-main/typesetting/envelope.ts'
import { layOut } from '../../src-main/typesetting/layout.ts'
import type { LetterModel } from '../../src-main/typesetting/model.ts'
import { A4, WINDOW } from '../../src-main/typesetting/page.ts'
import { boxOf, clashes, wordsOf } from './boxes.ts'
import { address, firm } from './typed-addresses.ts'

const fonts = loadFonts(resources)
const faces = fonts.facesFor(['A'])

const bare = (text: string) => text.replaceAll(/[\s,]/g, '')

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
        const box = boxOf(placed, faces)
        expect(box.right).toBeLessThanOrEqual(WINDOW.x + WINDOW.width + 0.01)
        expect(box.bottom).toBeLessThanOrEqual(WINDOW.y + WINDOW.height + 0.01)
        const all = bare(laidOut.pages[0]!.pieces.map(wordsOf).join(''))
        for (const said of [of.name, ...of.address, of.dx, of.email, of.company])
          expect(all).toContain(bare(said))
        expect(clashes(laidOut, faces)).toEqual([])
        const lowest = Math.max(...laidOut.pages[0]!.pieces.map((one) => boxOf(one, faces).bottom))
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
      expect(boxOf(placed, faces).size).toBeGreaterThanOrEqual(9)
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
        expect(clashes(laidOut, faces)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })
})
