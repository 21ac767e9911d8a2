import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { layOutEnvelope } from '../../src-main/typesetting/envelope.ts'
import { loadFonts } from '../../src-main/typesetting/fonts.ts'
import { layOutLabels } from '../../src-main/typesetting/labels.ts'
import type { EnvelopeModel, Label } from '../../src-main/typesetting/model.ts'
import { mm } from '../../src-main/typesetting/page.ts'
import { openPdfWorker } from '../../src-main/typesetting/pdf-worker.ts'
import { envelopeModelOf, resources } from '../letters/sample-letter.ts'
import { readBack } from '../letters/pdf-tools.ts'
import { boxOf, clashes, overEdge, wordsOf } from './boxes.ts'
import { address, firm } from './typed-addresses.ts'

const faces = loadFonts(resources).facesFor(['A'])
const worker = openPdfWorker({ resources })
afterAll(() => worker.close())

/** What an office printer leaves free along every edge. */
const FREE = mm(6)
const SIZES = { DL: [220, 110], C5: [229, 162], C4: [324, 229] } as const
const sizes = Object.keys(SIZES) as EnvelopeModel['size'][]
const to = [
  'Mr Rhodri ap Siôn',
  'A4821CE',
  'HMP Leeds',
  '2 Gloucester Terrace',
  'LEEDS',
  'LS12 2TJ',
]
const inner = (size: EnvelopeModel['size']): EnvelopeModel => ({
  ...envelopeModelOf({
    to,
    name: 'Vane & Achebe LLP',
    address: ['12 Albion Place', 'Leeds LS1 6JL'],
  }),
  size,
})
const outer = (size: EnvelopeModel['size']): EnvelopeModel => ({ ...inner(size), privilege: null })
const bare = (text: string) => text.replaceAll(/[\s,]/g, '')

describe.each(sizes)('an envelope of size %s', (size) => {
  test('has its own page, and the words of the double set where they belong', async () => {
    const [width, height] = SIZES[size]
    for (const model of [inner(size), outer(size)]) {
      const { pdf } = await worker.renderEnvelope(model)
      const said = /Page size: +([\d.]+) x ([\d.]+)/.exec(readBack(pdf, 'pdfinfo', ['$']))!
      expect(Number(said[1])).toBeCloseTo(mm(width), 1)
      expect(Number(said[2])).toBeCloseTo(mm(height), 1)
    }
    const said = (model: EnvelopeModel) =>
      layOutEnvelope(model, faces).pages[0]!.pieces.map((piece) => wordsOf(piece).split('\n'))
    expect(said(inner(size))).toEqual([
      to,
      ['PRISON RULE 39'],
      ['Legally privileged correspondence. Please pass to the addressee unopened.'],
      [
        ...['From:', 'Vane & Achebe LLP', '12 Albion Place', 'Leeds LS1 6JL'],
        ...['Telephone 0113 496 0000', 'Our ref: HV/FENW.3-1', 'Packing A7K3'],
      ],
      ['Signed:'],
      ['Hester Vane'],
    ])
    expect(said(outer(size))).toEqual([
      to,
      [
        ...['If undelivered, return to:', 'Vane & Achebe LLP', '12 Albion Place', 'Leeds LS1 6JL'],
        'Packing A7K3',
      ],
    ])
  })

  test('prints whatever may be typed whole, over nothing and inside what a printer reaches', () => {
    fc.assert(
      fc.property(address, firm, fc.boolean(), (typed, of, double) => {
        const lines = [typed.name, 'A1234BC', ...typed.lines, 'LS12 2TJ']
        const model = { ...envelopeModelOf({ to: lines, ...of }), size }
        const laidOut = layOutEnvelope(double ? model : { ...model, privilege: null }, faces)
        const all = bare(laidOut.pages[0]!.pieces.map(wordsOf).join(''))
        for (const said of [lines.join(''), of.name, ...of.address])
          expect(all).toContain(bare(said))
        expect(clashes(laidOut, faces)).toEqual([])
        expect(overEdge(laidOut, FREE, faces)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('keeps the address where the post reads it: below the stamp, above and beside what it prints', () => {
    const [width, height] = SIZES[size]
    const [placed] = layOutEnvelope(outer(size), faces).pages[0]!.pieces
    const box = boxOf(placed!, faces)
    expect(box.top).toBeGreaterThan(mm(40))
    expect(box.bottom).toBeLessThan(mm(height - 18))
    expect(box.left).toBeGreaterThan(mm(width) * 0.38)
  })
})

test('a window envelope bears where it goes back to and no address, clear of the window', () => {
  const { pages } = layOutEnvelope({ ...outer('DL'), window: true }, faces)
  expect(pages[0]!.pieces.map(wordsOf).join()).not.toContain('A4821CE')
  // The window of a DL envelope ends 18 mm above its foot and is 35 mm high.
  for (const piece of pages[0]!.pieces)
    expect(boxOf(piece, faces).bottom).toBeLessThan(mm(110 - 18 - 35))
})

describe('labels', () => {
  const plain: Label = {
    mark: null,
    lines: to,
    foot: 'If undelivered, return to: Leeds. Packing A7K3',
  }
  const marked: Label = { ...plain, mark: 'PRISON RULE 39' }

  test('begin at the place that was chosen and go on over the next sheet', () => {
    const labels = Array.from({ length: 5 }, () => plain)
    const { pages } = layOutLabels({ datedOn: '2026-11-22', start: 20, labels }, faces)
    expect(pages).toHaveLength(2)
    const firsts = pages.map(({ pieces }) => pieces.filter((one) => wordsOf(one).startsWith('Mr')))
    expect(firsts.map((each) => each.length)).toEqual([2, 3])
    // The twentieth is the middle one of the last row, the next sheet begins in the corner.
    expect(firsts[0]![0]!.x).toBeGreaterThan(mm(7.2 + 66))
    expect(firsts[0]![0]!.y).toBeGreaterThan(mm(15.15 + 6 * 38.1))
    expect(firsts[1]![0]!.x).toBeLessThan(mm(7.2 + 10))
    expect(firsts[1]![0]!.y).toBeLessThan(mm(15.15 + 12))
  })

  test('hold what may be typed whole, each inside its own label', () => {
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 21 }), fc.boolean(), (typed, start, mark) => {
        const lines = [typed.name, 'A1234BC', ...typed.lines, 'LS12 2TJ']
        const label = { ...(mark ? marked : plain), lines }
        const laidOut = layOutLabels({ datedOn: '2026-11-22', start, labels: [label] }, faces)
        expect(bare(laidOut.pages[0]!.pieces.map(wordsOf).join(''))).toContain(bare(lines.join('')))
        expect(clashes(laidOut, faces)).toEqual([])
        const at = start - 1
        const left = mm(7.2 + (at % 3) * 66.05)
        const top = mm(15.15 + Math.floor(at / 3) * 38.1)
        for (const piece of laidOut.pages[0]!.pieces) {
          const box = boxOf(piece, faces)
          expect(box.left).toBeGreaterThan(left + mm(3))
          expect(box.right).toBeLessThan(left + mm(63.5 - 3))
          expect(box.top).toBeGreaterThan(top + mm(3))
          expect(box.bottom).toBeLessThan(top + mm(38.1 - 2.5))
        }
      }),
      { numRuns: 80 },
    )
  })
})
