import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { imports } from '../../src-main/vault/migrations/0032-imports.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has imported nothing, and the last import of a kind of file is found by its headings', () => {
  const { db, next } = fileAt(migrations.indexOf(imports))
  next()
  expect(rowsOf(db, 'import_run')).toEqual([])
  const plan = db
    .prepare('explain query plan select taken from import_run where headings = ? order by seq desc')
    .all('a')
  expect(JSON.stringify(plan)).toContain('import_run_by_headings')
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE')
})
