import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { workPassed } from '../../src-main/vault/migrations/0036-work-passed.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('no work of before passed to anybody', () => {
  const { db, next } = fileAt(migrations.indexOf(workPassed))
  next()
  expect(rowsOf(db, 'work_passed')).toEqual([])
})
