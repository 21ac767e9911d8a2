import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { representatives } from '../../src-main/vault/migrations/0018-representatives.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('a file has nobody who acts for a client at first and every withdrawal is the client’s own, and what is recorded of one makes the client’s day anew', () => {
  const { db, next } = fileAt(migrations.indexOf(representatives))
  put(db, 'consent_withdrawal', {
    ...{ seq: 3, consent_id: 'f1', recorded_at: 'now', recorded_by: 'p', classes: '[]' },
    ...{ received_on: '2026-02-01', how: 'post', note: '' },
  })
  next()
  expect(db.prepare('select said_by from consent_withdrawal').pluck().all()).toEqual(['client'])
  expect(rowsOf(db, 'representative')).toEqual([])
  db.exec('delete from diary_stale')
  put(db, 'representative', {
    ...{ seq: 7, representative_id: 'r1', client_id: 'c1', act: 'representative-recorded' },
    ...{ at: 'now', by: 'p', said: '{}' },
  })
  expect(db.prepare('select client_id from diary_stale').pluck().all()).toEqual(['c1'])
})
