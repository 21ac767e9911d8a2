import { expect, test } from 'vitest'
import { flatReads } from '../../src-main/vault/migrations/0011-flat-reads.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { fileAt, put, rowsOf } from './migrated.ts'

const before = migrations.indexOf(flatReads)
const matter = {
  ...{ id: 'm1', client_id: 'c1', client_number: 1, matter_number: 1, our_ref: 'A1' },
  ...{ opened_on: '2026-01-05', version: 1, kind: 'treatment', title: 't', folded: 't' },
  ...{ responsible: 'p', event_on: '2025-07-11', known_on: null },
}
const telling = {
  ...{ id: 700, seq: 7, client_id: 'c1', letter_id: null, on_day: 'd', route: 'telephone' },
  ...{ reader: 'R', role: 'family', purpose: 'inform', bare: 0 },
}
const name = { client_id: 'c1', kind: 'name', shown: 'x' }

test('what an office held before is found as what it records from now on', () => {
  const { db, next } = fileAt(before)
  put(db, 'matter', matter, { ...matter, id: 'm2', our_ref: 'A2' })
  put(db, 'matter_closing', { matter_id: 'm2', closed_on: 'd', reason: 'Done', seq: 9 })
  const told = ['health', 'location'].map((one) => ({ class: one, why: 'w', consentId: null }))
  put(db, 'disclosure', { ...telling, told: JSON.stringify(told) })
  put(db, 'searchable', { ...name, id: 1, folded: 'o brien obrien' })
  put(db, 'searchable', { ...name, id: 2, folded: 'brien ann' })
  next()
  expect(rowsOf(db, 'matter_open')).toEqual([
    { matter_id: 'm1', event_on: '2025-07-11', known_on: null },
  ])
  expect(rowsOf(db, 'disclosure_class')).toEqual([
    { class: 'health', bare: 0, id: 700 },
    { class: 'location', bare: 0, id: 700 },
  ])
  expect(rowsOf(db, 'searchable_term')).toEqual([
    { term: 'ann', rim: 'ann', times: 1 },
    { term: 'brien', rim: 'ben', times: 2 },
    { term: 'o', rim: 'oo', times: 1 },
    { term: 'obrien', rim: 'oen', times: 1 },
  ])
})

test('a word of a name stands there for as long as some name holds it', () => {
  const { db, next } = fileAt(before)
  next()
  const terms = () => rowsOf(db, 'searchable_term').map((row) => (row as { term: string }).term)
  put(db, 'searchable', { ...name, id: 1, folded: 'ann brien ann' })
  put(db, 'searchable', { ...name, id: 2, folded: 'ann' })
  expect(terms()).toEqual(['ann', 'brien'])
  db.prepare('delete from searchable where id = 1').run()
  expect(terms()).toEqual(['ann'])
  db.prepare('delete from searchable where id = 2').run()
  expect(terms()).toEqual([])
})
