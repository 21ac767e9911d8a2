import { expect, test } from 'vitest'
import { isBare, type DisclosedClass } from '../../src-main/disclosures/disclosed.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

const row = (id: number, told: DisclosedClass[]) => ({
  ...{ id, seq: 13, client_id: 'c1', letter_id: 'l1', on_day: '2026-11-03', route: 'post' },
  ...{ reader: 'Northgate Health', role: 'records-holder', purpose: 'obtain-records' },
  told: JSON.stringify(told),
})
const byForm = { class: 'identity', why: 'A form gives it.', consentId: 'k1' }
const otherwise = { class: 'unclassed', why: 'Free text.', consentId: null }
const byNothing = { class: 'health', why: '', consentId: null }

test('what was told stays in the register, and is marked just as the log would mark it', () => {
  const { db, next } = fileAt(7)
  const tellings = [[byForm], [byForm, otherwise], [byForm, byNothing], []]
  put(db, 'disclosure', ...tellings.map((told, at) => row(at + 1, told)))
  next()
  expect(rowsOf(db, 'disclosure')).toEqual(
    tellings.map((told, at) => ({ ...row(at + 1, told), bare: isBare(told) ? 1 : 0 })),
  )
})

test('there is room for calls, and for what was told without a letter', () => {
  const { db, next } = fileAt(7)
  next()
  put(db, 'call', {
    ...{ seq: 20, client_id: 'c1', at: 'now', by: 'p1', on_day: '2026-11-03', caller: 'Ruth' },
    ...{ role: 'family', purpose: 'inform', asked: '', told: '[]' },
  })
  put(db, 'disclosure', { ...row(2000, [byForm]), letter_id: null, bare: 0 })
  expect([rowsOf(db, 'call').length, rowsOf(db, 'disclosure').length]).toEqual([1, 1])
})

test('the register is read in its own order by an index, from any place in it', () => {
  const { db, next } = fileAt(7)
  next()
  const plan = db
    .prepare(
      `explain query plan select * from disclosure where bare = 0 and id < 500
       order by bare desc, id desc limit 50`,
    )
    .all()
  expect(JSON.stringify(plan)).toContain('disclosure_by_basis (bare=? AND id<?)')
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE')
})
