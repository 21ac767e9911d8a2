import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { officeTemplates } from '../../src-main/vault/migrations/0043-office-templates.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has no templates of its own yet', () => {
  const { db, next } = fileAt(migrations.indexOf(officeTemplates))
  next()
  expect(rowsOf(db, 'office_template')).toEqual([])
})
