import { describe, expect, test } from 'vitest'
import { RULES, SINCE } from '../../src-main/audit/binding.ts'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { desksRule } from '../../src-main/desks/desks-rule.ts'
import { auditRules } from '../../src-main/folds.ts'

type Said = readonly [act: string, detail: object | null]
const KEY = 'a'.repeat(64)
const added: Said = ['desk-added', { deskId: 'front', name: 'Front desk', key: KEY }]
const renamed: Said = ['desk-renamed', { deskId: 'front', name: 'Reception' }]
const removed: Said = ['desk-removed', { deskId: 'front', name: 'Front desk' }]
const dropped = (key: string): Said => ['stray-desk-dropped', { deskId: 'front', name: 'x', key }]
const at = (desk: unknown): Said => ['client-registered', { desk }]

const judged = (said: readonly Said[], rules: number = RULES) =>
  desksRule.judge(
    ([['office-created', { rules }], ...said] as Said[]).map(
      ([act, detail], nth): OpenedEntry =>
        ({
          ...{ seq: nth + 1, at: '2026-11-23T09:00:00.000Z', actor: 'imogen', act },
          ...{ subject: null, detail },
        }) as never,
    ),
  )
const NOWHERE = 'was recorded at no desk of this office.'
const IMPOSSIBLE = 'about a desk was not possible.'

describe('an entry is held against the desks that the log has', () => {
  test('what was recorded at the window, and at a desk from its adding to its removal, is right', () => {
    const own: Said = ['client-registered', {}]
    expect(
      judged([own, dropped(KEY), added, at('front'), renamed, at('front'), removed, own]),
    ).toEqual({ of: 6, failed: 0, findings: [], remarks: [] })
  })

  test.each<[kind: string, said: readonly Said[], what: string, differs: string]>([
    ['a desk never added', [at('front')], NOWHERE, 'The desk that it names had never been added.'],
    [
      'one added later',
      [at('front'), added],
      NOWHERE,
      'The desk that it names had never been added.',
    ],
    ['another desk', [added, at('back')], NOWHERE, 'The desk that it names had never been added.'],
    ['no id', [added, at(7)], NOWHERE, 'The desk that it names had never been added.'],
    [
      'a desk removed before',
      [added, removed, at('front')],
      NOWHERE,
      'The desk that it names had been removed.',
    ],
    [
      'a desk added at itself',
      [['desk-added', { deskId: 'front', name: 'x', key: KEY, desk: 'front' }]],
      NOWHERE,
      'The desk that it names had never been added.',
    ],
    ['one added twice', [added, added], IMPOSSIBLE, 'The desk had been added already.'],
    ['one added again', [added, removed, added], IMPOSSIBLE, 'The desk had been added already.'],
    ['one renamed', [renamed], IMPOSSIBLE, 'No such desk belonged to the office then.'],
    [
      'one removed twice',
      [added, removed, removed],
      IMPOSSIBLE,
      'No such desk belonged to the office then.',
    ],
    [
      'one of the office’s dropped',
      [added, dropped(KEY)],
      IMPOSSIBLE,
      'The desk belonged to the office.',
    ],
  ])('%s is found', (_, said, what, differs) => {
    const { failed, findings, remarks } = judged(said)
    const wrong = said.length + 1 - (said.at(-1) === added && said[0] !== added ? 1 : 0)
    expect([failed, remarks]).toEqual([1, []])
    expect(findings).toMatchObject([{ seq: wrong, what: `Entry ${wrong} ${what}`, differs }])
  })

  test('a key that was put to a desk of the office, and one of a desk that was removed, are dropped rightly', () => {
    expect(judged([added, dropped('b'.repeat(64)), removed, dropped(KEY)]).failed).toBe(0)
  })

  test('what was erased names no desk any more', () => {
    expect(judged([['client-registered', null]])).toMatchObject({ of: 0, failed: 0 })
  })

  test('before the first sign-in by this rule it is a remark, and no later sign-in takes it back', () => {
    const { failed, findings, remarks } = judged([at('front')], SINCE.desks - 1)
    expect([failed, findings]).toEqual([0, []])
    expect(remarks).toMatchObject([{ seq: 2 }])
    const earlier: Said = ['signed-in', { rules: SINCE.desks - 1 }]
    expect(judged([earlier, at('front')]).findings).toMatchObject([{ seq: 3 }])
  })
})

test('every verification asks it', () => {
  expect(auditRules()).toContain(desksRule)
})
