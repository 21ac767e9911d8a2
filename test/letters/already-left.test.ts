import { expect, test } from 'vitest'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'
import { lettersThen } from '../../src-main/letters/told-without-form.ts'
import { withKey } from '../audit/read-log.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'

const WITHDRAWN = { classes: ['health' as const], saidOn: null, how: 'post' as const, note: '' }
const signedOn = async (office: LetterOffice) => {
  const { id: consentId } = await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'signed')
  return { consentId, letterId }
}
const nextDay = ({ clock }: LetterOffice) => clock.set('2026-11-24T09:00:00.000Z')
const YESTERDAY = day('2026-11-23')

test('a letter that a later entry stops is not sent on the day before, but as one that had left already, and the register says so', async () => {
  const office = await letterOffice()
  const { ask } = office
  const { consentId, letterId } = await signedOn(office)
  nextDay(office)
  await ask.consents.withdraw({ consentId, receivedOn: day('2026-11-24'), ...WITHDRAWN })
  const send = (alreadyLeft?: string) =>
    ask.letters.send({
      ...{ letterId, route: 'first-class', on: YESTERDAY },
      ...(alreadyLeft ? { alreadyLeft } : {}),
    })
  const refused = await refusalOf(send(), 'conflict')
  expect(refused.message).toContain('withdrew')
  expect(refused.fields).toHaveProperty('alreadyLeft')
  await send('Posted on Monday evening, after the office closed')
  const { lines } = await ask.disclosures.list({})
  expect(lines).toMatchObject([{ late: true, basis: 'consent', on: YESTERDAY }])
  const { alreadyLeft, knownLater } = await ask.disclosures.get({ id: lines[0]!.id })
  expect(alreadyLeft?.reason).toBe('Posted on Monday evening, after the office closed')
  expect(alreadyLeft?.since.join(' ')).toContain('withdrew')
  expect(knownLater).toEqual([])
  await withKey(office, async ({ verify }) => {
    const { verdict, remarks } = await verify()
    expect(verdict).not.toBe('finding')
    expect(JSON.stringify(remarks)).toContain('It says that the letter had left before.')
  })
})

test('a move that was recorded since stops a letter of the day before as a withdrawal does', async () => {
  const office = await letterOffice()
  const { letterId } = await signedOn(office)
  nextDay(office)
  await office.ask.clients.recordMove({
    clientId: office.clientId,
    stay: { establishmentId: 'hull' as never, from: day('2026-11-24'), source: 'Letter' },
  } as never)
  const sending = { letterId, route: 'first-class' as const, on: YESTERDAY }
  await refusalOf(office.ask.letters.send(sending), 'conflict')
  const { state } = await office.ask.letters.send({ ...sending, alreadyLeft: 'It left on Monday' })
  expect(state).toBe('sent')
})

test('what nothing stops is sent without that reason', async () => {
  const office = await letterOffice()
  const { letterId } = await signedOn(office)
  nextDay(office)
  const sending = { letterId, route: 'first-class' as const, on: YESTERDAY }
  const { fields } = await refusalOf(
    office.ask.letters.send({ ...sending, alreadyLeft: 'Posted on Monday' }),
    'invalid-input',
  )
  expect(fields).toHaveProperty('alreadyLeft')
  expect((await office.ask.letters.send(sending)).state).toBe('sent')
  const { lines } = await office.ask.disclosures.list({})
  expect(lines).toMatchObject([{ late: false }])
})

test('an entry that does not say so is a finding, whatever day it bears', async () => {
  const office = await letterOffice()
  const { consentId, letterId } = await signedOn(office)
  const { ask } = office
  nextDay(office)
  await ask.consents.withdraw({ consentId, receivedOn: day('2026-11-24'), ...WITHDRAWN })
  await ask.letters.send({
    ...{ letterId, route: 'first-class', on: YESTERDAY },
    alreadyLeft: 'Posted on Monday',
  })
  await withKey(office, async ({ entries }) => {
    const all = entries()
    const [rule] = disclosureRules(lettersThen)
    const without = all.map((entry) => {
      const { alreadyLeft: _, ...detail } = entry.detail ?? {}
      return entry.act === 'letter-sent' ? { ...entry, detail } : entry
    })
    expect(rule!.judge(all).failed).toBe(0)
    const { findings } = rule!.judge(without)
    expect(JSON.stringify(findings)).toContain('It does not say that the letter had left before.')
    // Acts of before this rule are judged by the rules of their day.
    const earlier = without.map((entry) =>
      entry.act === 'signed-in' || entry.act === 'office-created'
        ? { ...entry, detail: { ...entry.detail, rules: 1 } }
        : entry,
    )
    expect(rule!.judge(earlier).failed).toBe(0)
  })
})

test('the register tells what came to be known of a form after something was disclosed, and nothing restricted of it', async () => {
  const office = await letterOffice()
  const { ask, partner } = office
  const { id: consentId } = await withAuthority(office, {
    choices: [
      { class: 'health', answer: 'given' },
      { class: 'hiv-sexual-health', answer: 'given' },
    ],
    consulted: { by: partner, on: day('2026-11-01'), said: 'The client agrees.' },
  })
  await letterAt(office, 'sent')
  const { lines } = await ask.disclosures.list({})
  const known = async () => (await ask.disclosures.get({ id: lines[0]!.id })).knownLater
  expect(await known()).toEqual([])
  office.clock.set('2026-11-26T09:00:00.000Z')
  const receivedOn = day('2026-11-26')
  await ask.consents.withdraw({
    ...{ consentId, receivedOn, ...WITHDRAWN },
    classes: ['hiv-sexual-health'],
  })
  expect(await known()).toEqual([])
  await ask.consents.withdraw({ consentId, receivedOn, ...WITHDRAWN, saidOn: day('2026-11-20') })
  expect(await known()).toMatchObject([
    { what: 'withdrawn', of: '2026-11-20', recordedOn: '2026-11-26' },
  ])
})

test('an approval binds a letter to the forms that it was given on: another form that counts now recalls it', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: letterId } = await letterAt(office, 'signed')
  // Signed on the same day, so that nothing the letter states differs.
  await office.ask.consents.record(someAuthority(office.clientId, { wording: 'Another paper.' }))
  const { state, gate } = await office.ask.letters.get({ letterId })
  expect(state).toBe('to-recall')
  expect(gate.missing.map(({ what }) => what).join()).toContain('counts now')
  const sending = { letterId, route: 'first-class' as const, on: YESTERDAY }
  await refusalOf(office.ask.letters.send(sending), 'conflict')
})

test('nothing is disclosed by a clock that was set back behind a withdrawal; reading goes on', async () => {
  const office = await letterOffice()
  const { ask, clock, clientId } = office
  const { consentId, letterId } = await signedOn(office)
  const { id: draft, version } = await letterAt(office, 'draft')
  nextDay(office)
  await ask.consents.withdraw({ consentId, receivedOn: day('2026-11-24'), ...WITHDRAWN })
  clock.set('2026-11-23T09:00:00.000Z')
  const behind = async (asked: Promise<unknown>) =>
    expect((await refusalOf(asked, 'conflict')).message).toContain('Set the clock right')
  await behind(ask.letters.approve({ letterId: draft, version }))
  await behind(ask.letters.send({ letterId, route: 'first-class', on: YESTERDAY }))
  await behind(
    ask.letters.print({ letterId, printer: 'Front-desk', paper: 'letterhead', what: 'letter' }),
  )
  await behind(
    ask.disclosures.recordCall({
      ...{ clientId, caller: { name: 'Northgate Health, HMP Leeds', role: 'records-holder' } },
      ...{ purpose: 'obtain-records', asked: '', told: ['identity'] },
    }),
  )
  expect((await ask.letters.get({ letterId })).id).toBe(letterId)
  clock.set('2026-11-24T09:00:00.000Z')
  const { message } = await refusalOf(ask.letters.approve({ letterId: draft, version }))
  expect(message).toContain('withdrew')
})
