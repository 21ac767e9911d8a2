import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { wordsAndNumbers } from '../../src-main/vault/migrations/0013-words-and-numbers.ts'
import { fileAt, put } from './migrated.ts'

const before = migrations.indexOf(wordsAndNumbers)
const letter = {
  ...{
    client_id: 'c1',
    matter_id: 'm1',
    kind: 'L03',
    answers: null,
    to_name: 'A',
    to_role: 'other',
  },
  ...{ dated_on: '2026-01-05', awaits: 1, sent_on: null, route: null },
}
const word = {
  ...{ seq: 9, word: 'Quay House', class: 'health', at: '2026-01-05T09:00:00.000Z' },
  ...{ by: 'p', reason: 'r' },
}

test('a client is found by a number held before without reading every version', () => {
  const { db, next } = fileAt(before)
  next()
  const plan = db
    .prepare(
      `explain query plan select client_id from client_version
        where iif(json_valid(particulars), json_extract(particulars, '$.prisonNumber.number'), null) = ?`,
    )
    .all('AB1234') as { detail: string }[]
  expect(plan[0]!.detail).toContain('client_version_by_number')
})

test('another word makes the day look again at those alone of whom a letter has not left', () => {
  const { db, next } = fileAt(before)
  next()
  put(db, 'letter_index', { ...letter, id: 'l1', state: 'approved', first_seq: 1 })
  put(db, 'letter_index', { ...letter, id: 'l2', client_id: 'c2', state: 'sent', first_seq: 2 })
  const stale = () => db.prepare('select client_id from diary_stale').pluck().all()
  db.exec('delete from diary_stale')
  put(db, 'sensitive_word', word)
  expect(stale()).toEqual(['c1'])
  db.exec('delete from diary_stale')
  db.exec('delete from sensitive_word')
  expect(stale()).toEqual(['c1'])
})
