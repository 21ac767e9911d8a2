import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const logo = { only: 1, paper_id: 'a1', kind: 'png', width: 400, height: 120 }

test('an office with letters keeps them, and has room for scans and a logo', () => {
  const { db, next } = fileAt(4)
  const event = { seq: 14, letter_id: 'l1', at: 'then', by: 'p', act: 'letter-sent', said: '{}' }
  put(db, 'letter_event', event)
  next()
  expect(rowsOf(db, 'letter_event')).toEqual([event])
  const scan = {
    ...{ seq: 20, consent_id: 'k1', recorded_at: 'now', recorded_by: 'p1' },
    ...{ paper_id: 'a2', kind: 'pdf', size: 1200, sha256: 'ab' },
  }
  put(db, 'consent_scan', scan)
  expect(rowsOf(db, 'consent_scan')).toEqual([scan])
})

test('the firm has one logo', () => {
  const { db, next } = fileAt(4)
  next()
  put(db, 'firm_logo', logo)
  expect(() => put(db, 'firm_logo', { ...logo, only: 2 })).toThrow('CHECK')
  expect(() => put(db, 'firm_logo', logo)).toThrow('UNIQUE')
})
