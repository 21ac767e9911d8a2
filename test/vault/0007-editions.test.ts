import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

test('an office that changed the law keeps its changes, and has room for editions brought in', () => {
  const { db, next } = fileAt(6)
  const change = { seq: 9, at: 'then', by: 'p1', act: 'law-amended', said: '{}' }
  put(db, 'law_change', change)
  next()
  expect(rowsOf(db, 'law_change')).toEqual([change])
  const edition = {
    ...{ seq: 12, at: 'now', by: 'p1', paper_id: 'a1', sha256: 'ab', size: 390_000 },
    ...{ edition_id: '2027-01-15', title: 'The law', published_on: '2027-01-15', digest: 'cd' },
  }
  put(db, 'edition_import', edition)
  expect(rowsOf(db, 'edition_import')).toEqual([edition])
  expect(() => put(db, 'edition_import', { ...edition, seq: 13, title: null })).toThrow('NOT NULL')
})
