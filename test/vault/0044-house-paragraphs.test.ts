import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { houseParagraphs } from '../../src-main/vault/migrations/0044-house-paragraphs.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has no paragraphs of its own yet', () => {
  const { db, next } = fileAt(migrations.indexOf(houseParagraphs))
  next()
  expect(rowsOf(db, 'house_paragraph')).toEqual([])
})
