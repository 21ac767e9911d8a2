import { expect, test } from 'vitest'
import { grouped, type LetterToday, type MatterToday } from '../../src-main/day/due-today.ts'
import { listedAct } from '../../src-main/letters/next-acts.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'
import {
  day,
  filledIn,
  letterAt,
  letterOffice,
  makeResponsible,
  withAuthority,
} from '../letters/letter-office.ts'

const letter = (letterId: string, changes: Partial<LetterToday> = {}): LetterToday => ({
  letterId,
  ...{ matterId: 'm', clientId: 'c', clientName: 'Dominic Fenwright', ourRef: 'IT/FENW.1-1' },
  ...({ to: 'Northgate Health', kind: 'L03', answers: null, waits: null } as const),
  ...{ reconstruction: false, formBack: false, toDecide: [] },
  ...({ state: 'sent', sentOn: '2026-03-02', deadline: null, gateOpen: true } as const),
  ...{ differs: null, replacedBy: null },
  ...changes,
})
const deadline = (daysLate: number, due = '2026-04-02', receiptEstimated = false) =>
  ({
    ...({ rule: 'R02', due, prudent: '2026-04-01', provisional: receiptEstimated } as never as {
      rule: string
    }),
    ...{ receivedOn: '2026-03-04', receiptEstimated, daysLate, steps: [], check: [] },
  }) as never as NonNullable<LetterToday['deadline']>
const matter = (changes: Partial<MatterToday> = {}): MatterToday => ({
  ...{ matterId: 'm', clientId: 'c', clientName: 'Dominic Fenwright', ourRef: 'IT/FENW.1-1' },
  ...{ title: 'Copies of records', dated: true, closed: false, limitation: [] },
  ...changes,
})
const told = (letters: LetterToday[], matters: MatterToday[] = [], today = '2026-04-08') =>
  grouped(letters, matters, today).map(({ name, items }) => [
    name,
    items.map(({ act, letterId, daysLate }) => [act, letterId, daysLate]),
  ])

test('what is late stands first, then what must be stopped, then what is due, to sign, to send and to complete', () => {
  const groups = told([
    letter('signed', { state: 'signed' }),
    letter('printed', { state: 'printed' }),
    letter('due', { deadline: deadline(0, '2026-04-10') }),
    letter('stop', { state: 'to-recall' }),
    letter('late', { deadline: deadline(6) }),
    letter('draft', { state: 'draft', waits: 'authority' }),
    letter('done', { state: 'replied' }),
  ])
  expect(groups).toEqual([
    ['late', [['chase', 'late', 6]]],
    ['recall', [['recall', 'stop', 0]]],
    ['due', [['reply', 'due', 0]]],
    ['to-sign', [['sign', 'printed', 0]]],
    ['not-sent', [['send', 'signed', 0]]],
    ['drafts', [['open', 'draft', 0]]],
  ])
})

test('chasing takes a late letter out until the chaser’s own days are over', () => {
  const late = letter('late', { deadline: deadline(6) })
  const chaser = (changes: Partial<LetterToday>) =>
    letter('chaser', { kind: 'L09', answers: 'late', sentOn: undefined, ...changes })
  expect(told([late, chaser({ state: 'draft' })])).toEqual([['late', [['open', 'chaser', 6]]]])
  expect(told([late, chaser({ state: 'signed' })])).toEqual([['late', [['send', 'chaser', 6]]]])
  expect(told([late, chaser({ state: 'sent', sentOn: '2026-04-03' })])).toEqual([])
  expect(told([late, chaser({ state: 'sent', sentOn: '2026-03-31' })])).toEqual([
    ['late', [['chase', 'late', 6]]],
  ])
  expect(told([late, chaser({ state: 'recalled' })])).toEqual([['late', [['chase', 'late', 6]]]])
})

test('a late letter whose consent was taken back is not chased: only an answer to it is recorded', () => {
  const late = letter('late', { deadline: deadline(6), gateOpen: false })
  expect(told([late])).toEqual([['late', [['reply', 'late', 6]]]])
})

test('a reply is recorded of a letter that is due, its receipt estimated or not', () => {
  expect(told([letter('due', { deadline: deadline(0, '2026-04-10', true) })])).toEqual([
    ['due', [['reply', 'due', 0]]],
  ])
})

test('nothing is told twice', () => {
  const both = letter('x', { state: 'to-recall', deadline: deadline(6) })
  const names = told([both, letter('y', { state: 'returned', deadline: deadline(3) })]).map(
    ([name]) => name,
  )
  expect(names).toEqual(['late', 'recall'])
})

test('limitation within three months, and matters without any day, are named', () => {
  const limitation = [
    {
      claim: 'Human Rights Act',
      prudent: '2026-06-01',
      due: '2026-06-02',
      passed: false,
      provisional: false,
    },
  ] as never as MatterToday['limitation']
  expect(told([], [matter({ limitation })])).toEqual([['limitation', [['open', null, 0]]]])
  expect(told([], [matter({ limitation })], '2026-01-05')).toEqual([])
  expect(told([], [matter({ dated: false })])).toEqual([['no-date', [['set-date', null, 0]]]])
  expect(
    told([letter('due', { deadline: deadline(0, '2026-06-01') })], [matter({ dated: false })]),
  ).toEqual([])
})

test('a limitation date within fourteen days stands before everything else', () => {
  const within = (prudent: string) =>
    [
      { claim: 'Human Rights Act', prudent, due: '2026-04-30', passed: false, provisional: false },
    ] as never as MatterToday['limitation']
  const late = letter('late', { deadline: deadline(6) })
  const names = (prudent: string) =>
    told([late], [matter({ limitation: within(prudent) })]).map(([name]) => name)
  expect(names('2026-04-22')).toEqual(['limitation-now', 'late'])
  expect(names('2026-04-23')).toEqual(['late', 'limitation'])
})

test('a form that nobody returned is asked after, and a matter without any day to come is named', () => {
  const form = { kind: 'L24' as const, sentOn: '2026-03-18' }
  expect(told([letter('form', form)])).toEqual([['forms-out', [['record-form', 'form', 0]]]])
  expect(told([letter('form', { ...form, sentOn: '2026-03-19' })])).toEqual([])
  expect(told([letter('form', { ...form, formBack: true })])).toEqual([])
  const passed = [{ claim: 'c', prudent: '2025-01-01', due: '2025-01-02', passed: true }]
  const over = matter({ limitation: passed as never })
  expect(told([], [over])).toEqual([['no-date', [['open', null, 0]]]])
})

test('a letter has one act, the same on the day as in every list', () => {
  const states = ['approved', 'printed', 'signed', 'returned', 'sent', 'to-recall'] as const
  for (const state of states) {
    const one = letter('one', { state, deadline: state === 'sent' ? deadline(6) : null })
    const [[, [[act] = []] = []] = []] = told([one])
    const chasing = { times: 0, until: null, may: true }
    expect([state, act]).toEqual([state, listedAct({ ...one, chasing } as never, '2026-04-08')])
  }
  const ready = letter('ready', { state: 'draft', waits: 'approval' })
  expect(told([ready])).toEqual([['to-approve', [['approve', 'ready', 0]]]])
})

test('a letter made under a law that was replaced waits for nobody', () => {
  for (const state of ['approved', 'printed'] as const)
    expect(told([letter('old', { state, reconstruction: true })])).toEqual([])
})

test('a draft is on everybody’s day until it is complete, then on that of those who may approve it', async () => {
  const office = await letterOffice()
  const { ask, hire, signIn } = office
  await withAuthority(office)
  const signatory = await hire('Ivo Tarn', 'caseworker')
  await makeResponsible(office, signatory)
  const draft = await ask.letters.draft(await filledIn(office, { signatory }))
  const parts = async () => (await ask.day.view({})).groups.map(({ name }) => name)
  expect(await parts()).toEqual(['drafts'])
  // What it lacks is put right elsewhere, and the day has it at once.
  await ask.practice.recordSignatory({
    ...{ personId: signatory, signsAs: 'Ivo Tarn', capacity: 'Solicitor', initials: 'IV' },
  })
  expect((await ask.day.view({})).groups).toMatchObject([
    { name: 'to-approve', total: 1, items: [{ letterId: draft.id, act: 'approve' }] },
  ])
  await signIn(await hire('Hester Vane', 'secretary'))
  expect(await parts()).toEqual([])
})

test('the day follows the letters of the office from printed to late, and a withdrawal moves them at once', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  const consent = await withAuthority(office)
  expect(await ask.day.view({})).toMatchObject({ on: '2026-11-23', ahead: [], groups: [] })
  const printed = await letterAt(office, 'printed')
  const names = async () => (await ask.day.view({})).groups.map(({ name }) => name)
  expect(await names()).toEqual(['to-sign'])
  const letterId = printed.id
  await ask.letters.signed({ letterId })
  expect(await names()).toEqual(['not-sent'])
  await ask.letters.send({ letterId, route: 'first-class', on: day('2026-11-23') })
  expect(await names()).toEqual([])
  clock.set('2027-01-04T09:00:00.000Z')
  const view = await ask.day.view({})
  expect(view.groups).toMatchObject([
    {
      name: 'late',
      items: [{ letterId, act: 'chase', daysLate: 6, on: '2026-12-29', ourRef: 'IT/FENW.1-1' }],
    },
  ])
  expect(view.groups[0]?.items[0]?.what).toBe('L03 to Northgate Health, Leeds: no reply')
  clock.set('2026-11-25T09:00:00.000Z')
  const second = await letterAt(office, 'printed', { datedOn: day('2026-11-25') })
  await ask.consents.withdraw({
    consentId: consent.id,
    classes: ['health'],
    receivedOn: day('2026-11-25'),
    how: 'slip',
  })
  expect((await ask.day.view({})).groups).toMatchObject([
    { name: 'recall', items: [{ letterId: second.id, act: 'recall' }] },
  ])
})

const byText = (one: string | null, other: string | null) =>
  String(one).localeCompare(String(other))

test('a form that came back is known by the letter it went out with, or by the body however it is styled', async () => {
  const office = await letterOffice()
  const { ask, clock, clientId } = office
  const consentRequested = (name: string, role: 'records-holder' | 'family') => ({
    consentRequested: {
      recipient: { name, role },
      purpose: role === 'family' ? ('inform' as const) : ('obtain-records' as const),
      classes: ['health' as const],
    },
  })
  const sent = async (name: string, role: 'records-holder' | 'family') =>
    (await letterAt(office, 'sent', { kind: 'L24', ...consentRequested(name, role) })).id
  const one = await sent('Denise Fenwright', 'family')
  const other = await sent('Denise Fenwright', 'family')
  const holder = await sent('Northgate Health, HMP Leeds', 'records-holder')
  clock.set('2027-01-10T09:00:00.000Z')
  const out = async () =>
    (await ask.day.view({})).groups
      .filter(({ name }) => name === 'forms-out')
      .flatMap(({ items }) => items.map(({ letterId }) => letterId))
      .sort(byText)
  expect(await out()).toEqual([one, other, holder].sort(byText))
  const form = (changes: object) =>
    ask.consents.record(someAuthority(clientId, { receivedOn: '2027-01-10', ...changes }))
  const named = { recipient: { name: 'D. Fenwright', role: 'family' as const } }
  await form({ ...named, sentWith: one })
  expect(await out()).toEqual([other, holder].sort(byText))
  await form({ recipient: { name: 'Northgate Health, HM Prison Leeds', role: 'records-holder' } })
  expect(await out()).toEqual([other])
  await refusalOf(
    form({ ...named, sentWith: (await letterAt(office, 'draft')).id }),
    'invalid-input',
  )
})

test('a new office is told what to record before its first letter, in order, until all of it is there', async () => {
  const { ask, partner } = await openTestOffice()
  const ahead = async () => (await ask.day.view({})).ahead
  expect(await ahead()).toEqual(['firm', 'signatory', 'client', 'matter'])
  await recordFirm(ask)
  expect(await ahead()).toEqual(['signatory', 'client', 'matter'])
  await ask.practice.recordSignatory({
    ...{ personId: partner, signsAs: 'Ivo Tarn', capacity: 'Partner', initials: 'IT' },
  })
  const { id: clientId } = await ask.clients.register(someClient())
  expect(await ahead()).toEqual(['matter'])
  await ask.matters.open({
    ...{ clientId, kind: 'health-records', title: 'Copies of records', responsible: partner },
    ...{ opponents: [], eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  expect(await ahead()).toEqual([])
})
