import { describe, expect, test } from 'vitest'
import { Establishment } from '../../src-main/establishments/contract.ts'
import {
  prisonFacts,
  ranked,
  whyUncertain,
} from '../../src-renderer/establishments/prison-words.ts'

const prison = (part: object) =>
  Establishment.parse({
    id: 'leeds',
    name: 'HMP Leeds',
    shortName: 'Leeds',
    category: 'B',
    area: 'West Yorkshire',
    nhsRegion: '',
    country: 'England',
    opened: null,
    closed: null,
    current: true,
    successors: [],
    operators: [],
    confidence: 'verified',
    note: '',
    ...part,
  })
const leeds = prison({})
const wymott = prison({ id: 'wymott', name: 'HMP Wymott', shortName: 'Wymott', area: 'Lancashire' })
const usk = prison({ id: 'usk', name: 'HMP Usk/Prescoed', shortName: 'Usk', area: 'Gwent' })

describe('choosing a prison', () => {
  test('those whose name begins as typed come before those that only lie there', () => {
    expect(ranked([leeds, wymott, usk], 'w').map(({ id }) => id)).toEqual([
      'wymott',
      'leeds',
      'usk',
    ])
    expect(ranked([leeds, wymott, usk], 'presc').map(({ id }) => id)).toEqual(['usk'])
    expect(ranked([leeds, wymott, usk], '')).toHaveLength(3)
  })

  test('a prison is found by any style before its name', () => {
    for (const typed of ['hmp wym', 'HMP & YOI Wymott', 'HMYOI Wymott', 'hmp/yoi wy', 'YOI Wymott'])
      expect(ranked([leeds, wymott, usk], typed).map(({ id }) => id)[0]).toBe('wymott')
    expect(ranked([leeds, wymott, usk], 'hmp')).toHaveLength(3)
  })

  test('what is known is shown in one line', () => {
    expect(prisonFacts(leeds)).toBe(
      'West Yorkshire · category B · run by the public prison service',
    )
    expect(prisonFacts(prison({ current: false, closed: '2016-07' }))).toBe(
      'Former prison, closed 2016 · West Yorkshire · category B',
    )
  })

  test('an uncertain operator is marked as well as an uncertain prison', () => {
    const span = { operator: 'G4S', from: null, to: null, confidence: 'uncertain', note: '' }
    expect(whyUncertain(leeds)).toBe('')
    expect(whyUncertain(prison({ operators: [span] }))).toBe(
      'No source found yet for when G4S ran it.',
    )
    expect(whyUncertain(prison({ confidence: 'uncertain', note: 'Two sources differ.' }))).toBe(
      'Two sources differ.',
    )
  })
})
