import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { secondPerson } from '../../src-main/vault/migrations/0021-second-person.ts'
import { fileAt, put } from './migrated.ts'

test('a choice of before was made and not proposed, and nobody has a second account', () => {
  const { db, next } = fileAt(migrations.indexOf(secondPerson))
  put(db, 'second_check', { seq: 4, at: 'then', by: 'p', required: 0, reason: 'Two of us' })
  next()
  expect(db.prepare('select seq, required, proposed from second_check').all()).toEqual([
    { seq: 4, required: 0, proposed: 0 },
  ])
  expect(db.prepare('select * from same_person').all()).toEqual([])
})
