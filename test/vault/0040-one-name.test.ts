import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { oneName } from '../../src-main/vault/migrations/0040-one-name.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

test('checks of the law and the stage of letters stand under their names of today, and still mark the diary', () => {
  const { db, next } = fileAt(migrations.indexOf(oneName))
  const letter = {
    ...{ client_id: 'c', matter_id: 'm', kind: 'L01', answers: null, to_name: '', to_role: '' },
    ...{ dated_on: '2026-11-23', awaits: 1, sent_on: null, route: null, first_seq: 1 },
  }
  put(db, 'letter_index', { ...letter, id: 'draft', state: 'draft', held: 1 })
  put(db, 'letter_index', { ...letter, id: 'sent', client_id: 'd', state: 'sent', held: 0 })
  const check = {
    ...{ by: 'p', entry: 'deadline/R01', digest: '', checked_on: '2026-11-23' },
    ...{ source: '', note: '' },
  }
  put(db, 'law_vouching', { ...check, seq: 1, at: '2026-11-23T10:00:00.000Z' })
  db.exec('delete from diary_stale')
  next()
  expect(db.prepare('select id, stage, restricted from letter_index order by id').all()).toEqual([
    { id: 'draft', stage: 'draft', restricted: 1 },
    { id: 'sent', stage: 'waiting', restricted: 0 },
  ])
  expect(rowsOf(db, 'law_check')).toMatchObject([{ seq: 1, entry: 'deadline/R01' }])
  const marked = () => {
    const rows = rowsOf(db, 'diary_stale')
    db.exec('delete from diary_stale')
    return rows
  }
  expect(marked()).toEqual([])
  put(db, 'law_check', { ...check, seq: 2, at: '2026-11-23T10:00:00.000Z' })
  expect(marked()).toEqual([{ client_id: 'c' }])
  db.exec('delete from law_check where seq = 2')
  expect(marked()).toEqual([{ client_id: 'c' }])
  const made = db.prepare('select name, sql from sqlite_schema where sql is not null').all()
  expect(JSON.stringify(made)).not.toMatch(/vouching|shelf|\bheld\b/)
})
