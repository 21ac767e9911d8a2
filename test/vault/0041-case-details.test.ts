import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { caseDetails } from '../../src-main/vault/migrations/0041-case-details.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has no case details yet', () => {
  const { db, next } = fileAt(migrations.indexOf(caseDetails))
  next()
  expect(rowsOf(db, 'case_detail')).toEqual([])
})
