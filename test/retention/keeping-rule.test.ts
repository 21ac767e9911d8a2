import { describe, expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { keepingRule } from '../../src-main/retention/keeping-rule.ts'

const subject = 'AbCdEfGhIjKlMnOpQrStUv'
const entry = (seq: number, act: string, detail: object, about: string | null = subject) =>
  ({
    ...{ seq, act, subject: about, detail, actor: 'p' },
    at: `20${10 + seq}-06-01T09:00:00.000Z`,
  }) as OpenedEntry

const opened = entry(1, 'matter-opened', { matterId: 'm', kind: 'other' })
const longer = entry(5, 'keeping-extended', { clientId: 'c', until: '2020-07-01' })
const set = entry(2, 'retention-set', { kind: 'other', years: 6, reason: '' }, null)
const closed = entry(3, 'matter-closed', { matterId: 'm', closedOn: '2013-06-01' })
const matter = {
  ...{ matterId: 'm', kind: 'other', closedOn: '2013-06-01', years: 6, set: 2 },
  until: '2019-06-01',
}
const right = { due: '2019-06-01', matters: [matter], onRecord: null, ofAge: null, longer: null }
const proposed = (changes: object = {}, seq = 9) =>
  entry(seq, 'erasure-proposed', { clientId: 'c', basis: { ...right, ...changes } })
const judged = (...entries: OpenedEntry[]) =>
  keepingRule.judge([opened, set, closed, ...entries]).findings.map(({ differs }) => differs)

describe('That the time for keeping a file had run', () => {
  test('holds where it follows from what stands in the log, and is not asked on another ground', () => {
    expect(judged(proposed())).toEqual([])
    expect(keepingRule.judge([entry(1, 'erasure-proposed', { basis: null })]).of).toBe(0)
    expect(keepingRule.judge([entry(1, 'erasure-proposed', { ground: 'regulator' })]).of).toBe(0)
  })

  test('is not asked of the decision for another record that was erased since', () => {
    const gone = { ...entry(5, 'keeping-extended', {}, 'another'), detail: null }
    expect(judged(gone, proposed({ longer: { seq: 5, until: '2019-06-09' } }, 10))).toEqual([])
    expect(judged(longer, proposed({ longer: { seq: 5, until: '2020-07-01' } }, 11))).toEqual([])
    const shorter = entry(6, 'keeping-extended', { clientId: 'c', until: '2019-06-10' })
    expect(
      judged(longer, shorter, proposed({ longer: { seq: 6, until: '2019-06-10' } }, 10)),
    ).toEqual([])
  })

  test.each<[string, OpenedEntry[]]>([
    ['It was to be kept until 1 June 2019.', [proposed({}, 8)]],
    [
      'A matter of the client was open.',
      [entry(4, 'matter-reopened', { matterId: 'm' }), proposed()],
    ],
    ['A matter of the client is left out.', [proposed({ matters: [] })]],
    [
      'A matter was closed on another day.',
      [proposed({ matters: [{ ...matter, closedOn: '2012-06-01' }] })],
    ],
    [
      'No partner had decided on these years for such files.',
      [proposed({ matters: [{ ...matter, years: 5, until: '2018-06-01' }] })],
    ],
    [
      'No partner had decided on these years for such files.',
      [entry(4, 'retention-set', { kind: 'other', years: 9 }, null), proposed()],
    ],
    [
      'The years are counted wrongly.',
      [proposed({ matters: [{ ...matter, until: '2018-01-01' }] })],
    ],
    ['The years are counted wrongly.', [proposed({ ofAge: '2014-01-01' })]],
    ['The days do not give the day that is said.', [proposed({ due: '2019-01-01' })]],
    [
      'It names a decision to keep the file longer that the log does not have.',
      [proposed({ longer: { seq: 5, until: '2019-07-01' } })],
    ],
    [
      'It was to be kept until 1 July 2020.',
      [longer, proposed({ longer: { seq: 5, until: '2020-07-01' } })],
    ],
    ['It leaves out a decision to keep the file longer.', [longer, proposed()]],
    [
      'A matter was of another kind.',
      [entry(4, 'matter-corrected', { matterId: 'm', kind: 'treatment' }), proposed()],
    ],
  ])('%s', (fault, entries) => {
    expect(judged(...entries)).toEqual([fault])
  })
})
