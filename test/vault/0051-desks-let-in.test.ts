import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { desksLetIn } from '../../src-main/vault/migrations/0051-desks-let-in.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('of an office of before the log says of no desks that they are let in, and afterwards once', () => {
  const { db, next } = fileAt(migrations.indexOf(desksLetIn))
  next()
  expect(rowsOf(db, 'desks_let_in')).toEqual([])
  const row = { only: 1, at: '2026-11-30T09:00:00.000Z' }
  put(db, 'desks_let_in', row)
  expect(() => put(db, 'desks_let_in', row)).toThrow(/UNIQUE/)
})
