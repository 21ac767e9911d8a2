import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

test('an older office keeps its letters, and has room for changes of the law, checks and arrangements', () => {
  const { db, next } = fileAt(5)
  const sent = {
    ...{ seq: 4, letter_id: 'l1', at: 'then', by: 'p1' },
    act: 'letter-sent',
    said: '{}',
  }
  put(db, 'letter_event', sent)
  next()
  expect(rowsOf(db, 'letter_event')).toEqual([sent])
  const done = { seq: 9, at: 'now', by: 'p1' }
  const change = { ...done, act: 'law-amended', said: '{}' }
  const check = {
    ...{ ...done, entry: 'receipt:dx', digest: 'ab', checked_on: '2026-11-23' },
    ...{ source: 'PD 6A', note: '' },
  }
  const nobodys = {
    ...{ ...done, id: 'a1', establishment_id: null, sort: 'disclosure-team' },
    ...{ said: '{}', reason: '' },
  }
  const transfer = {
    ...{ ...done, establishment_id: 'leeds', on_day: '2005-04-01', source: 'Minutes', note: '' },
    verified: 1,
  }
  const rows = { law_change: change, law_vouching: check, arrangement: nobodys }
  for (const [table, row] of Object.entries({ ...rows, pct_transfer: transfer })) {
    put(db, table, row)
    expect(rowsOf(db, table)).toEqual([row])
    // One row for each entry of the log.
    expect(() => put(db, table, row)).toThrow('UNIQUE')
  }
})
