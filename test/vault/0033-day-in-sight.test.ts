import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { dayInSight } from '../../src-main/vault/migrations/0033-day-in-sight.ts'
import { fileAt, put } from './migrated.ts'

test('a line of the diary of before is for everybody until the next look makes it anew', () => {
  const { db, next } = fileAt(migrations.indexOf(dayInSight))
  put(db, 'diary', {
    ...{ client_id: 'c', part: 'late', from_day: '2026-11-01', to_day: '9999-12-31' },
    ...{ on_day: '2026-11-01', our_ref: 'IT/1', about: 'l', not_by: null, item: '{}' },
  })
  next()
  expect(db.prepare('select about, sight from diary').all()).toEqual([
    { about: 'l', sight: 'both' },
  ])
})
