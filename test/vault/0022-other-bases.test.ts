import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { otherBases } from '../../src-main/vault/migrations/0022-other-bases.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('a file of before has no other basis, and what is recorded of one makes the client’s day anew', () => {
  const { db, next } = fileAt(migrations.indexOf(otherBases))
  next()
  expect(rowsOf(db, 'basis')).toEqual([])
  db.exec('delete from diary_stale')
  put(db, 'basis', {
    ...{ seq: 7, basis_id: 'b1', client_id: 'c1', act: 'basis-recorded' },
    ...{ at: 'now', by: 'p', said: '{}' },
  })
  expect(db.prepare('select client_id from diary_stale').pluck().all()).toEqual(['c1'])
})
