import { expect, test } from 'vitest'
import { letterOffice } from '../letters/letter-office.ts'
import { someConsent } from './some-consent.ts'

const day = (iso: string) => iso as never
const HEALTH = { class: 'health' as const, purpose: 'inform' as const }
const sister = { name: 'Denise Fenwright', role: 'family' as const }

async function officeWithForms() {
  const office = await letterOffice()
  const { ask, clientId } = office
  const record = (signedOn: string, receivedOn: string, answer: 'given' | 'refused' = 'given') =>
    ask.consents.record(
      someConsent(clientId, { signedOn, receivedOn, choices: [{ class: 'health', answer }] }),
    )
  const mayTell = (on: string) =>
    ask.consents.mayTell({ clientId, recipient: sister, ...HEALTH, on: day(on) })
  const withdraw = (consentId: string, receivedOn: string, saidOn: string | null) =>
    ask.consents.withdraw({
      ...{ consentId: consentId as never, classes: ['health'], how: 'post', note: '' },
      ...{ receivedOn: day(receivedOn), saidOn: saidOn as never },
    })
  return { ...office, record, mayTell, withdraw }
}

test('a consent signed before a refusal opens nothing when it arrives after it', async () => {
  const { record, mayTell } = await officeWithForms()
  await record('2026-11-19', '2026-11-20', 'refused')
  await record('2026-11-01', '2026-11-23')
  expect(await mayTell('2026-11-23')).toMatchObject({
    allowed: false,
    why: 'The client refused disclosure of this to Denise Fenwright.',
  })
})

test('a consent signed after a withdrawal goes on counting, whatever comes in later', async () => {
  const { record, mayTell, withdraw } = await officeWithForms()
  const first = await record('2026-11-02', '2026-11-06')
  const second = await record('2026-11-15', '2026-11-18')
  await withdraw(first.id, '2026-11-20', '2026-11-10')
  expect(await mayTell('2026-11-23')).toMatchObject({ allowed: true, consentId: second.id })
})

test('a withdrawal that comes in before its form shuts the form when it comes', async () => {
  const { record, mayTell, withdraw } = await officeWithForms()
  const late = await record('2026-11-02', '2026-11-21')
  await withdraw(late.id, '2026-11-10', '2026-11-09')
  expect(await mayTell('2026-11-23')).toMatchObject({ allowed: false })
  await expect(withdraw(late.id, '2026-11-01', null)).rejects.toMatchObject({
    fields: { receivedOn: expect.stringContaining('signed later') },
  })
})

test('where the days do not settle it, nothing is allowed, and the two papers and the cure are named', async () => {
  const { ask, clientId, record, mayTell, withdraw } = await officeWithForms()
  const first = await record('2026-11-02', '2026-11-06')
  const second = await record('2026-11-12', '2026-11-14')
  await withdraw(first.id, '2026-11-15', null)
  const asked = await mayTell('2026-11-23')
  expect(asked.allowed).toBe(false)
  expect(asked.why).toContain('received on 15 November 2026 has no recorded day')
  expect(asked.why).toContain('signed on 12 November 2026')
  expect(asked.cure).toContain('record a new form that is signed after both')
  const shown = await ask.consents.list({ clientId })
  const states = shown.find(({ id }) => id === second.id)!.choices.map(({ state }) => state)
  expect(states).toContain('conflicting')
})

test('a withdrawal is put right with both versions on record, and opens nothing for the days it stood', async () => {
  const { ask, clock, record, mayTell, withdraw } = await officeWithForms()
  const form = await record('2026-11-02', '2026-11-06')
  const { withdrawals } = await withdraw(form.id, '2026-11-20', null)
  clock.set('2026-11-25T09:00:00.000Z')
  const corrected = {
    ...{ consentId: form.id, replaces: withdrawals[0]!.seq, classes: ['health' as const] },
    ...{ receivedOn: day('2026-11-20'), saidOn: null, how: 'post' as const, note: '' },
  }
  const answer = await ask.consents.correctWithdrawal({
    ...{ ...corrected, mistake: true, reason: 'It was another client' },
  })
  expect(answer.withdrawals).toMatchObject([
    { receivedOn: '2026-11-20', corrected: { reason: 'It was another client' } },
  ])
  expect(await mayTell('2026-11-22')).toMatchObject({ allowed: false })
  expect(await mayTell('2026-11-25')).toMatchObject({ allowed: true })
  await expect(
    ask.consents.correctWithdrawal({ ...corrected, mistake: false, reason: 'Again' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('a withdrawal corrected to an earlier day stops from that day', async () => {
  const { ask, record, mayTell, withdraw } = await officeWithForms()
  const form = await record('2026-11-02', '2026-11-06')
  const { withdrawals } = await withdraw(form.id, '2026-11-20', null)
  await ask.consents.correctWithdrawal({
    ...{ consentId: form.id, replaces: withdrawals[0]!.seq, classes: ['health'] },
    ...{ receivedOn: day('2026-11-20'), saidOn: day('2026-11-12'), how: 'post', note: '' },
    ...{ mistake: false, reason: 'The slip bears a date' },
  })
  expect(await mayTell('2026-11-13')).toMatchObject({ allowed: false })
  expect(await mayTell('2026-11-11')).toMatchObject({ allowed: true })
})

test('a form is not reviewed on a day by which it had been withdrawn', async () => {
  const { ask, clock, record, withdraw } = await officeWithForms()
  const form = await record('2026-11-02', '2026-11-06')
  await withdraw(form.id, '2026-11-20', '2026-11-18')
  clock.set(`${form.review.on}T09:00:00.000Z`)
  await expect(
    ask.consents.review({ consentId: form.id, on: form.review.on, how: 'post', note: '' }),
  ).rejects.toMatchObject({ code: 'conflict' })
})
