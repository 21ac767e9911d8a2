import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { easyTemplates } from '../../src-main/vault/migrations/0048-easy-templates.ts'
import { fileAt, rowsOf } from './migrated.ts'

test('the templates of before are not in easy words', () => {
  const { db, next } = fileAt(migrations.indexOf(easyTemplates))
  db.prepare(
    `insert into office_template (seq, kind, version, text, sha256, reason, at, by, stands)
     values (1, 'L24', 1, 'a', 'b', 'c', 'd', 'e', 1)`,
  ).run()
  next()
  expect(rowsOf(db, 'office_template')).toMatchObject([{ kind: 'L24', easy_read: 0, stands: 1 }])
})
