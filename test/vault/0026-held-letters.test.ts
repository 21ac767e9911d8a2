import { expect, test } from 'vitest'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { heldLetters } from '../../src-main/vault/migrations/0026-held-letters.ts'
import { fileAt, put } from './migrated.ts'

const HELD = 'hiv-sexual-health'
const letter = (id: string, content: object) => ({
  ...{ id, client_id: 'c1', matter_id: 'm1', kind: 'L03', dated_on: '2026-11-23', answers: null },
  ...{ version: 1, seq: 1, content: JSON.stringify(content) },
})
const indexed = (id: string, first_seq: number) => ({
  ...{ id, client_id: 'c1', matter_id: 'm1', kind: 'L03', dated_on: '2026-11-23', answers: null },
  ...{ to_name: 'Wolds Health', to_role: 'records-holder', state: 'draft', awaits: 1 },
  ...{ sent_on: null, route: null, first_seq },
})

test('a letter of before is held by its classes or by what was decided of it, and every check was whole', () => {
  const { db, next } = fileAt(migrations.indexOf(heldLetters))
  const passages = (about: string, text = 'x') => ({ passages: [{ class: about, text }] })
  put(db, 'letter', letter('open', passages('health', `he said "${HELD}"`)))
  put(db, 'letter', letter('held', passages(HELD)))
  put(db, 'letter', letter('asks', passages('health')))
  put(db, 'letter_index', indexed('open', 1), indexed('held', 2), indexed('asks', 3))
  put(db, 'letter_event', {
    ...{ seq: 4, letter_id: 'asks', at: 'then', by: 'p', act: 'letter-approved' },
    said: JSON.stringify({ decisions: [{ class: HELD, allowed: true }] }),
  })
  put(db, 'consent_check', {
    ...{
      seq: 5,
      consent_id: 'f',
      at: 'then',
      by: 'p',
      outcome: 'passed',
      against: 'paper',
      reason: '',
    },
  })
  next()
  expect(db.prepare('select id, held from letter_index order by first_seq').all()).toEqual([
    { id: 'open', held: 0 },
    { id: 'held', held: 1 },
    { id: 'asks', held: 1 },
  ])
  expect(db.prepare('select partly from consent_check').all()).toEqual([{ partly: 0 }])
})
