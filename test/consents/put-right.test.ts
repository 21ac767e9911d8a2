import { expect, test } from 'vitest'
import { letterOffice, HOLDER } from '../letters/letter-office.ts'
import { someAuthority } from './some-consent.ts'

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

test('what he took back of an entry that was sent back stays taken back once it is put right', async () => {
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
