import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { places } from '../../src-main/vault/migrations/0019-places.ts'
import { fileAt, put } from './migrated.ts'

test('a stay of before was in a prison, without an address of its own', () => {
  const { db, next } = fileAt(migrations.indexOf(places))
  put(db, 'stay', {
    ...{ id: 's1', client_id: 'c1', replaces: null, establishment_id: 'leeds', reason: '' },
    ...{ from_on: '2026-01-12', source: 's', seq: 1, recorded_at: 'now', recorded_by: 'p' },
  })
  next()
  expect(
    db.prepare('select establishment_id, kind, place, lines, postcode from stay').all(),
  ).toEqual([{ establishment_id: 'leeds', kind: 'prison', place: '', lines: '[]', postcode: '' }])
})
