import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { exportsBegun } from '../../src-main/vault/migrations/0039-exports-begun.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('no export is begun in a file of before, and each folder is remembered once', () => {
  const { db, next } = fileAt(migrations.indexOf(exportsBegun))
  next()
  expect(rowsOf(db, 'export_begun')).toEqual([])
  const begun = { folder: '/media/stick/.remedy.writing', at: '2026-11-23T09:00:00.000Z' }
  put(db, 'export_begun', begun)
  expect(() => put(db, 'export_begun', begun)).toThrow('UNIQUE')
  expect(rowsOf(db, 'export_begun')).toEqual([begun])
})
