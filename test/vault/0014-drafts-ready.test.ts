import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { draftsReady } from '../../src-main/vault/migrations/0014-drafts-ready.ts'
import { fileAt, put } from './migrated.ts'

const letter = (id: string, client_id: string, state: string) => ({
  ...{ id, client_id, matter_id: 'm', kind: 'L03', answers: null, to_name: 'n', state },
  ...{ to_role: 'records-holder', dated_on: '2026-11-23', awaits: 1, sent_on: null, route: null },
  first_seq: 1,
})

test('a change of the firm, of who signs or of what was checked marks the clients who have a draft, and no others', () => {
  const { db, next } = fileAt(migrations.indexOf(draftsReady))
  put(db, 'letter_index', letter('l1', 'c1', 'draft'))
  put(db, 'letter_index', letter('l2', 'c2', 'sent'))
  next()
  const stale = () => {
    const found = db.prepare('select client_id from diary_stale').pluck().all()
    db.prepare('delete from diary_stale').run()
    return found
  }
  stale()
  put(db, 'signatory', { person_id: 'p', signs_as: 'IT', capacity: 'Solicitor', initials: 'IT' })
  expect(stale()).toEqual(['c1'])
  put(db, 'law_vouching', {
    ...{ seq: 4, at: 'a', by: 'p', entry: 'rule:R02:', digest: 'd', checked_on: '2026-11-23' },
    ...{ source: 's', note: '' },
  })
  expect(stale()).toEqual(['c1'])
})
