import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const consent = {
  id: 'k1',
  client_id: 'c1',
  seq: 7,
  recorded_at: '2026-11-02T09:00:00.000Z',
  recorded_by: 'p1',
  form: '{}',
}

test('an office with cases keeps them, and has room for consents and what was taken back', () => {
  const { db, next } = fileAt(2)
  const note = { seq: 5, matter_id: 'm1', at: 'then', by: 'p1', text: 'He rang.' }
  put(db, 'matter_note', note)
  next()
  expect(rowsOf(db, 'matter_note')).toEqual([note])
  put(db, 'consent', consent)
  put(db, 'consent_withdrawal', {
    ...{ seq: 8, consent_id: 'k1', recorded_at: 'now', recorded_by: 'p1' },
    ...{ classes: '["health"]', received_on: '2026-11-03', how: 'slip', note: '' },
  })
  expect(rowsOf(db, 'consent')).toEqual([consent])
})

test('a form is known once, and never without its words', () => {
  const { db, next } = fileAt(2)
  next()
  put(db, 'consent', consent)
  expect(() => put(db, 'consent', consent)).toThrow('UNIQUE')
  expect(() => put(db, 'consent', { ...consent, id: 'k2', form: null })).toThrow('NOT NULL')
})
