import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { documents } from '../../src-main/vault/migrations/0042-documents.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has no documents yet', () => {
  const { db, next } = fileAt(migrations.indexOf(documents))
  next()
  expect(rowsOf(db, 'document')).toEqual([])
})
