import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { daySaid } from '../../src-main/vault/migrations/0015-day-said.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('a withdrawal of before has no day of its own and corrects nothing', () => {
  const { db, next } = fileAt(migrations.indexOf(daySaid))
  const withdrawal = {
    ...{ seq: 9, consent_id: 'k1', recorded_at: 'a', recorded_by: 'p', classes: '["health"]' },
    ...{ received_on: '2026-11-20', how: 'slip', note: '' },
  }
  put(db, 'consent_withdrawal', withdrawal)
  next()
  expect(rowsOf(db, 'consent_withdrawal')).toEqual([
    { ...withdrawal, said_on: null, replaces: null, reason: '' },
  ])
})
