import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { backups } from '../../src-main/vault/migrations/0030-backups.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('an office of before has no backup, no test of one, and no folder for them', () => {
  const { db, next } = fileAt(migrations.indexOf(backups))
  next()
  for (const table of ['backup_plan', 'backup', 'backup_trial', 'restoration'])
    expect(rowsOf(db, table)).toEqual([])
  const put = db.prepare('insert into backup_plan values (?, ?, 1, 1, 1)')
  put.run(1, '/a stick')
  expect(() => put.run(2, '/another')).toThrow('CHECK')
})
