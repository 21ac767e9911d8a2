import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { callsUndone } from '../../src-main/vault/migrations/0024-calls-undone.ts'
import { fileAt, put } from './migrated.ts'

test('a call of before stands, and was not taken back', () => {
  const { db, next } = fileAt(migrations.indexOf(callsUndone))
  put(db, 'call', {
    ...{ seq: 9, client_id: 'c1', at: 'now', by: 'p', on_day: '2026-11-20', caller: 'A sister' },
    ...{ role: 'family', purpose: 'inform', asked: '', told: '[]' },
  })
  next()
  expect(db.prepare('select seq, undone from call').all()).toEqual([{ seq: 9, undone: '' }])
})
