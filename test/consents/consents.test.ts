import { describe, expect, test } from 'vitest'
import type { Consent } from '../../src-main/consents/contract.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { someAuthority, someConsent } from './some-consent.ts'

async function officeWithClient() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  return { ...office, ask: office.ask, clientId }
}
const standing = ({ choices }: Consent) =>
  Object.fromEntries(choices.map(({ class: about, state }) => [about, state]))
const sister = { name: 'Denise Fenwright', role: 'family' } as const

test('a form is kept as it came, word for word, with each answer as it was given', async () => {
  const { ask, clientId } = await officeWithClient()
  const consent = await ask.consents.record(someConsent(clientId))
  expect(consent).toMatchObject({
    recipient: sister,
    wording: 'My sister may be told where I am and how I am. I may take this back at any time.',
    recordedBy: 'Imogen Tark',
    withdrawals: [],
  })
  expect(standing(consent)).toEqual({
    location: 'in-force',
    health: 'in-force',
    offence: 'refused',
    'mental-health': 'not-chosen',
    'hiv-sexual-health': 'restricted',
  })
  expect(await ask.consents.list({ clientId })).toEqual([consent])
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('what may be told follows from the forms, with the reason and the shortest cure', async () => {
  const { ask, clientId } = await officeWithClient()
  const question = { clientId, recipient: sister, purpose: 'inform', on: '2026-11-23' } as const
  const before = await ask.consents.mayTell({ ...question, class: 'health' })
  expect(before).toMatchObject({ allowed: false, consentId: null })
  expect(before.cure).toContain('consent form that names this recipient')
  const { id } = await ask.consents.record(someConsent(clientId))
  expect(await ask.consents.mayTell({ ...question, class: 'health' })).toEqual({
    allowed: true,
    why: 'The client consented to disclosing this to Denise Fenwright.',
    cure: null,
    consentId: id,
  })
  const refused = await ask.consents.mayTell({ ...question, class: 'offence' })
  expect(refused).toMatchObject({ allowed: false, cure: 'Leave it out.' })
})

test('a withdrawal counts from the day it came in, for what it names alone', async () => {
  const { ask, clientId } = await officeWithClient()
  const { id: consentId } = await ask.consents.record(someConsent(clientId))
  const after = await ask.consents.withdraw({
    ...{ consentId, classes: ['health'], receivedOn: '2026-11-20', how: 'slip' },
  })
  expect(standing(after)).toMatchObject({ health: 'withdrawn', location: 'in-force' })
  expect(after.withdrawals).toMatchObject([{ classes: ['health'], receivedOn: '2026-11-20' }])
  const told = async (on: string, about: 'health' | 'location') =>
    (
      await ask.consents.mayTell({
        clientId,
        recipient: sister,
        class: about,
        purpose: 'inform',
        on: on as never,
      })
    ).allowed
  expect(await told('2026-11-19', 'health')).toBe(true)
  expect(await told('2026-11-20', 'health')).toBe(false)
  expect(await told('2026-11-20', 'location')).toBe(true)
  const again = ask.consents.withdraw({
    consentId,
    classes: ['health'],
    receivedOn: '2026-11-21',
    how: 'slip',
  })
  await refusalOf(again, 'conflict')
  const never = ask.consents.withdraw({
    consentId,
    classes: ['offence'],
    receivedOn: '2026-11-21',
    how: 'slip',
  })
  await refusalOf(never, 'conflict')
})

test.each([
  ['signedOn', { signedOn: '2026-11-24' }],
  ['receivedOn', { receivedOn: '2026-11-24' }],
  ['receivedOn', { receivedOn: '2026-11-01' }],
  ['until', { until: '2026-11-01' }],
  [
    'choices.1.class',
    {
      choices: [
        { class: 'health', answer: 'given' },
        { class: 'health', answer: 'refused' },
      ],
    },
  ],
  ['consulted', { choices: [{ class: 'hiv-sexual-health', answer: 'given' }] }],
])('a form whose %s cannot be is refused, and nothing is recorded', async (field, changes) => {
  const { ask, clientId } = await officeWithClient()
  const asked = ask.consents.record(someConsent(clientId, changes as never))
  expect((await refusalOf(asked, 'invalid-input')).fields).toHaveProperty([field])
  expect(await ask.consents.list({ clientId })).toEqual([])
})

test('a consultation was by somebody who works here and before the client signed', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const choices = [{ class: 'hiv-sexual-health' as const, answer: 'given' as const }]
  const consulted = { by: partner, on: '2026-11-03' as never, said: 'We spoke of it.' }
  const late = ask.consents.record(someConsent(clientId, { choices, consulted }))
  expect((await refusalOf(late, 'invalid-input')).fields).toHaveProperty(['consulted.on'])
  const nobody = { ...consulted, on: '2026-11-02' as never, by: clientId as never }
  const unknown = ask.consents.record(someConsent(clientId, { choices, consulted: nobody }))
  expect((await refusalOf(unknown, 'invalid-input')).fields).toHaveProperty(['consulted.by'])
})

describe('HIV and sexual health', () => {
  test('reads as held for everybody alike: asked, refused or never mentioned', async () => {
    const { ask, clientId, partner } = await officeWithClient()
    const consulted = { by: partner, on: '2026-11-02' as never, said: 'He was told what it means.' }
    const told = { class: 'hiv-sexual-health' as const }
    const given = await ask.consents.record(
      someConsent(clientId, { choices: [{ ...told, answer: 'given' }], consulted }),
    )
    const refused = await ask.consents.record(
      someConsent(clientId, { choices: [{ ...told, answer: 'refused' }] }),
    )
    const never = await ask.consents.record(
      someConsent(clientId, { choices: [{ class: 'health', answer: 'given' }] }),
    )
    const mark = ({ choices }: Consent) =>
      choices.filter(({ class: about }) => about === told.class)
    expect(mark(given)).toEqual([{ ...told, state: 'restricted' }])
    expect(mark(refused)).toEqual(mark(given))
    expect(mark(never)).toEqual(mark(given))
    const ask3 = ask.consents.mayTell({
      clientId,
      recipient: sister,
      ...told,
      purpose: 'inform',
      on: '2026-11-23' as never,
    })
    await refusalOf(ask3, 'not-allowed')
  })

  test('is opened with a reason, and the look itself stands in the log', async () => {
    const { ask, clientId, partner } = await officeWithClient()
    const consulted = { by: partner, on: '2026-11-02' as never, said: 'He was told what it means.' }
    const choices = [{ class: 'hiv-sexual-health' as const, answer: 'given' as const }]
    const { id: consentId } = await ask.consents.record(
      someConsent(clientId, { choices, consulted }),
    )
    const before = (await ask.audit.health({})).entries
    const seen = await ask.consents.reveal({ consentId, reason: 'To prepare the letter of claim.' })
    const heard = { ...consulted, with: null }
    expect(seen).toEqual({ answer: 'given', state: 'in-force', withdrawals: [], consulted: heard })
    const [entry] = (await ask.audit.list({ limit: 1 })).entries
    expect(entry).toMatchObject({ seq: before + 1, act: 'record-read', who: 'Imogen Tark' })
    await refusalOf(ask.consents.reveal({ consentId, reason: ' ' }), 'invalid-input')
  })

  test('is not opened by a secretary, and an auditor sees no consent at all', async () => {
    const { ask, clientId, hire, signIn } = await officeWithClient()
    const { id: consentId } = await ask.consents.record(someConsent(clientId))
    const secretary = await hire('Hester Vane', 'secretary')
    const auditor = await hire('Ada Quill', 'auditor')
    await signIn(secretary)
    expect(await ask.consents.list({ clientId })).toHaveLength(1)
    await refusalOf(ask.consents.reveal({ consentId, reason: 'Because' }), 'not-allowed')
    await signIn(auditor)
    await refusalOf(ask.consents.list({ clientId }), 'not-allowed')
  })

  test('no word in clear in the log tells of it', async () => {
    const { ask, clientId, partner } = await officeWithClient()
    const consulted = { by: partner, on: '2026-11-02' as never, said: 'He was told what it means.' }
    const choices = [{ class: 'hiv-sexual-health' as const, answer: 'given' as const }]
    await ask.consents.record(someConsent(clientId, { choices, consulted }))
    const { total } = await ask.audit.list({ limit: 1 })
    const { detail, ...clear } = JSON.parse((await ask.audit.entry({ seq: total })).leaf)
    expect(detail).not.toEqual([])
    expect(JSON.stringify(clear)).not.toMatch(/hiv|sexual|health|family/i)
  })
})

test('a signature grows too old to rely on, by its own words or by the office’s rule', async () => {
  const { ask, clientId, clock } = await officeWithClient()
  const short = await ask.consents.record(someConsent(clientId, { until: '2026-12-10' as never }))
  expect(standing(short)).toMatchObject({ health: 'expiring' })
  const long = await ask.consents.record(someAuthority(clientId, { until: '2029-01-01' as never }))
  expect(standing(long)).toMatchObject({ health: 'in-force' })
  clock.set('2026-12-11T09:00:00.000Z')
  const [, first] = await ask.consents.list({ clientId })
  expect(standing(first!)).toMatchObject({ health: 'expired' })
  clock.set('2028-01-10T09:00:00.000Z')
  const [aged] = await ask.consents.list({ clientId })
  expect(standing(aged!)).toMatchObject({ health: 'expired' })
})

test('the lists can be remade from the log', async () => {
  const { ask, clientId, office } = await officeWithClient()
  const { id: consentId } = await ask.consents.record(someConsent(clientId))
  await ask.consents.withdraw({
    consentId,
    classes: ['health'],
    receivedOn: '2026-11-20' as never,
    how: 'post',
  })
  const before = await ask.consents.list({ clientId })
  await office.rebuild()
  expect(await ask.consents.list({ clientId })).toEqual(before)
})

test('a consent or client that nobody recorded is not found', async () => {
  const { ask } = await officeWithClient()
  const nobody = '019ab3c4-0000-7000-8000-000000000000' as never
  await refusalOf(ask.consents.list({ clientId: nobody }), 'not-found')
  await refusalOf(ask.consents.record(someConsent(nobody)), 'not-found')
  const withdrawal = {
    classes: ['health' as const],
    receivedOn: '2026-11-20' as never,
    how: 'post' as const,
  }
  await refusalOf(ask.consents.withdraw({ consentId: nobody, ...withdrawal }), 'not-found')
})
