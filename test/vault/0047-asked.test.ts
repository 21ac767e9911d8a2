import { expect, test } from 'vitest'
import { asked } from '../../src-main/vault/migrations/0047-asked.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('no desk has asked anything in a file of before, and each question is kept once', () => {
  const { db, next } = fileAt(migrations.indexOf(asked))
  next()
  expect(rowsOf(db, 'asked')).toEqual([])
  const at = '2026-11-23T09:00:00.000Z'
  const row = { desk: 'front', id: 'a', person_id: 'p', at, answer: null }
  put(db, 'asked', row)
  expect(() => put(db, 'asked', row)).toThrow('UNIQUE')
  put(db, 'asked', { ...row, desk: 'back' })
  expect(rowsOf(db, 'asked')).toHaveLength(2)
})
