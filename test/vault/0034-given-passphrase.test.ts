import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { givenPassphrase } from '../../src-main/vault/migrations/0034-given-passphrase.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('nobody of before has a passphrase that a partner gave', () => {
  const { db, next } = fileAt(migrations.indexOf(givenPassphrase))
  next()
  expect(rowsOf(db, 'given_passphrase')).toEqual([])
})
