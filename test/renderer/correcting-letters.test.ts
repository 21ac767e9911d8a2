import { expect, test } from 'vitest'
import type { Letter } from '../../src-main/letters/contract.ts'
import { RECORDED_ACTS } from '../../src-renderer/letters/recorded-acts.ts'

const reply = (seq: number, first: number, more: object = {}) => ({
  ...{ seq, first, version: seq, kind: 'extended', on: '2026-12-07', note: '', by: 'Ivo Tarn' },
  ...{ at: '2026-12-07T09:00:00.000Z', toDecide: false, decided: null },
  ...more,
})
const sent = { on: '2026-12-01', route: 'hand', version: 7, at: '', by: 'Ivo Tarn' }
const letter = (replies: object[]) => ({ replies, sent }) as unknown as Letter

test('the form of a correction finds the reply that it shows again once another desk corrected it', () => {
  const { start, standing } = RECORDED_ACTS['correct-reply']
  const typed = start(letter([reply(3, 3), reply(4, 4)]), 'me')
  expect(typed).toMatchObject({ reply: '4', version: '4' })
  const now = letter([reply(3, 3, { version: 9 }), reply(8, 4, { kind: 'refused' })])
  expect(standing!(now, typed)).toMatchObject({
    ...{ typed: { kind: 'refused' }, version: '8', by: 'Ivo Tarn' },
    // What was decided of it is not on the form.
    more: true,
  })
  // A decision is a newer version of it too.
  expect(standing!(now, { ...typed, reply: '3' })?.version).toBe('9')
  expect(standing!(letter([]), typed)).toBeNull()
})

test('the form of a decision goes over the reply as it stands, and does not show all of it', () => {
  const { start, standing } = RECORDED_ACTS.decide
  const typed = start(letter([reply(3, 3), reply(4, 4, { toDecide: true })]), 'me')
  expect(typed).toMatchObject({ reply: '4', version: '4' })
  expect(standing!(letter([reply(8, 4, { note: 'Misread' })]), typed)).toMatchObject({
    ...{ typed: { decision: '', until: '' }, version: '8', more: true },
  })
})

test('the form of a corrected sending stands on the newest correction', () => {
  const { start, standing } = RECORDED_ACTS['correct-sending']
  expect(start(letter([]), 'me')).toMatchObject({ route: 'hand', version: '7' })
  expect(standing!(letter([]), {})).toMatchObject({ typed: { route: 'hand' }, version: '7' })
})
