import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { keyMark } from '../../src-main/vault/migrations/0029-key-mark.ts'
import { fileAt } from './migrated.ts'

test('no entry of before named the key file', () => {
  const { db, next } = fileAt(migrations.indexOf(keyMark))
  next()
  expect(db.prepare('select * from key_mark').all()).toEqual([])
})
