import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { heldToBooks } from '../../src-main/vault/migrations/0016-held-to-books.ts'
import { fileAt, put } from './migrated.ts'

test('whoever has a letter in the tray is looked at again when the firm, a person or a prison’s address changes, and a client when they move', () => {
  const { db, next } = fileAt(migrations.indexOf(heldToBooks))
  const letter = (id: string, state: string) =>
    put(db, 'letter_index', {
      ...{ id, client_id: `client of ${id}`, matter_id: 'm1', kind: 'L03', answers: null },
      ...{ to_name: 'n', to_role: 'records-holder', dated_on: '2026-11-23', state, awaits: 1 },
      ...{ sent_on: null, route: null, first_seq: 1 },
    })
  letter('l1', 'printed')
  letter('l2', 'draft')
  next()
  const stale = () => {
    const found = db.prepare('select client_id from diary_stale order by 1').pluck().all()
    db.exec('delete from diary_stale')
    return found
  }
  stale()
  put(db, 'firm_version', {
    ...{ version: 1, recorded_at: 'now', recorded_by: 'p', seq: 1, details: '{}' },
  })
  expect(stale()).toContain('client of l1')
  put(db, 'stay', {
    ...{ id: 's1', client_id: 'c9', replaces: null, establishment_id: 'leeds' },
    ...{ from_on: '2026-11-01', source: 's', seq: 1, recorded_at: 'now', recorded_by: 'p' },
    reason: '',
  })
  expect(stale()).toEqual(['c9'])
})
