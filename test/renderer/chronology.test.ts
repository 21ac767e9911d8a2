import { describe, expect, test } from 'vitest'
import { Client } from '../../src-main/clients/contract.ts'
import { ChronologyLine } from '../../src-main/day/contract.ts'
import { byYear, ownLines, toldLine } from '../../src-renderer/clients/chronology.ts'
import { needsInWords, particularsInWords } from '../../src-renderer/clients/client-words.ts'
import { stayDates, staySpans } from '../../src-renderer/clients/stay-spans.ts'

const needs = {
  language: '',
  interpreter: false,
  largePrint: false,
  easyWords: false,
  readAloud: false,
  note: '',
}
const first = {
  surname: 'Fenwright',
  forenames: 'Tobias',
  aliases: [],
  bornOn: '1987-03-09',
  prisonNumber: { number: 'A0471ZZ', exception: '' },
  needs,
  version: 1,
  recordedAt: '2025-12-31T23:59:00.000Z',
  recordedBy: 'Hester Vane',
  reason: '',
  seq: 2,
}
const stay = {
  id: '01930000-0000-7000-8000-000000000001',
  ...{ clientId: '01930000-0000-7000-8000-000000000000', record: 1 },
  establishmentId: 'leeds',
  kind: 'prison',
  name: 'HMP Leeds',
  ...{ place: '', lines: [], postcode: '' },
  from: '2026-01-12',
  to: '2026-09-03',
  source: 'letter from the client',
  recordedAt: '2026-03-01T11:00:00.000Z',
  recordedBy: 'Imogen Tark',
  reason: 'A week earlier.',
  superseded: [
    {
      name: 'HMP Leeds',
      address: '',
      from: '2026-01-19',
      source: 'letter from the client',
      recordedAt: '2026-02-02T10:14:00.000Z',
      recordedBy: 'Hester Vane',
    },
  ],
}
const client = Client.parse({
  ...first,
  id: '01930000-0000-7000-8000-000000000000',
  bornOn: '1988-03-09',
  needs: { ...needs, largePrint: true },
  version: 2,
  recordedAt: '2026-10-05T09:12:00.000Z',
  recordedBy: 'Imogen Tark',
  reason: 'The birth certificate decides.',
  earlier: [first],
  ...{ openedAs: null, joined: [], differences: [], takenBack: [] },
  stays: [
    stay,
    {
      ...stay,
      id: '01930000-0000-7000-8000-000000000002',
      name: 'HMP Wymott',
      from: '2026-09-03',
      to: null,
      recordedAt: '2026-09-10T08:40:00.000Z',
      reason: '',
      superseded: [],
    },
  ],
})

describe('the chronology of a client', () => {
  const own = ownLines(client)
  const all = [...own.client, ...own.stay].toSorted((one, other) => other.at.localeCompare(one.at))

  test('tells every version of the particulars and of each stay once, newest first', () => {
    expect(all.map(({ title }) => title)).toEqual([
      'Particulars corrected',
      'Transferred to HMP Wymott',
      'History corrected: HMP Leeds',
      'At HMP Leeds',
      'Client recorded',
    ])
  })

  test('shows what a correction replaced, and why, and by whom', () => {
    expect(all[0]).toMatchObject({
      who: 'Imogen Tark',
      reason: 'The birth certificate decides.',
      changes: [
        { name: 'Born', was: '9 March 1987', is: '9 March 1988' },
        { name: 'Communication needs', was: 'None recorded', is: 'Large print' },
      ],
    })
    expect(all[2]).toMatchObject({
      reason: 'A week earlier.',
      changes: [{ name: 'In this prison since', was: '19 January 2026', is: '12 January 2026' }],
    })
    expect(all[3]).toMatchObject({
      who: 'Hester Vane',
      words: 'Since 19 January 2026. Source: letter from the client.',
    })
  })

  test('stands under the year in which it was recorded', () => {
    const years = byYear(all, (at) => at.slice(0, 4))
    expect(years.map(([year, lines]) => [year, lines.length])).toEqual([
      ['2026', 4],
      ['2025', 1],
    ])
  })
})

describe('a line of the chronology', () => {
  const own = ownLines(client)
  const line = (changes: object) =>
    ChronologyLine.parse({
      ...{ seq: 7, record: 1, at: '2026-11-20T09:00:00.000Z', who: 'Hester Vane', kind: 'letter' },
      ...{ act: 'letter-sent', on: '2026-11-20', name: 'Northgate Health', ref: 'IT/FENW.1-1' },
      ...{ letterKind: 'L03', detail: 'first-class', reason: '' },
      link: { to: 'letter', id: 'one' },
      ...changes,
    })

  test('says what happened, with whom, and leads to the thing', () => {
    expect(toldLine(line({}), own)).toMatchObject({
      title: 'L03 Health records request sent',
      words: 'To Northgate Health. First class post, 20 November 2026.',
      place: '/letters/one',
    })
    expect(toldLine(line({ act: 'reply-recorded', detail: 'refused' }), own)).toMatchObject({
      title: 'Refused',
      words: 'L03 Health records request, to Northgate Health. 20 November 2026',
    })
    const call = { kind: 'told', act: 'call-recorded', name: 'Ruth', detail: 'nothing', link: null }
    expect(toldLine(line(call), own)).toMatchObject({
      title: 'Call from Ruth',
      words: 'Nothing was disclosed.',
      place: null,
    })
  })

  test('shows what a correction replaced, found by the moment of its entry', () => {
    const corrected = toldLine(
      line({ kind: 'client', act: 'client-corrected', at: '2026-10-05T09:12:00.000Z', link: null }),
      own,
    )
    expect(corrected.changes.map(({ name }) => name)).toEqual(['Born', 'Communication needs'])
  })

  test('has words for every act that a domain records of a client', () => {
    const acts = {
      letter: ['letter-drafted', 'letter-approved', 'letter-recalled', 'letter-returned'],
      consent: [
        ...['consent-recorded', 'consent-withdrawn', 'scan-attached', 'consent-checked'],
        ...['consent-returned', 'consent-reviewed'],
      ],
      matter: ['matter-opened', 'matter-corrected', 'matter-noted', 'matter-closed'],
      told: ['call-recorded', 'letter-sent'],
    }
    for (const [kind, all] of Object.entries(acts))
      for (const act of all) {
        const { title, words } = toldLine(line({ kind, act }), own)
        expect(`${title} ${words}`).not.toMatch(/undefined|-recorded|consent-|letter-|matter-/)
      }
  })
})

describe('the strip of stays', () => {
  test('is to scale, and says where the client is now', () => {
    expect(staySpans(client.stays, '2026-11-22')).toMatchObject([
      { name: 'HMP Leeds', words: '12 January to 3 September 2026', days: 234, now: false },
      { name: 'HMP Wymott, now', words: 'Since 3 September 2026', days: 80, now: true },
    ])
  })

  test('knows a move still to come', () => {
    const spans = staySpans(client.stays, '2026-08-01')
    expect(spans.map(({ now }) => now)).toEqual([true, false])
    expect(spans[1]!.words).toBe('From 3 September 2026')
  })

  test('gives both years where a stay runs over new year', () => {
    const [{ from, to, kind }] = [
      { from: '2025-02-11', to: '2026-01-12', kind: 'prison' } as (typeof client.stays)[number],
    ]
    expect(stayDates({ from, to, kind }, '2026-11-22')).toBe('11 February 2025 to 12 January 2026')
  })
})

describe('particulars in words', () => {
  test('say how to write in one line, in the words of the office', () => {
    expect(
      needsInWords({ ...needs, language: 'Polish', interpreter: true, note: 'Not on Fridays' }),
    ).toBe('Polish, interpreter needed, Not on Fridays')
  })

  test('give the reason beside a number that is missing', () => {
    const without = { ...client, prisonNumber: { number: '', exception: 'Not yet given' } }
    expect(particularsInWords(without)).toContainEqual({
      name: 'Prison number',
      value: 'None: Not yet given',
    })
  })
})
