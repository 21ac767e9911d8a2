import { expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { day, HOLDER, letterAt, letterOffice, withAuthority } from './letter-office.ts'

const WANDSWORTH = { lines: ['HMP Wandsworth', 'Heathfield Road', 'London'], postcode: 'SW18 3HU' }
const LEEDS = { lines: ['HMP Leeds', 'Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ' }

/** An office whose client was in both prisons, with a letter signed to their one provider. */
async function emailOffice(to = LEEDS) {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, clientId } = office
  await ask.clients.recordMove({
    ...{ clientId },
    stay: { establishmentId: 'wandsworth', from: day('2026-09-01'), source: 'Their letter' },
  })
  const provider = (prison: string, email: string, change: object = {}) =>
    ask.establishments.recordArrangement({
      ...{ establishmentId: prison as never, sort: 'provider', name: HOLDER, email, note: '' },
      ...(prison === 'leeds' ? LEEDS : WANDSWORTH),
      ...{ from: day('2020-01-01'), to: null, source: 'Their letter', verified: true, ...change },
    })
  const signed = (addressee: object = {}) =>
    letterAt(office, 'signed', {
      addressee: { name: HOLDER, role: 'records-holder', ...to, ...addressee },
    })
  return { ...office, provider, signed }
}

test('a letter to a provider is opened to the address recorded where the letter goes', async () => {
  const { ask, provider, signed } = await emailOffice(WANDSWORTH)
  await provider('leeds', 'leeds@northgate.example')
  const { id: letterId } = await signed()
  const elsewhere = await refusalOf(ask.letters.emailLetter({ letterId }), 'conflict')
  expect(elsewhere.message).toContain('at the address of this letter')
  await provider('wandsworth', 'wandsworth@northgate.example')
  expect((await ask.letters.emailLetter({ letterId })).to).toBe('wandsworth@northgate.example')
})

test('two addresses for one body at one place: that of the letter’s own lines, and where they decide nothing a refusal that names both', async () => {
  const { ask, provider, signed } = await emailOffice()
  await provider('leeds', 'leeds@northgate.example')
  await provider('wandsworth', 'next-door@northgate.example', {
    ...{ lines: ['HMP Wandsworth', 'Gloucester Terrace', 'Leeds'], postcode: LEEDS.postcode },
  })
  const { id: letterId } = await signed()
  expect((await ask.letters.emailLetter({ letterId })).to).toBe('leeds@northgate.example')
  const { id: unclear } = await signed({ lines: ['PO Box 4', 'Leeds'] })
  const { message } = await refusalOf(ask.letters.emailLetter({ letterId: unclear }), 'conflict')
  expect(message).toContain('leeds@northgate.example and next-door@northgate.example')
})

test('a body without an address of its own is where its prison is', async () => {
  const { ask, provider, signed } = await emailOffice()
  await provider('leeds', 'leeds@northgate.example', { lines: [], postcode: '' })
  const { id: letterId } = await signed()
  expect((await ask.letters.emailLetter({ letterId })).to).toBe('leeds@northgate.example')
  const { id: elsewhere } = await signed(WANDSWORTH)
  await refusalOf(ask.letters.emailLetter({ letterId: elsewhere }), 'conflict')
})

test('the register keeps the address to which the message was opened, and no route that is not its own', async () => {
  const { ask, provider, signed } = await emailOffice()
  await provider('leeds', 'plain@northgate.example')
  const { id: letterId, content } = await signed()
  await ask.letters.emailLetter({ letterId })
  await provider('leeds', 'later@northgate.example.cjsm.net', { from: day('2021-01-01') })
  const send = (route: 'email' | 'cjsm') =>
    ask.letters.send({ letterId, route, on: content.datedOn })
  const { message, fields } = await refusalOf(send('cjsm'), 'conflict')
  expect(message).toContain('plain@northgate.example is not an address of CJSM')
  expect(fields).toHaveProperty('route')
  const { note } = (await send('email')).history.at(-1)!
  expect(note).toContain('plain@northgate.example')
  expect(note).not.toContain('later@')
  // A letter that was never opened goes to what is on record, by its own route too.
  const { id: other } = await signed()
  const sending = { letterId: other, on: content.datedOn }
  const plain = await refusalOf(ask.letters.send({ ...sending, route: 'email' }), 'conflict')
  expect(plain.message).toContain('is an address of CJSM')
  expect((await ask.letters.send({ ...sending, route: 'cjsm' })).history.at(-1)!.note).toContain(
    'later@northgate.example.cjsm.net',
  )
})
