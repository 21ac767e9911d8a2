import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { formsBySigning } from '../../src-main/vault/migrations/0012-forms-by-signing.ts'
import { fileAt } from './migrated.ts'

test('forms are asked for by the day they were signed without reading the forms', () => {
  const { db, next } = fileAt(migrations.indexOf(formsBySigning))
  next()
  const plan = db
    .prepare("explain query plan select distinct json_extract(form, '$.signedOn') from consent")
    .all() as { detail: string }[]
  expect(plan[0]!.detail).toContain('consent_by_signing')
})
