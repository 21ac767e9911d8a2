import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { refusalOf, someClient } from '../open-office.ts'
import {
  day,
  filledIn,
  letterAt,
  letterOffice,
  withAuthority,
  type LetterOffice,
} from './letter-office.ts'

const consentRequested = {
  recipient: { name: 'Denise Fenwright', role: 'family' as const },
  purpose: 'inform' as const,
  classes: ['health' as const],
}
const reasons = ({ gate }: { gate: { missing: readonly { what: string }[] } }) =>
  gate.missing.map(({ what }) => what).join(' ')

/** A form to sign as it would go to somebody with this name, at this address. */
async function toClient(office: LetterOffice, changes: Partial<LetterContent['addressee']>) {
  const content = await filledIn(office, { kind: 'L24', consentRequested })
  return office.ask.letters.draft({
    ...content,
    addressee: { ...content.addressee, ...changes },
  })
}

test.each([
  ['Paul Dominic Fenwright (his father)', false],
  ['Daily Mail, re Dominic Fenwright', false],
  ['Dominic', false],
  ['Mr Dominic Fenwright', true],
  ['FENWRIGHT, Dominic', true],
])('%s is the client: %s', async (name, isClient) => {
  const office = await letterOffice()
  const letter = await toClient(office, { name })
  expect(letter.gate.open).toBe(isClient)
  if (isClient) return
  expect(letter.gate.decisions.some(({ why }) => why === `${name} is not the client.`)).toBe(true)
})

test('what is the client’s own goes to an address that is on record for the client on that day, and to no other', async () => {
  const office = await letterOffice()
  const elsewhere = { lines: ['The Daily Mail', 'Derry Street', 'London'], postcode: 'W8 5TT' }
  const astray = await toClient(office, elsewhere)
  expect(reasons(astray)).toContain('The client is not on record at this address.')
  await refusalOf(
    office.ask.letters.approve({ letterId: astray.id, version: astray.version }),
    'conflict',
  )
  // The prison without the number, and another prison with it.
  const { lines } = (await toClient(office, {})).content.addressee
  expect((await toClient(office, { lines })).gate.open).toBe(true)
  expect((await toClient(office, { lines: lines.slice(1) })).gate.open).toBe(false)
  const hull = ['A1234BC', 'HMP Hull', 'Hedon Road', 'Hull']
  expect((await toClient(office, { lines: hull, postcode: 'HU9 5LS' })).gate.open).toBe(false)
  const home = { lines: ['14 Elm Road', 'Leeds'], postcode: 'LS8 1AB' }
  expect((await toClient(office, home)).gate.open).toBe(false)
  await office.ask.clients.recordMove({
    clientId: office.clientId,
    stay: { kind: 'released', from: day('2026-11-23'), source: 'Licence', ...home },
  } as never)
  expect((await toClient(office, home)).gate.open).toBe(true)
  expect((await toClient(office, { lines })).gate.open).toBe(false)
})

test('a letter to the client stands in the register as the client’s own, and its basis is proved', async () => {
  const office = await letterOffice()
  await letterAt(office, 'sent', { kind: 'L24', consentRequested })
  const { lines } = await office.ask.disclosures.list({})
  expect(lines).toMatchObject([{ role: 'client', basis: 'own', reader: 'Dominic Fenwright' }])
  const { verdict, findings } = await office.ask.audit.verify({ codes: [] })
  expect({ verdict, findings }).toMatchObject({ findings: [] })
})

test('a letter answers only a letter about the same client, at every step', async () => {
  const office = await letterOffice()
  const { ask, partner } = office
  await withAuthority(office)
  const { id: other } = await ask.clients.register(
    someClient({ surname: 'Okafor', prisonNumber: { number: 'A5678DE', exception: '' } }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId: other, kind: 'health-records', title: 'Records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  const theirs = { ...office, ask, clientId: other, matterId } as LetterOffice
  await withAuthority(theirs)
  const { id: answers } = await letterAt(theirs, 'sent')
  office.clock.set('2027-01-11T09:00:00.000Z')
  for (const kind of ['L09', 'L24', 'L36'] as const) {
    const about = { matterId: office.matterId, kind, datedOn: day('2027-01-11'), answers }
    const { fields } = await refusalOf(ask.letters.propose(about), 'invalid-input')
    expect(fields).toHaveProperty('answers')
  }
  const own = await letterAt(office, 'draft')
  const content = { ...own.content, answers }
  await refusalOf(ask.letters.draft(content), 'invalid-input')
  const { id: letterId, version } = own
  await refusalOf(ask.letters.redraft({ letterId, version, content }), 'invalid-input')
  const { gate } = await ask.letters.preview({ letterId, paper: 'letterhead', content })
  expect(reasons({ gate })).toContain('about another client')
})

test('a chaser chases a request of its own matter, and a notice tells nobody who was told nothing', async () => {
  const office = await letterOffice()
  const { ask, clientId, partner } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  const { id: draft } = await letterAt(office, 'draft')
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'More records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  office.clock.set('2027-01-11T09:00:00.000Z')
  const datedOn = day('2027-01-11')
  const { message } = await refusalOf(
    ask.letters.propose({ matterId, kind: 'L09', datedOn, answers }),
    'invalid-input',
  )
  expect(message).toContain('another matter')
  const notice = { matterId: office.matterId, kind: 'L36' as const, datedOn, answers: draft }
  const told = await refusalOf(ask.letters.propose(notice), 'invalid-input')
  expect(told.message).toContain('told nobody anything')
})

test('a recipient is a body at an address on record: the same name elsewhere is asked about once, and its source kept', async () => {
  const office = await letterOffice()
  const { ask } = office
  await withAuthority(office)
  const { addressSource: _, ...content } = await filledIn(office)
  expect((await ask.letters.draft(content)).gate.open).toBe(true)
  const addressee = {
    ...content.addressee,
    ...{
      name: 'NORTHGATE health., HMP Leeds',
      lines: ['The Daily Mail', 'Derry Street', 'London'],
    },
    postcode: 'W8 5TT',
  }
  const astray = await ask.letters.draft({ ...content, addressee })
  expect(reasons(astray)).toContain('No address like this is on record for')
  const { id: letterId, version } = astray
  await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
  const addressSource = 'Their letter of 20 November 2026'
  await letterAt(office, 'sent', { addressee, addressSource })
  const { content: kept } = await ask.letters.draft({ ...content, addressee })
  expect(kept.addressSource).toBe('')
  expect((await ask.letters.draft({ ...content, addressee })).gate.open).toBe(true)
  // Somebody else who is only copied in is asked about alike.
  const copies = [
    { addressee: { ...addressee, name: 'Denise Fenwright', role: 'family' as const } },
  ]
  expect(reasons(await ask.letters.draft({ ...content, copies }))).toContain(
    'No address like this is on record for Denise Fenwright.',
  )
})
