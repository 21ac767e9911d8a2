import { describe, expect, test } from 'vitest'
import type { TopicSheet } from '../../src-main/rights/contract.ts'
import { compareVersions, otherVersion } from '../../src-renderer/rights/compare-versions.ts'
import { relatedTopics, stayOn } from '../../src-renderer/rights/related-topics.ts'
import { formatSpan } from '../../src-main/dates/words.ts'
import { lawOf, whyNotThatDay } from '../../src-renderer/rights/rights-words.ts'

const edition = {
  oldRequestsEnd: '2018-05-24',
  seed: { id: 'seed', title: 'The source page', from: '2003-04-01', to: '2005-12-31' },
} as never
const version = (from: string | null, to: string | null, text: string) =>
  ({ from, to, text }) as unknown as TopicSheet['versions'][number]
const versions = [
  version(null, '2018-05-24', 'Within 40 days.'),
  version('2018-05-25', '2026-02-04', 'Within one month.'),
  version('2026-02-05', null, 'Within one month, paused.'),
]
const today = '2026-11-23'

describe('which version stands beside the one of the day', () => {
  const days = { today, seedDay: '2005-12-31' }
  test('today is read beside the years of the source page', () => {
    expect(otherVersion(versions, { ...days, asAt: today })).toBe(0)
  })
  test('the past is read beside today', () => {
    expect(otherVersion(versions, { ...days, asAt: '2004-03-01' })).toBe(2)
  })
  test('where the years of the page had the same, the version before', () => {
    const two = [version('2003-04-01', '2018-05-24', 'a'), version('2018-05-25', null, 'b')]
    expect(otherVersion(two, { ...days, asAt: today, seedDay: today })).toBe(0)
    expect(otherVersion(versions.slice(2), { ...days, asAt: today })).toBeNull()
  })
  test('each is named by its day or its years', () => {
    const pair = compareVersions(versions[2]!, versions[0]!, { asAt: today, today })
    expect([pair.holds.head, pair.holds.span]).toEqual(['Today', 'since 5 February 2026'])
    expect([pair.other?.head, pair.other?.span]).toEqual(['Until 2018', 'until 24 May 2018'])
    const past = compareVersions(versions[0]!, versions[2]!, { asAt: '2004-03-01', today })
    expect([past.holds.head, past.other?.head]).toEqual(['On 1 March 2004', 'Today'])
    const between = compareVersions(versions[2]!, versions[1]!, { asAt: today, today })
    expect(between.other?.head).toBe('2018 to 2026')
  })
})

describe('a day asked about', () => {
  test('before the law on file is refused in words', () => {
    expect(whyNotThatDay('2003-03-31', '2003-04-01')).toBe(
      'The law on file begins on 1 April 2003. Choose that date or a later one.',
    )
    expect(whyNotThatDay(null, '2003-04-01')).toMatch(/Not a valid date/)
    expect(whyNotThatDay('2003-04-01', '2003-04-01')).toBeNull()
  })
  test('is named by the law it falls under', () => {
    expect(lawOf(today, today, edition)).toBe('Today')
    expect(lawOf('2004-03-01', today, edition)).toBe('2003 to 2005')
    expect(lawOf('2018-05-24', today, edition)).toBe('1998 law')
    expect(lawOf('2018-05-25', today, edition)).toBe('Law on that date')
    expect(lawOf('2027-01-01', today, edition)).toBe('Future date')
  })
  test('has its span in words', () => {
    expect(formatSpan({ from: '2018-05-25', to: '2026-02-04' })).toBe(
      '25 May 2018 to 4 February 2026',
    )
    expect(formatSpan({ from: null, to: null })).toBe('at all times')
  })
})

describe('what is on screen', () => {
  const topic = (id: string, more: object = {}) =>
    ({
      id,
      heading: id,
      text: `says ${id}`,
      toCheck: null,
      letters: [],
      rules: [],
      ...more,
    }) as never
  const all = [
    topic('2.1.1'),
    topic('2.4.1', { letters: ['L03'] }),
    topic('2.4.3', { rules: ['R02'] }),
    topic('2.9.3', { letters: ['L03', 'L07'] }),
  ]
  test('brings its topics: those the screen names, then those of its letter and its rules', () => {
    const here = { letter: 'L03', rules: ['R02'] }
    const compareVersions = ['2.4.3', '9.9']
    expect(relatedTopics(all, here, compareVersions, []).map(({ id }) => id)).toEqual([
      '2.4.3',
      '2.4.1',
      '2.9.3',
    ])
    expect(relatedTopics(all, {}, [], [])).toEqual([])
  })
  test('shows the other day only where it said something else', () => {
    const then = [topic('2.4.1', { text: 'said before' }), topic('2.9.3')]
    const rows = relatedTopics(all, { letter: 'L03' }, [], then)
    expect(rows.map(({ other }) => other)).toEqual(['said before', null])
  })
  test('on the day of a move the stay that begins is the one', () => {
    const stays = [
      { from: '2026-01-01', to: '2026-06-01', at: 'leeds' },
      { from: '2026-06-01', to: null, at: 'doncaster' },
    ]
    expect(stayOn(stays, '2026-06-01')?.at).toBe('doncaster')
    expect(stayOn(stays, '2026-05-31')?.at).toBe('leeds')
    expect(stayOn(stays, '2025-12-31')).toBeUndefined()
  })
})
