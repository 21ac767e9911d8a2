import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const letter = {
  id: 'l1',
  client_id: 'c1',
  matter_id: 'm1',
  kind: 'L03',
  dated_on: '2026-11-02',
  answers: null,
  version: 1,
  seq: 11,
  content: '{}',
}

test('an office with consents keeps them, and has room for letters and the register', () => {
  const { db, next } = fileAt(3)
  const consent = {
    id: 'k1',
    client_id: 'c1',
    seq: 7,
    recorded_at: 'a',
    recorded_by: 'p',
    form: '{}',
  }
  put(db, 'consent', consent)
  next()
  expect(rowsOf(db, 'consent')).toEqual([consent])
  put(db, 'letter', letter, { ...letter, id: 'l2', answers: 'l1', seq: 12 })
  put(db, 'disclosure', {
    ...{ seq: 13, client_id: 'c1', letter_id: 'l1', on_day: '2026-11-03', route: 'post' },
    ...{ reader: 'Northgate Health', role: 'records', purpose: 'request', told: '[]' },
  })
  expect(rowsOf(db, 'letter')).toHaveLength(2)
  expect(rowsOf(db, 'disclosure')).toMatchObject([{ id: 1, letter_id: 'l1' }])
})

test('a letter’s history is found by its letter, and one entry says one thing', () => {
  const { db, next } = fileAt(3)
  next()
  const event = { seq: 14, letter_id: 'l1', at: 'now', by: 'p1', act: 'letter-printed', said: '{}' }
  put(db, 'letter_event', event)
  expect(() => put(db, 'letter_event', event)).toThrow('UNIQUE')
  const plan = db
    .prepare('explain query plan select * from letter_event where letter_id = ?')
    .all('l1')
  expect(JSON.stringify(plan)).toContain('letter_event_by_letter')
})
