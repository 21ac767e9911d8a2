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
/** A client who was put on record on 1 June 2011, in summer time. */
const registered = (bornOn: string | null = null, clientId = 'c') =>
  entry(1, 'client-registered', { clientId, bornOn })
const set1 = entry(2, 'retention-set', { kind: 'none', years: 1, reason: '' }, null)
const onRecord = { since: '2011-06-01', years: 1, set: 2, until: '2012-06-01' }
const onlyRecord = { due: '2012-06-01', matters: [], onRecord }
const unopened = (...entries: OpenedEntry[]) =>
  keepingRule.judge(entries).findings.map(({ differs }) => differs)
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

  test('follows from the date of birth and the registration on record then, of the record that is kept', () => {
    expect(judged(registered(), proposed())).toEqual([])
    const young = registered('2000-01-01')
    const grown = { ofAge: '2018-01-01', due: '2024-01-01' }
    const matters = [{ ...matter, until: '2024-01-01' }]
    expect(judged(young, proposed({ ...grown, matters }, 15))).toEqual([])
    // A later correction says nothing of what was proposed before it.
    const corrected = entry(20, 'client-corrected', { clientId: 'c', bornOn: '1990-01-01' })
    expect(judged(young, proposed({ ...grown, matters }, 15), corrected)).toEqual([])
    expect(unopened(registered(), set1, proposed(onlyRecord))).toEqual([])
    const other = { ...registered(null, 'd'), subject: 'another', at: '2012-07-01T23:30:00.000Z' }
    const joined = entry(8, 'client-joined', { clientId: 'd', keptId: 'c' }, 'another')
    const both = { since: '2012-07-02', until: '2013-07-02' }
    const later = {
      ...onlyRecord,
      due: '2013-07-02',
      onRecord: { ...onlyRecord.onRecord, ...both },
    }
    expect(unopened(registered(), other, set1, joined, proposed(later))).toEqual([])
    expect(unopened(registered(), other, set1, joined, proposed(onlyRecord))).toEqual([
      'The client was on record since another day.',
    ])
    // With which record it was joined can no longer be read.
    const unknown = { ...joined, subject, detail: null }
    expect(unopened(registered(), set1, unknown, proposed(later, 9))).toEqual([])
  })

  test('counts the newest decision to keep the file longer, on whichever record of the person it stands', () => {
    const other = { ...registered(null, 'd'), subject: 'another' }
    const joined = entry(6, 'client-joined', { clientId: 'd', keptId: 'c' }, 'another')
    const newest = entry(7, 'keeping-extended', { clientId: 'd', until: '2019-08-01' }, 'another')
    const all = [registered(), other, longer, joined, newest]
    expect(judged(...all, proposed({ longer: { seq: 7, until: '2019-08-01' } }, 12))).toEqual([])
    expect(judged(...all, proposed({ longer: { seq: 5, until: '2020-07-01' } }, 12))).toEqual([
      'It names another decision to keep the file longer than the newest.',
    ])
    expect(judged(...all, proposed({}, 12))).toEqual([
      'It leaves out a decision to keep the file longer.',
    ])
  })

  test.each<[string, OpenedEntry[]]>([
    [
      'The client came of age on another day than the date of birth on record gives.',
      [registered('2000-01-01'), proposed()],
    ],
    [
      'The client came of age on another day than the date of birth on record gives.',
      [
        registered(),
        proposed({
          ofAge: '2013-07-01',
          due: '2019-07-01',
          matters: [{ ...matter, until: '2019-07-01' }],
        }),
      ],
    ],
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
