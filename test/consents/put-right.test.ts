import { expect, test } from 'vitest'
import { letterOffice, HOLDER } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'
import { someAuthority, someConsent } from './some-consent.ts'

async function officeOfTwo() {
  const office = await letterOffice()
  const colleague = await office.hire('Hester Vane', 'caseworker')
  return Object.assign(office, { colleague })
}
type Office = Awaited<ReturnType<typeof officeOfTwo>>
const day = (iso: string) => iso as never
const asked = ({ clientId }: Office) => ({
  ...{ clientId, recipient: { name: HOLDER, role: 'records-holder' as const } },
  ...{ class: 'identity' as const, purpose: 'obtain-records' as const, on: day('2026-11-23') },
})
async function sentBack(office: Office, consentId: never) {
  await office.signIn(office.colleague)
  await office.ask.consents.sendBack({ consentId, reason: 'The day is wrong' })
  await office.signIn(office.partner)
}
async function passed(office: Office, consentId: never) {
  await office.signIn(office.colleague)
  await office.ask.consents.check({ consentId, against: 'paper' })
  await office.signIn(office.partner)
}

test('what was withdrawn of an entry returned for correction stays withdrawn once it is corrected', async () => {
  const office = await officeOfTwo()
  const { ask, clientId } = office
  const first = await ask.consents.record(someAuthority(clientId))
  await ask.consents.withdraw({
    ...{ consentId: first.id, classes: ['health'], receivedOn: day('2026-11-20') },
    ...{ how: 'post', note: '' },
  })
  await sentBack(office, first.id as never)
  const second = await ask.consents.record(someAuthority(clientId, { replaces: first.id }))
  await passed(office, second.id as never)
  expect(await ask.consents.mayTell(asked(office))).toMatchObject({ allowed: false })
})

test('an entry sent back twice is put right by the third, whatever day the first said', async () => {
  const office = await officeOfTwo()
  const { ask, clientId } = office
  const first = await ask.consents.record(someAuthority(clientId, { receivedOn: '2026-11-18' }))
  await sentBack(office, first.id as never)
  const second = await ask.consents.record(someAuthority(clientId, { replaces: first.id }))
  await sentBack(office, second.id as never)
  const third = await ask.consents.record(someAuthority(clientId, { replaces: second.id }))
  await passed(office, third.id as never)
  expect(await ask.consents.mayTell(asked(office))).toMatchObject({ allowed: true })
})

test('a withdrawal that is restricted as a whole is corrected by whoever may see it, and nobody else learns of it', async () => {
  const office = await officeOfTwo()
  const { ask, clientId } = office
  const secretary = await office.hire('Rhys Pell', 'secretary')
  const form = await ask.consents.record(
    someConsent(clientId, {
      choices: [
        { class: 'health', answer: 'given' },
        { class: 'hiv-sexual-health', answer: 'given' },
      ],
      consulted: { by: office.partner, on: day('2026-11-01'), said: 'The client agrees.' },
    }),
  )
  const consentId = form.id
  const days = { receivedOn: day('2026-11-20'), how: 'post' as const, note: '' }
  const withdraw = (...classes: ('health' | 'hiv-sexual-health')[]) =>
    ask.consents.withdraw({ consentId, classes, ...days })
  const opened = () => ask.consents.reveal({ consentId, reason: 'To check it.' })
  const correct = (replaces: number, more: object = {}) =>
    ask.consents.correctWithdrawal({
      ...{ consentId, replaces, classes: [], mistake: true, reason: 'Another client', ...days },
      ...more,
    })
  expect((await withdraw('hiv-sexual-health')).withdrawals).toEqual([])
  const [only] = (await opened()).withdrawals
  expect(only).toMatchObject({ classes: ['hiv-sexual-health'], corrected: null })

  await office.signIn(secretary)
  const known = await refusalOf(correct(only!.seq), 'conflict')
  expect(known.message).toBe((await refusalOf(correct(99_999), 'conflict')).message)
  expect(known.message).toContain('corrected by a partner, a solicitor')
  await office.signIn(office.partner)
  await correct(only!.seq)
  expect(await opened()).toMatchObject({
    state: 'awaiting-check',
    withdrawals: [{ corrected: {} }],
  })

  // Of both, only the restricted part was a mistake.
  const both = await withdraw('health', 'hiv-sexual-health')
  const { seq } = both.withdrawals[0]!
  const rest = { classes: ['health'], mistake: false, restricted: false }
  await office.signIn(secretary)
  await refusalOf(correct(seq, rest), 'not-allowed')
  await office.signIn(office.partner)
  const { choices } = await correct(seq, rest)
  expect(choices).toContainEqual({ class: 'health', state: 'withdrawn' })
  expect((await opened()).state).toBe('awaiting-check')
  expect((await ask.audit.verify({})).findings).toEqual([])
})
