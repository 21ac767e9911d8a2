import { describe, expect, test } from 'vitest'
import type { DayItem } from '../../src-main/day/contract.ts'
import {
  badgeOf,
  dayInList,
  daySentence,
  placeOfItem,
  whenOf,
  type DayView,
} from '../../src-renderer/day/day-words.ts'

const item = (over: Partial<Record<keyof DayItem, unknown>> = {}) =>
  ({
    matterId: 'm',
    clientId: 'c',
    letterId: 'l',
    clientName: 'Fenwright, Tobias',
    ourRef: 'IT/FENW.14-2',
    what: 'Health records, HMP Leeds: no reply',
    on: '2026-11-09',
    act: 'chase',
    provisional: false,
    daysLate: 0,
    ...over,
  }) as DayItem
const groups = (counts: Partial<Record<DayView['groups'][number]['name'], number>>) =>
  Object.entries(counts).map(([name, count]) => ({
    name,
    total: count,
    items: Array.from({ length: Math.min(count, 1) }, () => item()),
  })) as DayView['groups']

describe('the sentence under the date', () => {
  test('is true to the groups, the danger first', () => {
    expect(daySentence({ groups: groups({ late: 2, recall: 1, due: 9 }), ahead: [] })).toBe(
      'Twelve things to do. Two are late and one letter needs recall.',
    )
    expect(daySentence({ groups: groups({ 'limitation-now': 1, late: 2 }), ahead: [] })).toBe(
      'Three things to do. One limitation date is near and two are late.',
    )
    expect(daySentence({ groups: groups({ late: 1 }), ahead: [] })).toBe(
      'One thing to do. One is late.',
    )
    expect(daySentence({ groups: groups({ due: 3 }), ahead: [] })).toBe(
      'Three things to do. None is late.',
    )
    expect(daySentence({ groups: groups({ late: 0 }), ahead: [] })).toBe('Nothing to do today.')
    expect(daySentence({ groups: [], ahead: ['client', 'matter'] })).toBe(
      'Two steps before the first letter.',
    )
  })
})

describe('a row of the day', () => {
  const today = '2026-11-23'

  test('leaves the year out only where it is the year of the title', () => {
    expect(dayInList('2026-11-09', today)).toBe('Monday 9 November')
    expect(dayInList('2027-01-11', today)).toBe('Monday 11 January 2027')
  })

  test('has the state of its group, and days late from the office', () => {
    expect(badgeOf('late', item({ daysLate: 14 }), today).word).toBe('14 days late')
    expect(badgeOf('recall', item(), today).kind).toBe('blocked')
    expect(badgeOf('limitation-now', item({ on: '2026-11-25' }), today)).toEqual({
      ...{ kind: 'limitation', word: 'Limitation: 2 days' },
    })
    const words = ['approved', 'signed', 'returned'].map(
      (state) => badgeOf('not-sent', item({ state, on: null }), today).word,
    )
    expect(words).toEqual(['Approved', 'Signed', 'Returned undelivered'])
    expect(badgeOf('due', item({ on: '2026-12-04', provisional: true }), today).kind).toBe(
      'provisional',
    )
    expect(badgeOf('no-date', item({ on: null }), today).kind).toBe('no-date')
    expect(whenOf('no-date', item({ on: null }), today)).toBe('No date in the diary')
    expect(whenOf('late', item(), today)).toBe('Due Monday 9 November')
  })

  test('leads to where its act is done', () => {
    expect(placeOfItem(item(), 'chase').query).toEqual({ matter: 'm', answers: 'l' })
    expect(placeOfItem(item({ act: 'recall' }), 'recall')).toEqual({
      path: '/letters/l',
      query: { act: 'recall' },
    })
    expect(placeOfItem(item(), 'reply').query).toEqual({ act: 'reply' })
    // Nothing is approved unread.
    expect(placeOfItem(item(), 'approve').query).toEqual({})
    expect(placeOfItem(item(), 'record-form').path).toBe('/clients/c/consents/new')
    expect(placeOfItem(item(), 'open')).toEqual({ path: '/letters/l', query: {} })
    expect(placeOfItem(item({ letterId: null }), 'set-date').path).toBe('/matters/m')
  })
})
