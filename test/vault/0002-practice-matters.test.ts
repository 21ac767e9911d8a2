import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const matter = {
  id: 'm1',
  client_id: 'c1',
  client_number: 1,
  matter_number: 1,
  our_ref: 'TP/0001/1',
  opened_on: '2026-11-02',
  version: 1,
  kind: 'records',
  title: 'Records',
  folded: 'records',
  responsible: 'p1',
  event_on: null,
  known_on: '2026-10-01',
}

test('an office of the ground keeps its people, and has room for the firm and for cases', () => {
  const { db, next } = fileAt(1)
  const person = { id: 'p1', name: 'Imogen Tark', role: 'partner', works: 1 }
  put(db, 'person', person)
  next()
  expect(rowsOf(db, 'person')).toEqual([person])
  put(db, 'matter', matter)
  put(db, 'matter_note', { seq: 9, matter_id: 'm1', at: 'now', by: 'p1', text: 'He rang.' })
  expect(rowsOf(db, 'matter')).toEqual([matter])
})

test('our reference names one case alone', () => {
  const { db, next } = fileAt(1)
  next()
  put(db, 'matter', matter)
  expect(() => put(db, 'matter', { ...matter, id: 'm2' })).toThrow('UNIQUE')
  expect(() => put(db, 'matter', { ...matter, id: 'm3', our_ref: null })).toThrow('NOT NULL')
})
