import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { joinedRecords } from '../../src-main/vault/migrations/0020-joined-records.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('each client of before is a person of one record, and joining marks the day of both to be made anew', () => {
  const { db, next } = fileAt(migrations.indexOf(joinedRecords))
  const client = { version: 1, forenames: '', born_on: null, prison_number: '', folded_name: 'f' }
  put(db, 'client', { ...client, id: 'c1', tag: 't1', surname: 'Fenwright' })
  put(db, 'client', { ...client, id: 'c2', tag: 't2', surname: 'Fenwrite' })
  next()
  expect(rowsOf(db, 'client_record')).toEqual([
    { client_id: 'c1', person_id: 'c1', place: 1 },
    { client_id: 'c2', person_id: 'c2', place: 1 },
  ])
  expect(rowsOf(db, 'joining')).toEqual([])
  db.prepare('delete from diary_stale').run()
  db.prepare("update client_record set person_id = 'c1', place = 2 where client_id = 'c2'").run()
  const stale = db.prepare('select client_id from diary_stale order by 1').pluck()
  expect(stale.all()).toEqual(['c1', 'c2'])
})
