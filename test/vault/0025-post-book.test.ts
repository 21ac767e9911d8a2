import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { postBook } from '../../src-main/vault/migrations/0025-post-book.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('a file of before has no post book, and the post of a day is found by its own index', () => {
  const { db, next } = fileAt(migrations.indexOf(postBook))
  next()
  expect(rowsOf(db, 'post_book')).toEqual([])
  const plan = db
    .prepare("explain query plan select id from letter_index where sent_on = '2026-11-23'")
    .all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail).join()).toContain('letter_index_by_sent')
})
