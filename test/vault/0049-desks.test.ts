import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { desks } from '../../src-main/vault/migrations/0049-desks.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('an office of before has no other desk, and each that joins is known once', () => {
  const { db, next } = fileAt(migrations.indexOf(desks))
  next()
  expect(rowsOf(db, 'desk')).toEqual([])
  const desk = { id: 'd', name: 'Front desk', key: 'f', at: '2026-11-30T09:00:00.000Z', by: 'p' }
  put(db, 'desk', desk)
  expect(rowsOf(db, 'desk')).toEqual([desk])
  expect(() => put(db, 'desk', desk)).toThrow(/UNIQUE/)
})
