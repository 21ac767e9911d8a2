import { expect, test } from 'vitest'
import { fileAt, put, rowsOf } from './migrated.ts'

const letter = (id: string, kind = 'L03', answers: string | null = null) => ({
  ...{ id, client_id: 'c1', matter_id: 'm1', kind, dated_on: '2026-11-02', answers },
  ...{ version: 1, seq: 11 },
  content: JSON.stringify({ addressee: { name: 'Northgate Health', role: 'records-holder' } }),
})
const events = (letterId: string, from: number, ...acts: [act: string, said?: object][]) =>
  acts.map(([act, said = {}], place) => ({
    ...{ seq: from + place, letter_id: letterId, at: 'now', by: 'p1', act },
    said: JSON.stringify(said),
  }))
const sending: [string, object?][] = [
  ['letter-drafted'],
  ['letter-redrafted'],
  ['letter-approved'],
  ['letter-printed'],
  ['letter-signed'],
  ['letter-sent', { on: '2026-11-04', route: 'first-class' }],
]

test('letters of before are indexed by where each had got to, and their clients wait for the diary', () => {
  const { db, next } = fileAt(9)
  put(
    db,
    'letter',
    letter('draft'),
    letter('sent'),
    letter('replied'),
    letter('chaser', 'L09', 'sent'),
  )
  put(db, 'client', {
    ...{ id: 'c1', tag: 't', version: 1, surname: 'F', forenames: 'D', born_on: null },
    ...{ prison_number: '', folded_name: 'f d' },
  })
  put(
    db,
    'letter_event',
    ...events('draft', 1, ['letter-drafted'], ['letter-signed']),
    ...events('sent', 10, ...sending, ['reply-recorded', { kind: 'acknowledged' }]),
    ...events('replied', 20, ...sending, ['reply-recorded', { kind: 'refused' }]),
    ...events('chaser', 30, ...sending, ['letter-returned']),
  )
  next()
  const shown = db.prepare(
    'select id, state, shelf, sent_on, route, first_seq from letter_index order by first_seq',
  )
  const sent = { sent_on: '2026-11-04', route: 'first-class' }
  expect(shown.all()).toEqual([
    // It was never printed, so that to sign it changed nothing.
    { id: 'draft', state: 'draft', shelf: 'draft', sent_on: null, route: null, first_seq: 1 },
    { id: 'sent', state: 'sent', shelf: 'waiting', ...sent, first_seq: 10 },
    { id: 'replied', state: 'replied', shelf: 'done', ...sent, first_seq: 20 },
    { id: 'chaser', state: 'returned', shelf: 'done', ...sent, first_seq: 30 },
  ])
  const indexed = db.prepare('select * from letter_index order by first_seq').all()
  expect(indexed).toMatchObject([
    { to_name: 'Northgate Health', to_role: 'records-holder', awaits: 1, answers: null },
    { id: 'sent' },
    { id: 'replied' },
    { awaits: 0, answers: 'sent' },
  ])
  expect(rowsOf(db, 'diary_stale')).toEqual([{ client_id: 'c1' }])
})

test('whatever is recorded of a client makes the diary of that client wait to be made anew', () => {
  const { db, next } = fileAt(9)
  next()
  const waits = () => {
    const rows = rowsOf(db, 'diary_stale')
    db.exec('delete from diary_stale')
    return rows
  }
  put(db, 'letter', letter('l1'))
  put(db, 'letter_event', ...events('l1', 1, ['letter-drafted']))
  expect(waits()).toEqual([{ client_id: 'c1' }])
  const form = { id: 'k1', client_id: 'c1', seq: 7, recorded_at: 'a', recorded_by: 'p', form: '{}' }
  put(db, 'consent', form)
  expect(waits()).toHaveLength(1)
  put(db, 'consent_withdrawal', {
    ...{ seq: 8, consent_id: 'k1', recorded_at: 'a', recorded_by: 'p', classes: '[]' },
    ...{ received_on: 'd', how: 'slip', note: '' },
  })
  expect(waits()).toHaveLength(1)
  put(db, 'consent_check', {
    ...{ seq: 9, consent_id: 'k1', at: 'a', by: 'p', outcome: 'passed', against: '', reason: '' },
  })
  expect(waits()).toHaveLength(1)
})
