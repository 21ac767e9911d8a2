import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { consentRules } from '../../src-main/consents/check-rule.ts'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'
import { lettersThen } from '../../src-main/letters/told-without-form.ts'

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
  disclosureRules(lettersThen).flatMap((rule) =>
    rule.judge(entries).findings.map(({ differs }) => differs),
  )

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

const form = (consentId: string, signedOn: string, receivedOn: string, answer = 'given') =>
  [
    'consent-recorded',
    'one',
    {
      ...{ consentId, clientId: 'c', kind: 'consent-to-tell', purpose: 'inform', consulted: null },
      recipient: { name: 'Ruth', role: 'family' },
      choices: [{ class: 'health', answer }],
      ...{ signedOn, receivedOn, until: null, wording: '', how: 'post', note: '' },
      ...{ interpreter: false, officerPresent: false, secondCheck: false, replaces: null },
    },
  ] as [string, string, object]
const bySignature = (on: string, consentId = 'late') => {
  const [act, actor, detail] = called([{ ...byForm, consentId }], on)
  return [act, actor, { ...detail, ordered: 'by-signature' }] as [string, string, object]
}

test('an act that went by signatures is judged by them, and an earlier one by the rule of its day', () => {
  const refusal = form('no', '2026-11-19', '2026-11-20', 'refused')
  const late = form('late', '2026-11-01', '2026-11-23')
  expect(faults(log(refusal, late, called([{ ...byForm, consentId: 'late' }])))).toEqual([])
  expect(faults(log(refusal, late, bySignature('2026-11-23')))).toEqual([
    'The client refused disclosure of this to this recipient.',
  ])
  // What came in after the act is not held against it.
  expect(faults(log(late, bySignature('2026-11-23'), refusal))).toEqual([])
})

test('a withdrawal recorded by mistake shuts what is dated before its correction, and nothing after', () => {
  const given = form('late', '2026-11-01', '2026-11-02')
  const said = {
    consentId: 'late',
    classes: ['health'],
    receivedOn: '2026-11-20',
    how: '',
    note: '',
  }
  const back = ['consent-withdrawn', 'one', said] as [string, string, object]
  const mistake = { ...said, classes: [], replaces: 2, reason: 'Another client' }
  const undone = ['withdrawal-corrected', 'one', mistake] as [string, string, object]
  const judged = (on: string) => faults(log(given, back, undone, bySignature(on)))
  expect(judged('2026-11-23')).toEqual([])
  expect(judged('2026-11-22')).toEqual(['The client withdrew the consent for this recipient.'])
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
