import { expect, test } from 'vitest'
import { loadDeadlineLaw } from '../../src-main/law/edition.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { complaintClock, complaintLaw } from '../../src-main/letters/deadline.ts'
import { mergeLetter } from '../../src-main/letters/merge.ts'
import { resources } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority } from './letter-office.ts'
import { sampleFacts, templates } from './sample-letter.ts'
import { amendNow, previewNow } from '../law/as-it-stands.ts'

const parts = loadEdition(editionTexts(resources))
const SECTION = 'under section 164A of the Data Protection Act 2018'

/** What the chaser says, where the law on complaints is as given. */
function chaser(complaint: { authority: string; within: string } | null, dead = false): string {
  const facts = sampleFacts('uk-gdpr')
  const asked = dead ? ('deceased-records' as const) : ('health-records' as const)
  const overdue = { ...facts.overdue!, asked, complaint }
  return mergeLetter({
    ...{ templates, kind: 'L09', edition: 'uk-gdpr', facts: { ...facts, overdue } },
  })
    .passages.map(({ text }) => text)
    .join('\n')
}

test('a chaser is a complaint to the controller from the day on which the edition has the law in force, and not before', () => {
  const law = loadDeadlineLaw(editionTexts(resources))
  expect(complaintLaw('2026-06-18', law)).toBeNull()
  expect(complaintLaw('2026-06-19', law)).toMatchObject({ confidence: 'verified' })
  const before = chaser(null)
  expect(before).toContain('we will advise our client on a complaint to you as controller')
  expect(before).not.toContain('164A')
  const since = chaser({
    ...{ authority: 'section 164A of the Data Protection Act 2018', within: '30 days' },
  })
  expect(since).toContain(
    `This letter is also our client’s complaint to you as controller, ${SECTION}`,
  )
  expect(since).toContain('within 30 days, beginning with the day on which you receive it')
  expect(since).not.toContain('advise our client on a complaint to you')
})

test('nobody complains for the dead, whose data the law does not protect', () => {
  expect(chaser(null, true)).toContain('section 8 of the Access to Health Records Act 1990')
})

test('the office cites the law of its edition, and a change of it by the office is checked before the chaser is approved', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const late = await letterAt(office, 'sent')
  office.clock.set('2027-01-18T09:00:00.000Z')
  const { ask, matterId } = office
  const propose = () =>
    ask.letters.propose({ matterId, kind: 'L09', datedOn: day('2027-01-18'), answers: late.id })
  const said = (await propose()).passages.find(({ id }) => id === 'complaint')!
  expect(said.text).toContain(`${SECTION}, that the request has not been answered in time`)
  expect(said.text).toContain('within 30 days')
  await amendNow(ask, {
    ...{ entry: 'rule:R05:Section 164A', source: 'SI 2026/999', note: '' },
    checkedOn: day('2027-01-18'),
    change: { sort: 'rule', uncertain: 'Whether it is in force is not certain.' },
  })
  const draft = await ask.letters.draft(await propose())
  expect(draft.gate.toCheck.map(({ entry }) => entry)).toContain('rule:R05:Section 164A')
})

test('the time to acknowledge a complaint begins with the day on which it was received, leap days and all', () => {
  const clock = (on: string, replies: readonly { kind: 'acknowledged'; on: string }[] = []) =>
    complaintClock({ sent: { on, route: 'email' }, replies }, '2028-03-02', parts)
  expect(clock('2026-06-18')).toBeNull()
  expect(clock('2026-06-19')).toMatchObject({ rule: 'R05', due: '2026-07-18' })
  expect(clock('2027-02-01')).toMatchObject({ due: '2027-03-02' })
  expect(clock('2028-02-01')).toMatchObject({ due: '2028-03-01', daysLate: 1 })
  expect(clock('2028-02-29')).toMatchObject({ receivedOn: '2028-02-29', due: '2028-03-29' })
  // What came before the complaint acknowledges the request, and not the complaint.
  const acknowledged = (on: string) => clock('2028-02-01', [{ kind: 'acknowledged', on }])
  expect(acknowledged('2028-01-31')).toMatchObject({ acknowledgedOn: null })
  expect(acknowledged('2028-02-03')).toMatchObject({ acknowledgedOn: '2028-02-03', daysLate: 0 })
})

test('a complaint that nobody acknowledged stands in the day, and what the edition doubts is said beside it', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const late = await letterAt(office, 'sent')
  clock.set('2027-01-18T09:00:00.000Z')
  const chased = await letterAt(office, 'sent', { kind: 'L09', answers: late.id })
  expect(chased.complaint).toMatchObject({
    ...{ rule: 'R05', receivedOn: '2027-01-20', due: '2027-02-18', acknowledgedOn: null },
    provisional: true,
  })
  expect(chased.complaint!.under).toBe('section 164A of the Data Protection Act 2018')
  expect((await ask.letters.get({ letterId: late.id })).complaint).toBeNull()
  const listed = async () => {
    const { rows } = await ask.letters.list({ matterId: office.matterId })
    return rows.map(({ kind, deadline, complaint }) => [kind, deadline?.due, complaint?.due])
  }
  expect(await listed()).toEqual([
    ['L09', undefined, '2027-02-18'],
    ['L03', '2026-12-29', undefined],
  ])
  const told = async (today: string) => {
    clock.set(`${today}T09:00:00.000Z`)
    const { groups } = await ask.day.view({})
    return groups.flatMap(({ name, items }) =>
      items
        .filter(({ letterId }) => letterId === chased.id)
        .map(({ what, daysLate }) => `${name}: ${what.split(': ').at(-1)}, ${daysLate}`),
    )
  }
  expect(await told('2027-02-03')).toEqual([])
  expect(await told('2027-02-04')).toEqual(['due: complaint to be acknowledged, 0'])
  expect(await told('2027-02-19')).toEqual(['late: complaint not acknowledged, 1'])
  await amendNow(ask, {
    ...{ entry: 'rule:R05:Section 164A', source: 'SI 2027/999', note: '' },
    checkedOn: day('2027-02-19'),
    change: { sort: 'rule', uncertain: 'Whether it is in force is not certain.' },
  })
  const doubted = await ask.letters.get({ letterId: chased.id })
  expect(doubted.complaint!.check.join(' ')).toContain('Whether it is in force is not certain.')
  await ask.letters.recordReply({
    ...{ letterId: late.id, kind: 'acknowledged', on: day('2027-02-19'), note: '' },
  })
  expect(await told('2027-02-19')).toEqual([])
  const { complaint } = await ask.letters.get({ letterId: chased.id })
  expect(complaint).toMatchObject({ acknowledgedOn: '2027-02-19', daysLate: 0 })
  expect(await listed()).toEqual([
    ['L09', undefined, undefined],
    ['L03', '2026-12-29', undefined],
  ])
})

test('a change of the law says beforehand which complaints are to be acknowledged on another day, and moves them in the day', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const late = await letterAt(office, 'sent')
  clock.set('2027-01-18T09:00:00.000Z')
  const chased = await letterAt(office, 'sent', { kind: 'L09', answers: late.id })
  clock.set('2027-02-09T09:00:00.000Z')
  const lines = async () =>
    (await ask.day.view({})).groups.flatMap(({ items }) =>
      items.filter(({ letterId }) => letterId === chased.id).map(({ on }) => on),
    )
  expect(await lines()).toEqual(['2027-02-18'])
  const change = {
    ...{ entry: 'rule:R05:Section 164A', source: 'SI 2027/999, regulation 2', note: '' },
    checkedOn: day('2027-02-09'),
    change: { sort: 'rule' as const, period: { unit: 'days' as const, count: 20 } },
  }
  const { moved } = await previewNow(ask, change)
  expect(moved).toMatchObject([
    {
      ...{ what: 'letter', letterId: chased.id, rule: 'R05', clientName: 'Fenwright, Dominic' },
      ...{ before: { due: '2027-02-18' }, after: { due: '2027-02-08' } },
    },
  ])
  const recorded = await amendNow(ask, change)
  expect(recorded.moved).toEqual(moved)
  expect(await lines()).toEqual(['2027-02-08'])
  await ask.letters.recordReply({
    ...{ letterId: late.id, kind: 'acknowledged', on: day('2027-02-09'), note: '' },
  })
  const back = {
    ...change,
    change: { ...change.change, period: { unit: 'days' as const, count: 25 } },
  }
  expect((await previewNow(ask, back)).moved).toEqual([])
})
