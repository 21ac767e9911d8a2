import { expect, test } from 'vitest'
import type { DetailName } from '../../src-main/details/contract.ts'
import type { LetterContent, LetterKind } from '../../src-main/letters/contract.ts'
import { KINDS } from '../../src-main/letters/kinds.ts'
import { answerBy, daysAskedFor } from '../../src-main/letters/clock.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { refusalOf, someClient } from '../open-office.ts'
import { paragraphsOf } from '../../src-main/typesetting/inline.ts'
import {
  checkLawOf,
  day,
  letterAt,
  letterOffice,
  type LetterOffice,
  withAuthority,
} from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const TODAY = day('2026-11-23')
const propose = ({ ask, matterId }: LetterOffice, kind: LetterKind) =>
  ask.letters.propose({ matterId, kind, datedOn: TODAY, answers: null })
const record = (
  { ask, matterId }: LetterOffice,
  group: DetailName,
  rows = sampleDetails(2026)[group]!,
  version = 0,
) => ask.details.record({ matterId, group, version, rows })
const move = ({ ask, clientId }: LetterOffice, establishmentId: string, from: string) =>
  ask.clients.recordMove({
    clientId,
    stay: { kind: 'prison', establishmentId, from: day(from), source: 'Letter' } as never,
  })
const incident = [{ on: '2026-06-14', from: '', to: '', place: 'the B wing landing' }]

test('what is recorded for one letter sends no other to a prison that the client has left', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  await record(office, 'incident', incident)
  await record(office, 'issues')
  await record(office, 'mail')
  await move(office, 'wakefield', '2026-10-01')
  const nameOf = async (kind: LetterKind) => (await propose(office, kind)).addressee.name
  // Where it happened, and where the care complained of was given; the post came in while the client was in Leeds.
  expect(await nameOf('L06')).toBe('Governor of HMP Leeds')
  expect(await nameOf('L26')).toBe('Governor of HMP Leeds')
  expect(await nameOf('L15')).toBe('Practice Plus Group')
  // Where the client is now.
  expect(await nameOf('L19')).toBe('Governor of HMP Wakefield')
  expect(await nameOf('L25')).toBe('Governor of HMP Wakefield')
  const { lines, name } = (await propose(office, 'L20')).addressee
  expect([name, ...lines].join(' ')).toContain('HMP Wakefield')
})

test('a complaint about care in Wales goes to its health board and to no commissioner, and on to the ombudsman of the care', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  await move(office, 'cardiff', '2026-10-01')
  // It happened in Leeds.
  expect((await propose(office, 'L15')).addressee.name).toBe('Practice Plus Group')
  expect((await propose(office, 'L18')).addressee.name).toMatch(/^Parliamentary and Health/)
  const { ask, partner } = office
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: 'Prosser', prisonNumber: { number: 'A1235BC', exception: '' } },
      stay: { establishmentId: 'cardiff', from: '2026-03-02', source: 'Letter from the client' },
    }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Care', responsible: partner, opponents: [] },
    ...{ eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  expect((await propose({ ...office, matterId }, 'L15')).addressee.name).toMatch(
    /^Cardiff and Vale/,
  )
  const refused = await refusalOf(propose({ ...office, matterId }, 'L16'), 'invalid-input')
  expect(refused.message).toContain('there is no commissioner to complain to')
  expect((await propose({ ...office, matterId }, 'L18')).addressee.name).toContain('Wales')
})

const passage = (text: string, origin: 'template' | 'written' = 'template') => ({
  ...({ id: 'any', class: 'location', origin, text } as LetterContent['passages'][number]),
})
test('a day in case details is never the day that the letter asks for', () => {
  const asked = passage('By **14 December 2026** please tell us the plan.')
  const promised = passage(
    '- 21 April 2026, to the duty nurse: the escort comes by 24 November 2026.',
  )
  const by = (...passages: LetterContent['passages']) =>
    answerBy({ kind: 'L19', datedOn: TODAY, passages })
  expect(by(promised, asked)).toBe('2026-12-14')
  expect(by(promised)).toBe('2026-11-26')
  expect(daysAskedFor(promised)).toEqual([])
  // What somebody wrote in the place of the template’s words asks as it is written.
  expect(by(passage('Please answer by 30 November 2026.', 'written'))).toBe('2026-11-30')
  expect(by(passage('It was to be done by 30 April 2026.', 'written'), asked)).toBe('2026-12-14')
})

test('a call that promised something by a day that has passed does not stop the letter', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  await record(office, 'custody')
  const [call] = sampleDetails(2026)['calls']!
  await record(office, 'calls', [{ ...call!, result: 'The escort comes by 12 May 2026.' }])
  const { gate } = await office.ask.letters.draft(await propose(office, 'L19'))
  expect(gate.missing.map(({ what }) => what).filter((one) => one.includes('passed'))).toEqual([])
})

test('a request to one body outside prison stands when another body is recorded otherwise', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, clientId } = office
  const body = (name: string, number: string) => ({
    ...{ name, sort: 'hospital', address: 'Beckett Street\nLeeds', postcode: 'LS9 7TF', number },
    ...{ from: '2019-01-01', to: '2019-03-01' },
  })
  await record(office, 'holders', [body('St James’s Hospital', '1'), body('Park Surgery', '')])
  const recipient = { name: 'St James’s Hospital', role: 'records-holder' }
  await ask.consents.record(someAuthority(clientId, { recipient } as never))
  // An address that somebody typed in case details has no source yet.
  const { gate } = await ask.letters.draft(await propose(office, 'L04'))
  expect(gate.missing.map(({ what }) => what)).toEqual([
    'No address like this is on record for St James’s Hospital.',
  ])
  const { id: letterId } = await letterAt(office, 'approved', {
    ...(await propose(office, 'L04')),
    addressSource: 'Their website, opened today',
  })
  const state = async () => (await ask.letters.get({ letterId })).state
  await record(office, 'holders', [body('St James’s Hospital', '1'), body('Park Surgery', '77')], 1)
  expect(await state()).toBe('approved')
  await record(office, 'holders', [body('St James’s Hospital', '2'), body('Park Surgery', '77')], 2)
  expect(await state()).toBe('to-recall')
})

test('a letter that gives the client limitation dates is to be recalled once they are others', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, matterId } = office
  await record(office, 'closing')
  const { addressee: _, ...proposed } = await propose(office, 'L35')
  const { id: letterId } = await letterAt(office, 'approved', proposed as never)
  const { version, kind, title, responsible } = await ask.matters.get({ matterId })
  await ask.matters.correct({
    ...{ matterId, version, kind, title, responsible, opponents: [], knownOn: null },
    ...{ eventOn: day('2026-05-04'), noEventReason: '', reason: 'The wing diary.' },
  })
  const { state, gate } = await ask.letters.get({ letterId })
  expect(state).toBe('to-recall')
  expect(gate.missing.map(({ what }) => what)).toContainEqual(
    expect.stringMatching(/^A limitation date: the letter says 13 June/),
  )
})

test('lines of case details that look like a list are printed as they were typed', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const [decision] = sampleDetails(2026)['decision']!
  const grounds = '1. No reasons were given.\n  - Nobody asked.\n2) *Late*.'
  const facts = 'First.\n  - Second.\n 3. Third.'
  await record(office, 'decision', [{ ...decision!, grounds, facts }])
  const { passages } = await propose(office, 'L30')
  const issue = passages.find(({ id }) => id.startsWith('issue-'))!
  const said = paragraphsOf(issue.text).map(({ lines, mark }) => [
    mark,
    lines.map((spans) => spans.map(({ text }) => text).join('')).join(' '),
  ])
  expect(said).toEqual(
    expect.arrayContaining([
      [null, expect.stringMatching(/^- Second\.$/)],
      [null, expect.stringMatching(/^3\. Third\.$/)],
      ['•', '1. No reasons were given.'],
      ['•', '- Nobody asked.'],
      ['•', '2) *Late*.'],
    ]),
  )
})

test('what was said of health on the telephone is told to the Governor only by consent for that', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  await record(office, 'custody')
  const [call] = sampleDetails(2026)['calls']!
  const result = 'The knee is to be looked at again.'
  await record(office, 'calls', [call!, { ...call!, result, about: 'health' }])
  const proposed = await propose(office, 'L19')
  expect(
    proposed.passages.filter(({ text }) => text.includes(result)).map((one) => one.class),
  ).toEqual(['health'])
  const { addressee: to, kind } = proposed
  await office.ask.consents.record(
    someConsent(office.clientId, {
      recipient: { name: to.name, role: to.role as 'custody' },
      purpose: KINDS[kind].purpose,
      choices: [
        { class: 'identity', answer: 'given' },
        { class: 'location', answer: 'given' },
      ],
    }),
  )
  const { gate } = await office.ask.letters.draft(proposed)
  expect(gate.decisions.filter(({ allowed }) => !allowed).map((one) => one.class)).toEqual([
    'health',
  ])
})

test('in a complaint nothing is told without a class, not even to whoever treats the client', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  await record(office, 'issues')
  const proposed = await propose(office, 'L15')
  const passages = proposed.passages.map((one) =>
    one.class === 'health'
      ? { ...one, text: `${one.text} More.`, class: null, origin: 'written' as const }
      : one,
  )
  const { gate } = await office.ask.letters.draft({ ...proposed, passages })
  const refused = gate.decisions.find(({ at }) => at.startsWith('issues-'))
  expect(refused).toMatchObject({ allowed: false, class: null })
})

test('what was left out of a letter does not recall it when it is recorded otherwise', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, clientId } = office
  await record(office, 'custody')
  await record(office, 'calls')
  const proposed = await propose(office, 'L19')
  const { addressee: to, kind } = proposed
  await ask.consents.record(
    someConsent(clientId, {
      recipient: { name: to.name, role: to.role as 'custody' },
      purpose: KINDS[kind].purpose,
      choices: [
        { class: 'identity', answer: 'given' },
        { class: 'location', answer: 'given' },
      ],
    }),
  )
  const approved = async (passages: LetterContent['passages']) => {
    const { id: letterId, version, gate } = await ask.letters.draft({ ...proposed, passages })
    await checkLawOf(ask, { gate }, TODAY)
    await ask.letters.approve({ letterId, version })
    return letterId
  }
  const { passages } = proposed
  const whole = await approved(passages)
  const without = await approved(passages.filter(({ id }) => id !== 'calls-location'))
  const [call] = sampleDetails(2026)['calls']!
  await record(office, 'calls', [{ ...call!, at: '11:20' }], 1)
  const state = async (letterId: typeof whole) => (await ask.letters.get({ letterId })).state
  expect([await state(whole), await state(without)]).toEqual(['to-recall', 'approved'])
})

test('the copy of a letter that a chaser encloses is told to nobody else without consent for all that it told', async () => {
  const office = await letterOffice()
  const { ask, clientId, matterId, clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  clock.set('2027-01-20T09:00:00.000Z')
  const datedOn = day('2027-01-20')
  const proposed = await ask.letters.propose({ matterId, kind: 'L09', datedOn, answers })
  const governor = { name: 'Governor of HMP Leeds', role: 'custody' } as const
  await ask.consents.record(
    someConsent(clientId, {
      ...{ recipient: governor, purpose: 'obtain-records' },
      choices: [{ class: 'identity', answer: 'given' }],
    }),
  )
  const { addressee, enclosures } = proposed
  const copies = [{ addressee: { ...addressee, ...governor } }]
  const { gate } = await ask.letters.draft({ ...proposed, copies })
  const copyOf = String(enclosures.findIndex(({ name }) => name.startsWith('Copy of our letter')))
  const decided = gate.decisions.filter(({ what, at }) => what === 'enclosure' && at === copyOf)
  expect(decided.filter(({ reader }) => reader === addressee.name)).toMatchObject([
    { class: 'none', allowed: true },
  ])
  expect(
    decided
      .filter(({ reader }) => reader === governor.name)
      .map((one) => [one.class, one.allowed])
      .toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  ).toEqual([
    ['identity', true],
    ['location', false],
  ])
})

test('a client who is told the last day of a judicial review is told not to wait for it', async () => {
  const office = await letterOffice({ kind: 'treatment', eventOn: day('2026-10-14') })
  for (const kind of ['L01', 'L02', 'L35'] as const) {
    const { passages } = await propose(office, kind)
    const { text } = passages.find(({ id }) => id === 'limitation')!
    expect(text).toMatch(/Judicial review.*Do not wait for th(?:is|at) day/)
  }
})

test('what is said of mental health or drugs where only custody is to be spoken of is told by its own class', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const [custody] = sampleDetails(2026)['custody']!
  const action = 'Let our client out to see the mental health nurse and the drug team.'
  await record(office, 'custody', [{ ...custody!, action }])
  const { gate } = await office.ask.letters.draft(await propose(office, 'L19'))
  const classes = gate.decisions.filter(({ at }) => at === 'action').map((one) => one.class)
  expect(new Set(classes)).toEqual(new Set(['location', 'mental-health', 'substance-use']))
})
