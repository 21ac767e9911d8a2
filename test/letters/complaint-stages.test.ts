import { expect, test } from 'vitest'
import { KINDS, type LetterKind } from '../../src-main/letters/contract.ts'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf, someClient } from '../open-office.ts'
import { aboutCare } from './about-care.ts'
import { checkLawOf, day, letterOffice, type LetterOffice } from './letter-office.ts'

const ISSUE = { text: 'No dressing for a week.', outcome: '', about: 'health' }

const agreed = (
  { ask, clientId }: LetterOffice,
  kind: LetterKind,
  recipient: { name: string; role: string },
) =>
  ask.consents.record(
    someConsent(clientId, {
      recipient: { name: recipient.name, role: recipient.role as 'treating' },
      purpose: KINDS[kind].purpose,
      choices: (['identity', 'location', 'health'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
      wording: 'They may be told what this form says.',
    }),
  )

async function complained() {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, matterId } = office
  const today = day('2026-11-23')
  await ask.details.record({ matterId, group: 'issues', version: 0, rows: [ISSUE] })
  const view = async () => (await ask.letters.complaints({ matterId }))[0]!
  const before = await view()
  const proposed = await ask.letters.propose({ matterId, kind: 'L15', datedOn: today })
  await agreed(office, 'L15', proposed.addressee)
  const drafted = await ask.letters.draft({
    ...{ ...proposed, addressSource: 'Their website, opened today' },
    addressee: { ...proposed.addressee, lines: ['PO Box 1', 'Leeds'], postcode: 'LS1 1AA' },
  })
  await checkLawOf(ask, drafted, today)
  const { id: letterId } = drafted
  await ask.letters.approve({ letterId, version: drafted.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: today })
  return { ...office, letterId, view, before, body: proposed.addressee.name }
}
type View = Awaited<ReturnType<Awaited<ReturnType<typeof complained>>['view']>>
const standing = ({ stages }: View) =>
  stages.map(({ stage, state, on, clock }) => [stage, state, on ?? clock?.due ?? null])

test('a complaint about care in England has its stages from letters and replies, and their days from the edition', async () => {
  const { ask, clock, letterId, view, before } = await complained()
  expect(before.procedure).toMatchObject({ text: 'NHS complaint under the Regulations of 2009' })
  expect(before.place).toBe('HMP Leeds')
  expect(before.referral?.body).toContain('Health Service Ombudsman')
  // Twelve months from 14 June 2026.
  expect(standing(before)[0]).toEqual(['made', 'open', '2027-06-14'])
  expect(standing(await view())).toEqual([
    ['made', 'done', '2026-11-23'],
    // Received on Wednesday the 25th: three working days after that.
    ['acknowledged', 'open', '2026-11-30'],
    // Six months beginning with receipt.
    ['answered', 'open', '2027-05-24'],
    ['referred', 'ahead', null],
    ['decided', 'ahead', null],
  ])
  clock.set('2026-12-01T09:00:00.000Z')
  expect(standing(await view())[1]).toEqual(['acknowledged', 'late', '2026-11-30'])
  const reply = { letterId, note: '' }
  await ask.letters.recordReply({ ...reply, kind: 'acknowledged', on: day('2026-12-01') })
  await ask.letters.recordReply({ ...reply, kind: 'answered-in-full', on: day('2026-12-01') })
  expect(standing(await view())).toEqual([
    ['made', 'done', '2026-11-23'],
    ['acknowledged', 'done', '2026-12-01'],
    ['answered', 'done', '2026-12-01'],
    // A year from notice of the event.
    ['referred', 'open', '2027-06-14'],
    ['decided', 'ahead', null],
  ])
  expect((await view()).papers.map(({ what, on }) => [what, on])).toEqual([
    ['Complaint', '2026-11-23'],
    ['Acknowledgement', '2026-12-01'],
    ['Answer', '2026-12-01'],
  ])
})

test('the letter to the ombudsman lists every paper of the complaint, and each is asked of the gate by what it tells', async () => {
  const office = await complained()
  const { ask, matterId, clock, letterId, body } = office
  clock.set('2026-12-01T09:00:00.000Z')
  const on = day('2026-12-01')
  await ask.letters.recordReply({ letterId, kind: 'answered-in-full', on, note: '' })
  const proposed = await ask.letters.propose({ matterId, kind: 'L18', datedOn: on })
  const { text } = proposed.passages.find(({ id }) => id === 'chain')!
  expect(text).toContain(`| 1 | 23 November 2026 | Complaint | Tark & Prosser | ${body}`)
  expect(text).toContain(`| 2 | 1 December 2026 | Answer | ${body} | `)
  const draft = await ask.letters.draft(proposed)
  const shut = draft.gate.decisions.filter(({ what, allowed }) => what === 'enclosure' && !allowed)
  expect(new Set(shut.map((one) => one.class))).toEqual(new Set(['identity', 'location', 'health']))
  await agreed(office, 'L18', proposed.addressee)
  const open = (await ask.letters.get({ letterId: draft.id })).gate.decisions
  expect(open.filter(({ what, allowed }) => what === 'enclosure' && !allowed)).toEqual([])
  expect(
    (await ask.letters.complaints({ matterId }))[0]!.papers.flatMap((one) => one.barred),
  ).toEqual([])
})

test('a prison complaint goes by its forms, and to the ombudsman within the time from the final reply', async () => {
  const { ask, matterId } = await letterOffice()
  const row = { number: '', replied: '' }
  const rows = [
    { ...row, form: 'COMP1', lodged: '2026-09-01', replied: '2026-09-09' },
    { ...row, form: 'COMP1A', lodged: '2026-09-11', replied: '2026-09-21' },
  ]
  await ask.details.record({ matterId, group: 'stages', version: 0, rows })
  const [view] = await ask.letters.complaints({ matterId })
  expect(view).toMatchObject({ sort: 'prison', place: 'HMP Leeds', day: '2026-09-01' })
  expect(standing(view!)).toEqual([
    ['made', 'done', '2026-09-01'],
    ['answered', 'done', '2026-09-09'],
    ['appealed', 'done', '2026-09-11'],
    ['appeal-answered', 'done', '2026-09-21'],
    ['referred', 'open', '2026-12-21'],
    ['decided', 'ahead', null],
  ])
})

test('in Wales the concern goes by the rules of Wales, which are marked to be checked, and to its own ombudsman', async () => {
  const office = await letterOffice({ kind: 'treatment' })
  const { ask, partner } = office
  const stay = { ...someClient().stay, establishmentId: 'cardiff' }
  const { id: clientId } = await ask.clients.register(
    someClient({
      ...{ surname: 'Rees', forenames: 'Ifan', bornOn: '1990-03-05', stay },
      prisonNumber: { number: 'A5432CD', exception: '' },
    }),
  )
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Dressings', responsible: partner, opponents: [] },
    ...{ eventOn: day('2026-06-14'), knownOn: null, noEventReason: '' },
  })
  await ask.details.record({ matterId, group: 'issues', version: 0, rows: [ISSUE] })
  const [view] = await ask.letters.complaints({ matterId })
  expect(view!.procedure!.text).toContain('Listening to People')
  expect(view!.procedure!.check).toContain('to be checked')
  expect(view!.referral?.body).toContain('Ombudsman for Wales')
  expect(view!.stages[0]).toMatchObject({
    stage: 'made',
    state: 'open',
    clock: { due: '2027-06-14' },
  })
  expect(view!.stages[0]!.clock!.check.join(' ')).toContain('amended text was not seen')
})

test('the country alone gives no Welsh procedure: at Parc it begins with the health board, in December 2022', async () => {
  const { propose, card } = await aboutCare('parc', '2022-11-30')
  const view = await card()
  expect(view.procedure).toMatchObject({
    text: expect.stringMatching(/^Contract route at Parc, for care given before December 2022/),
    next: expect.stringContaining('ask Cwm Taf Morgannwg University Health Board'),
    authority: 'Written answer 143813, Parc',
    check: expect.stringContaining('The answer is undated'),
  })
  expect(view.referral).toBe(null)
  expect(view.stages.map(({ stage, clock }) => [stage, clock])).toEqual([
    ['made', null],
    ['acknowledged', null],
    ['answered', null],
  ])
  expect((await refusalOf(propose('L16'), 'invalid-input')).message).toContain(
    'names no NHS body or health board',
  )
  const since = await (await aboutCare('parc', '2022-12-01')).card()
  expect(since.procedure!.text).toContain('Welsh Regulations of 2011')
  expect(since.referral?.body).toContain('Ombudsman for Wales')
})

test('care before there was a health board, or an NHS body for the prison, goes the way of a prison complaint', async () => {
  for (const [prison, on] of [
    ['cardiff', '2006-03-31'],
    ['leeds', '2003-06-01'],
  ] as const) {
    const view = await (await aboutCare(prison, on)).card()
    expect(view.procedure?.text).toMatch(/^Prison complaint under the Prisoner Complaints Policy/)
    expect(view.procedure?.mustNot.join(' ')).toContain('this care was not NHS care')
    expect(view.referral).toBe(null)
  }
  expect((await (await aboutCare('cardiff', '2006-04-01')).card()).procedure?.text).toContain(
    'Welsh',
  )
})
