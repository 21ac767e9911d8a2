import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const consent = {
  ...{ id: 'k1', client_id: 'c1', seq: 7, recorded_at: 'a', recorded_by: 'p' },
  form: JSON.stringify({ signedOn: '2026-11-02' }),
}

test('a form of before waits for its check, and is found by the day of its signature', () => {
  const { db, next } = fileAt(8)
  put(db, 'consent', consent)
  next()
  expect(rowsOf(db, 'consent')).toEqual([{ ...consent, second_check: 1, signed_on: '2026-11-02' }])
})

test('there is room for checks, for asking again, and for the office’s choice', () => {
  const { db, next } = fileAt(8)
  next()
  const by = { seq: 9, at: 'now', by: 'p1' }
  const passed = { outcome: 'passed', against: 'paper', reason: '' }
  put(db, 'consent_check', { ...by, consent_id: 'k1', ...passed })
  put(db, 'consent_review', { ...by, consent_id: 'k1', on_day: 'd', how: 'visit', note: '' })
  put(db, 'second_check', { ...by, required: 1, reason: 'Always' })
  for (const table of ['consent_check', 'consent_review', 'second_check'])
    expect(rowsOf(db, table)).toHaveLength(1)
})
