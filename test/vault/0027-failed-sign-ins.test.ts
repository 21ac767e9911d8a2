import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { failedSignIns } from '../../src-main/vault/migrations/0027-failed-sign-ins.ts'
import { fileAt } from './migrated.ts'

test('no wrong passphrase is known of before, and no mark of the file that keeps them', () => {
  const { db, next } = fileAt(migrations.indexOf(failedSignIns))
  next()
  expect(db.prepare('select * from failed_sign_in').all()).toEqual([])
  expect(db.prepare('select * from sign_in_mark').all()).toEqual([])
})
