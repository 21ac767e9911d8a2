import { expect, test } from 'vitest'
import { grouped, type LetterToday, type MatterToday } from '../../src-main/day/due-today.ts'
import { day, letterAt, letterOffice, withAuthority } from '../letters/letter-office.ts'

const letter = (letterId: string, changes: Partial<LetterToday> = {}): LetterToday => ({
  letterId,
  ...{ matterId: 'm', clientId: 'c', clientName: 'Dominic Fenwright', ourRef: 'IT/FENW.1-1' },
  ...{ title: 'Request for health records', to: 'Northgate Health', kind: 'L03', answers: null },
  ...{ state: 'sent', sentOn: '2026-03-02', deadline: null, gateOpen: true },
  ...changes,
})
const deadline = (daysLate: number, prudent = '2026-04-01', receiptEstimated = false) =>
  ({
    ...({ rule: 'R02', due: '2026-04-02', prudent, provisional: receiptEstimated } as never as {
      rule: string
    }),
    ...{ receivedOn: '2026-03-04', receiptEstimated, daysLate, steps: [], check: [] },
  }) as never as NonNullable<LetterToday['deadline']>
const matter = (changes: Partial<MatterToday> = {}): MatterToday => ({
  ...{ matterId: 'm', clientId: 'c', clientName: 'Dominic Fenwright', ourRef: 'IT/FENW.1-1' },
  ...{ title: 'Copies of records', dated: true, limitation: [] },
  ...changes,
})
const told = (letters: LetterToday[], matters: MatterToday[] = [], today = '2026-04-08') =>
  grouped(letters, matters, today).map(({ name, items }) => [
    name,
    items.map(({ act, letterId, daysLate }) => [act, letterId, daysLate]),
  ])

test('what is late stands first, then what must be stopped, then what is due, to sign and to send', () => {
  const groups = told([
    letter('signed', { state: 'signed' }),
    letter('printed', { state: 'printed' }),
    letter('due', { deadline: deadline(0, '2026-04-10') }),
    letter('stop', { state: 'to-recall' }),
    letter('late', { deadline: deadline(6) }),
    letter('draft', { state: 'draft' }),
    letter('done', { state: 'replied' }),
  ])
  expect(groups).toEqual([
    ['late', [['chase', 'late', 6]]],
    ['recall', [['recall', 'stop', 0]]],
    ['due', [['open', 'due', 0]]],
    ['to-sign', [['sign', 'printed', 0]]],
    ['not-sent', [['send', 'signed', 0]]],
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

test('a late letter whose consent was taken back is opened, since it may not be chased', () => {
  const late = letter('late', { deadline: deadline(6), gateOpen: false })
  expect(told([late])).toEqual([['late', [['open', 'late', 6]]]])
})

test('receipt that is only estimated is to be confirmed', () => {
  expect(told([letter('due', { deadline: deadline(0, '2026-04-10', true) })])).toEqual([
    ['due', [['confirm-receipt', 'due', 0]]],
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

test('the day follows the letters of the office from printed to late, and a withdrawal moves them at once', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  const consent = await withAuthority(office)
  expect(await ask.day.view({})).toEqual({ on: '2026-11-23', groups: [] })
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
  expect(view.groups[0]?.items[0]?.what).toBe(
    'Request for health records, Northgate Health, HMP Leeds: no reply',
  )
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
