import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { consentRules } from '../../src-main/consents/check-rule.ts'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'

const log = (...said: [act: string, actor: string, detail: object | null][]) =>
  said.map(([act, actor, detail], at) => ({
    ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', subject: 'tag', act, actor, detail },
  })) as never as OpenedEntry[]
const recorded = (secondCheck: boolean) =>
  ['consent-recorded', 'one', { consentId: 'k', receivedOn: '2026-11-06', secondCheck }] as [
    string,
    string,
    object,
  ]
const check = (actor: string, act = 'consent-checked') =>
  [act, actor, { consentId: 'k' }] as [string, string, object]
const called = (told: object[], on = '2026-11-23') =>
  [
    'call-recorded',
    'one',
    { clientId: 'c', on, caller: 'Ruth', role: 'family', purpose: 'inform', asked: '', told },
  ] as [string, string, object]
const byForm = { class: 'health', why: 'A form gives it.', consentId: 'k' }
const faults = (entries: OpenedEntry[]) =>
  disclosureRules.flatMap((rule) => rule.judge(entries).findings.map(({ differs }) => differs))

test('what was told by telephone has its basis on its day, like any letter', () => {
  expect(faults(log(recorded(false), called([byForm])))).toEqual([])
  expect(faults(log(called([byForm])))).toEqual(['The log has no such form before it.'])
  expect(faults(log(recorded(false), called([byForm], '2026-11-05')))).toEqual([
    'The form it names was received later.',
  ])
  expect(faults(log(called([{ ...byForm, consentId: null, why: '' }])))).toEqual([
    'It names no basis.',
  ])
})

test('a form that had not passed its second check, or was sent back at it, is no basis', () => {
  const waits = ['The form it names had not passed its second check.']
  expect(faults(log(recorded(true), called([byForm])))).toEqual(waits)
  expect(faults(log(recorded(true), check('two'), called([byForm])))).toEqual([])
  const back = check('two', 'consent-returned')
  expect(faults(log(recorded(true), back, called([byForm])))).toEqual(waits)
})

test('a check by who recorded the form, or of no form, is a finding', () => {
  const judge = (entries: OpenedEntry[]) =>
    consentRules.flatMap((rule) => rule.judge(entries).findings.map(({ differs }) => differs))
  expect(judge(log(recorded(true), check('two')))).toEqual([])
  expect(judge(log(recorded(true), check('one')))).toEqual([
    'The same person had recorded the form.',
  ])
  expect(judge(log(check('one')))).toEqual(['The log has no such form before it.'])
})
