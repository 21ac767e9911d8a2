import { describe, expect, test } from 'vitest'
import type { Amendable, Uncertainty, Moved } from '../../src-main/law/contract.ts'
import { arrangementSent, arrangementTyped } from '../../src-renderer/law/arrangement-draft.ts'
import { formatPartialDay } from '../../src-main/dates/words.ts'
import { arrangementSpan, inTimeOrder } from '../../src-renderer/law/arrangement-words.ts'
import { amendFaults, amendTyped, changeSent } from '../../src-renderer/law/amend-draft.ts'
import { fieldsSaid } from '../../src-renderer/law/change-words.ts'
import { newsWords, sortsOf, type News } from '../../src-renderer/law/edition-words.ts'
import { holidayWords, yearStanding } from '../../src-renderer/law/holiday-words.ts'
import { uncertaintiesShown, standingOf } from '../../src-renderer/law/law-words.ts'
import { movedPlace, movedSummary, movedWords } from '../../src-renderer/law/moved-words.ts'

const doubt = (title: string, sort: string, holds: boolean | null = null) =>
  ({
    entry: title,
    title,
    sort,
    why: 'Read second-hand.',
    authority: { instrument: 'UK GDPR', section: 'Article 12A' },
    stale: false,
    checkedOn: null,
    check: holds === null ? null : { holds, by: 'Ann Harrow', checkedOn: '2026-11-20' },
  }) as unknown as Uncertainty

describe('what is to be checked', () => {
  const all = [doubt('R05', 'rule'), doubt('PPO', 'body', true), doubt('R01', 'rule', false)]
  const titles = (typed: string, sort = 'all', only = 'all') =>
    uncertaintiesShown(all, { typed, sort, only }).map(({ title }) => title)

  test('is narrowed by words, by sort and by whether it was checked', () => {
    expect(titles('')).toEqual(['R05', 'PPO', 'R01'])
    expect(titles('gdpr r05')).toEqual(['R05'])
    expect(titles('', 'body')).toEqual(['PPO'])
    expect(titles('', 'all', 'open')).toEqual(['R05', 'R01'])
    expect(titles('', 'all', 'checked')).toEqual(['PPO'])
  })

  test('says who checked it, and that a check lapsed when the entry changed', () => {
    expect(standingOf(all[1]!)).toEqual({
      kind: 'holds',
      word: 'Checked',
      note: 'Ann Harrow, 20 November 2026',
    })
    expect(standingOf(all[2]!).word).toBe('Changed since')
    expect(standingOf(all[0]!).word).toBe('Never checked')
    expect(standingOf({ ...all[0]!, checkedOn: '2025-10-01' as never, stale: true }).word).toBe(
      'Check again',
    )
  })
})

describe('a change of the office', () => {
  const rule: Amendable = {
    entry: 'rule:R02:x',
    sort: 'rule',
    title: 'R02',
    amended: false,
    version: '',
    since: null,
    now: { sort: 'rule', period: { unit: 'months', count: 1 }, name: 'x', from: null, to: null },
    shipped: {
      sort: 'rule',
      period: { unit: 'months', count: 1 },
      name: 'x',
      from: null,
      to: null,
      uncertain: null,
    },
  }

  test('sends only what differs from the edition, and nothing where nothing does', () => {
    const typed = amendTyped(rule.now, '2026-11-22')
    expect(changeSent(rule, typed)).toBeNull()
    expect(changeSent(rule, { ...typed, count: '2' })).toEqual({
      sort: 'rule',
      period: { unit: 'months', count: 2 },
    })
    expect(changeSent(rule, { ...typed, uncertain: ' Not read. ' })).toEqual({
      sort: 'rule',
      uncertain: 'Not read.',
    })
  })

  test('carries an earlier change along, so that the newer one does not undo it', () => {
    const amended = { ...rule, now: { ...rule.now, name: 'ours' } as Amendable['now'] }
    const typed = { ...amendTyped(amended.now, '2026-11-22'), count: '3' }
    expect(changeSent(amended, typed)).toEqual({
      sort: 'rule',
      period: { unit: 'months', count: 3 },
      name: 'ours',
    })
  })

  test('is laid beside the edition field by field, in words', () => {
    const change = { sort: 'rule', period: { unit: 'working-days', count: 2 } } as const
    expect(fieldsSaid(change, rule.shipped)).toEqual([
      { field: 'Period', ours: '2 working days', shipped: '1 month' },
    ])
    expect(fieldsSaid(change, null)[0]?.shipped).toBe('no longer in the edition')
    const days = { sort: 'days', weekends: true, fixedDays: ['12-26'] } as const
    const said = fieldsSaid({ ...days, fixedDays: [...days.fixedDays] }, null)
    expect(said.map(({ ours }) => ours)).toEqual(['are not working days', '26 December'])
  })

  test('gets its faults at the fields of the form', () =>
    expect(amendFaults({ 'change.period.count': 'a', source: 'b', 'change.text': 'c' })).toEqual({
      count: 'a',
      source: 'b',
      text: 'c',
    }))
})

describe('what moves', () => {
  const moved = {
    what: 'letter',
    letterId: 'l',
    matterId: 'm',
    before: { due: '2026-12-29', prudent: '2026-12-24' },
    after: { due: '2026-12-30', prudent: '2026-12-24' },
  } as unknown as Moved

  test('says from which day to which, and leads to the working', () => {
    expect(movedWords(moved)).toBe('Tuesday 29 December 2026 becomes Wednesday 30 December 2026')
    expect(movedWords({ ...moved, after: null })).toBe('Tuesday 29 December 2026 becomes no date')
    expect(movedPlace(moved)).toBe('/letters/l/deadline')
    expect(movedPlace({ ...moved, what: 'limitation' })).toBe('/matters/m')
  })

  test('says so too where nothing does', () => {
    expect(movedSummary([], false)).toBe('No open deadline would move.')
    expect(movedSummary([moved], true)).toBe('One open deadline has moved.')
  })
})

describe('prisons, holidays and editions', () => {
  test('an arrangement says its days, and those without a first day come first', () => {
    expect(arrangementSpan({ from: null, to: null })).toBe('dates not known')
    const of = (sort: string, from: string | null) => ({ sort, from }) as never
    const all = [of('provider', '2013-04-01'), of('lead-pct', '2005-04-01'), of('provider', null)]
    expect(inTimeOrder(all).map(({ from }) => from)).toEqual([null, '2005-04-01', '2013-04-01'])
    expect([formatPartialDay('2016'), formatPartialDay('2017-02')]).toEqual([
      '2016',
      'February 2017',
    ])
  })

  test('an address is sent line by line, an empty day as not known', () => {
    const typed = {
      ...arrangementTyped(null, 'provider'),
      lines: ' 1 Armley Road \n\nLeeds',
      to: '',
    }
    expect(arrangementSent(typed)).toMatchObject({ lines: ['1 Armley Road', 'Leeds'], to: null })
    expect('reason' in arrangementSent(typed)).toBe(false)
  })

  test('a change of holidays is one sentence, and a year says how far it is listed', () => {
    const change = { what: 'moved', on: '2027-05-03', to: '2027-05-07' } as never
    expect(holidayWords({ change, name: 'Early May' })).toBe(
      'Early May moved from Monday 3 May 2027 to Friday 7 May 2027',
    )
    const years = { lastYear: 2030, confirmedTo: 2027 }
    expect(yearStanding(2027, years)).toBe('')
    expect(yearStanding(2028, years)).toContain('not yet confirmed')
    expect(yearStanding(2031, years)).toContain('provisional')
  })

  test('a new edition is summed up by what differs', () => {
    const of = (what: string, sort: string) => ({ what, sort, title: 't', fields: [] })
    const changes = [of('changed', 'rule'), of('added', 'topic'), of('changed', 'topic')]
    expect(newsWords({ changes: changes as News['changes'] })).toBe(
      'Three entries differ: two are changed and one is new.',
    )
    expect(newsWords({ changes: [] })).toBe('It is the same as the edition in use.')
    expect(sortsOf(changes as News['changes']).map(({ label }) => label)).toEqual([
      'All, 3',
      'Rule, 1',
      'Topic, 2',
    ])
  })
})
