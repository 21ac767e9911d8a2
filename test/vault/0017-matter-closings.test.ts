import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { matterClosings } from '../../src-main/vault/migrations/0017-matter-closings.ts'
import { fileAt, put } from './migrated.ts'

test('a matter closed before keeps no limitation date in the diary, and taking its closing out makes its client’s day anew', () => {
  const { db, next } = fileAt(migrations.indexOf(matterClosings))
  put(db, 'matter', {
    ...{ id: 'm1', client_id: 'c1', client_number: 1, matter_number: 1, our_ref: 'OP/FENW.1-1' },
    ...{ opened_on: '2026-01-05', version: 1, kind: 'treatment', title: 't', folded: 'copies' },
    ...{ responsible: 'p', event_on: '2025-07-11', known_on: null },
  })
  put(db, 'matter_closing', { matter_id: 'm1', closed_on: '2026-02-01', reason: 'r', seq: 4 })
  next()
  expect(db.prepare('select limits from matter_closing').pluck().get()).toBe('[]')
  db.prepare('delete from diary_stale').run()
  db.prepare("delete from matter_closing where matter_id = 'm1'").run()
  expect(db.prepare('select client_id from diary_stale').pluck().all()).toEqual(['c1'])
})
