import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { retention } from '../../src-main/vault/migrations/0037-retention.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

const version = (client_id: string) => ({
  ...{ client_id, version: 1, seq: 1, recorded_at: '2019-05-07T09:00:00.000Z', recorded_by: 'p' },
  ...{ reason: '', particulars: '{}' },
})
const matter = (id: string, client_id: string) => ({
  ...{ id, client_id, client_number: 1, matter_number: 1, our_ref: id, opened_on: '2020-01-01' },
  ...{ version: 1, kind: 'other', title: 'x', folded: 'x', responsible: 'p' },
})

test('clients of before who have no matter are known by their day, and later ones as they come and as matters are opened', () => {
  const { db, next } = fileAt(migrations.indexOf(retention))
  put(db, 'client_version', version('one'), version('other'))
  put(db, 'matter', matter('m', 'other'))
  next()
  const one = { client_id: 'one', since: '2019-05-07' }
  expect(rowsOf(db, 'no_matter')).toEqual([one])
  put(db, 'client_version', version('third'), { ...version('third'), version: 2 })
  expect(rowsOf(db, 'no_matter')).toEqual([one, { ...one, client_id: 'third' }])
  put(db, 'matter', matter('n', 'third'))
  expect(rowsOf(db, 'no_matter')).toEqual([one])
  db.exec(`delete from client_version`)
  for (const table of ['no_matter', 'retention_period', 'kept_longer'])
    expect(rowsOf(db, table)).toEqual([])
})
