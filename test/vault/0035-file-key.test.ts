import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { fileKey } from '../../src-main/vault/migrations/0035-file-key.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before knows no public half of a key, and has had one file key', () => {
  const { db, next } = fileAt(migrations.indexOf(fileKey))
  next()
  for (const table of ['person_pair', 'file_key_change', 'former_key'])
    expect(rowsOf(db, table)).toEqual([])
})
