import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { recoverySheet } from '../../src-main/vault/migrations/0031-recovery-sheet.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('nobody has read a sheet of an office of before back, and no copy of its keys is in it', () => {
  const { db, next } = fileAt(migrations.indexOf(recoverySheet))
  next()
  for (const table of ['recovery_sheet', 'key_copy']) expect(rowsOf(db, table)).toEqual([])
  db.prepare('insert into key_copy values (1, ?)').run('keys')
  expect(() => db.prepare('insert into key_copy values (2, ?)').run('keys')).toThrow('CHECK')
})
