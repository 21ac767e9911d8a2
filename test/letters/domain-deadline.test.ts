import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { daysAfter } from '../../src-main/dates/days.ts'
import { deadlineOf, editionOn, type Request } from '../../src-main/letters/deadline.ts'
import { endsWaiting } from '../../src-main/letters/replies.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { refusalOf, resources } from '../open-office.ts'
import { day, filledIn, letterAt, letterOffice, withAuthority } from './letter-office.ts'

const parts = loadEdition(editionTexts(resources))
const request = (changes: Partial<Request> = {}): Request => ({
  records: 'health-records',
  sent: { on: '2026-03-02', route: 'hand' },
  replies: [],
  ...changes,
})
const due = (changes: Partial<Request>, today = '2026-03-02') =>
  deadlineOf(request(changes), today, parts)

test('the edition follows the day of the letter', () => {
  expect(editionOn('2018-05-24', parts.law)).toBe('dpa-1998')
  expect(editionOn('2018-05-25', parts.law)).toBe('uk-gdpr')
})

describe('a deadline is derived', () => {
  test('by the rule of the records and of the day of receipt', () => {
    expect(due({})).toMatchObject({ rule: 'R02', due: '2026-04-02', receivedOn: '2026-03-02' })
    expect(due({ records: 'prison-records' })).toMatchObject({ rule: 'R06', due: '2026-04-02' })
    expect(due({ sent: { on: '2005-03-01', route: 'hand' } })).toMatchObject({
      rule: 'R01',
      due: '2005-04-09',
    })
    expect(
      due({ sent: { on: '2005-03-01', route: 'hand' }, records: 'prison-records' })?.rule,
    ).toBe('R01')
  })

  test('from estimated receipt by its route, and says that it is an estimate', () => {
    expect(due({ sent: { on: '2026-03-02', route: 'first-class' } })).toMatchObject({
      ...{ receivedOn: '2026-03-04', due: '2026-04-07', receiptEstimated: true, provisional: true },
    })
    expect(due({ sent: { on: '2026-03-02', route: 'special-delivery' } })?.receivedOn).toBe(
      '2026-03-04',
    )
    expect(due({ sent: { on: '2026-03-02', route: 'cjsm' } })).toMatchObject({
      receivedOn: '2026-03-02',
      receiptEstimated: false,
    })
  })

  test('from an acknowledgement where there is one, which never makes it later', () => {
    const sent = { on: '2026-03-02', route: 'second-class' }
    const acknowledged = (on: string) => due({ sent, replies: [{ kind: 'acknowledged', on }] })
    expect(acknowledged('2026-03-03')).toMatchObject({
      receivedOn: '2026-03-03',
      receiptEstimated: false,
    })
    expect(acknowledged('2026-03-20')?.receivedOn).toBe(due({ sent })?.receivedOn)
  })

  test('with the days of a clarification left out, and an extension added', () => {
    const asked = due({
      replies: [
        { kind: 'clarification-asked', on: '2026-03-05' },
        { kind: 'clarification-answered', on: '2026-03-09' },
      ],
    })
    expect(asked?.due).toBe('2026-04-07')
    expect(due({ replies: [{ kind: 'extended', on: '2026-03-20' }] })?.due).toBe('2026-06-02')
    expect(
      due({
        replies: [
          { kind: 'id-asked', on: '2026-03-04' },
          { kind: 'id-supplied', on: '2026-03-10' },
        ],
      })?.due,
    ).toBe('2026-04-10')
  })

  test('with its working and authorities kept, and what is to be checked said', () => {
    const found = due({ sent: { on: '2026-03-02', route: 'second-class' } })!
    expect(found.steps[0]?.text).toContain('second class post')
    expect(found.steps.length).toBeGreaterThan(1)
    expect(found.steps.every(({ authority }) => authority !== '')).toBe(true)
    const unproven = due({ replies: [{ kind: 'id-asked', on: '2026-03-04' }] })
    expect(unproven?.check?.join()).toContain('Proof of identity was asked for')
  })

  test('an extension that the law of the day did not know is said and not counted', () => {
    const old = {
      sent: { on: '2005-03-01', route: 'hand' },
      replies: [{ kind: 'extended' as const, on: '2005-03-20' }],
    }
    expect(due(old)).toMatchObject({ due: '2005-04-09' })
    expect(due(old)?.check?.join()).toContain('cannot be extended')
  })

  test('in days late from the day after, until an answer closes it', () => {
    expect(due({}, '2026-04-02')?.daysLate).toBe(0)
    expect(due({}, '2026-04-05')?.daysLate).toBe(3)
    expect(due({ replies: [{ kind: 'answered-in-part', on: '2026-03-20' }] })).not.toBeNull()
    for (const kind of ['answered-in-full', 'refused', 'not-held'] as const)
      expect(due({ replies: [{ kind, on: '2026-03-20' }] })).toBeNull()
  })
})

describe('a clock takes every event', () => {
  const sent = { on: '2026-11-20', route: 'first-class' }
  const asked = (on: string) => ({ kind: 'clarification-asked' as const, on })
  const answered = (on: string) => ({ kind: 'clarification-answered' as const, on })
  const two = [
    ...[asked('2026-11-30'), answered('2026-12-03')],
    ...[asked('2026-12-07'), answered('2026-12-17')],
  ]

  test.each(['health-records', 'prison-records'] as const)(
    'every question and its answer, of %s, in whatever order they were recorded',
    (records) => {
      for (const replies of [two, two.toReversed(), [two[2]!, two[0]!, two[3]!, two[1]!]])
        expect(due({ records, sent, replies })).toMatchObject({ due: '2027-01-08', paused: null })
    },
  )

  test('stands paused while a question is open, says so, and is never late meanwhile', () => {
    const found = due({ sent, replies: two.slice(0, 3) }, '2027-02-01')
    expect(found).toMatchObject({
      ...{ provisional: true, daysLate: 0 },
      paused: { since: '2026-12-07', what: 'question' },
    })
    expect(found?.check?.join()).toContain('the time stands paused from that day')
  })

  test('a question asked after the month had run leaves out no days and pauses nothing', () => {
    const replies = [asked('2027-01-11')]
    expect(due({ sent, replies }, '2027-01-12')).toMatchObject({ paused: null, daysLate: 19 })
    expect(due({ sent, replies })?.check?.join()).toContain('leaves out no days')
  })

  test('identification asked for after the month had run does not begin it again unless that is decided', () => {
    const demand = { kind: 'id-asked' as const, on: '2026-05-20' }
    const supplied = { kind: 'id-supplied' as const, on: '2026-05-22' }
    const late = due({ replies: [demand, supplied] }, '2026-06-01')
    expect(late).toMatchObject({ due: '2026-04-02', daysLate: 60 })
    expect(late?.check?.join()).toContain('To be decided by a solicitor')
    const decided = (decision: 'restart' | 'stand') =>
      due({ replies: [{ ...demand, decided: { decision, until: null } }, supplied] }, '2026-06-01')
    expect(decided('stand')).toMatchObject({ due: '2026-04-02', daysLate: 60 })
    expect(
      decided('stand')
        ?.steps.map(({ text }) => text)
        .join(),
    ).toContain('does not begin again')
    expect(decided('restart')).toMatchObject({ due: '2026-06-22', daysLate: 0 })
  })

  test('identification asked for in time and not supplied stops the time', () => {
    expect(due({ replies: [{ kind: 'id-asked', on: '2026-03-04' }] }, '2026-06-01')).toMatchObject({
      ...{ daysLate: 0, paused: { since: '2026-03-04', what: 'identification' } },
    })
  })

  test('who asks has received, and an extension is counted once and every further one is said', () => {
    const early = due({ sent, replies: [asked('2026-11-23'), answered('2026-11-23')] })
    expect(early).toMatchObject({ receivedOn: '2026-11-23' })
    const extended = (on: string) => ({ kind: 'extended' as const, on })
    const twice = due({ replies: [extended('2026-03-20'), extended('2026-03-25')] })
    expect(twice).toMatchObject({ due: '2026-06-02' })
    expect(twice?.check?.join()).toContain('25 March 2026 extends nothing')
  })

  test('a refusal that is to be decided stops the waiting and does not end it; chased, the time runs on', () => {
    const refusal = { kind: 'refused' as const, on: '2026-03-20', toDecide: true }
    expect(due({ replies: [refusal] })).toBeNull()
    expect(endsWaiting(refusal)).toBe(false)
    const decided = (decision: 'accept' | 'chase') => ({
      ...{ ...refusal, decided: { decision, until: null } },
    })
    expect(endsWaiting(decided('accept'))).toBe(true)
    expect(due({ replies: [decided('chase')] })).toMatchObject({ due: '2026-04-02' })
  })

  const kinds = [
    'clarification-asked',
    'clarification-answered',
    'id-asked',
    'id-supplied',
  ] as const
  const anyReply = fc.record({
    kind: fc.constantFrom(...kinds, 'extended' as const, 'acknowledged' as const),
    on: fc
      .integer({ min: 2, max: 120 })
      .map((days) => new Date(Date.UTC(2026, 2, days)).toISOString().slice(0, 10)),
  })

  test('is the same in whatever order its events were recorded', () => {
    fc.assert(
      fc.property(fc.array(anyReply, { maxLength: 7 }), (replies) => {
        const found = due({ replies })
        expect(due({ replies: replies.toReversed() })).toEqual(found)
        // Handed over: nothing that they write can bring receipt forward.
        expect(found!.receivedOn).toBe('2026-03-02')
      }),
      { numRuns: 500 },
    )
  })

  test('one more question with its answer never makes it earlier, wherever it falls', () => {
    const pair = fc.tuple(anyReply, fc.nat({ max: 30 }))
    const asDone = (pairs: readonly [{ on: string }, number][]) =>
      pairs.flatMap(([{ on }, days]) => [asked(on), answered(daysAfter(on as never, days))])
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 4 }), pair, (before, more) => {
        const counted = due({ replies: asDone(before) })!
        const next = due({ replies: asDone([...before, more]) })!
        expect(next.due >= counted.due).toBe(true)
        expect(next.paused).toBeNull()
      }),
      { numRuns: 500 },
    )
  })
})

test('a late request leads to its chaser, prefilled with what was worked out', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  const { id: consentId } = await withAuthority(office)
  const sent = await letterAt(office, 'sent')
  expect(sent.chasing).toEqual({ times: 0, until: null, may: true })
  expect(sent.deadline).toMatchObject({ rule: 'R02', receivedOn: '2026-11-25', due: '2026-12-29' })
  clock.set('2026-12-29T09:00:00.000Z')
  const early = ask.letters.propose({
    matterId: office.matterId,
    kind: 'L09',
    datedOn: day('2026-12-29'),
    answers: sent.id,
  })
  await refusalOf(early, 'conflict')
  clock.set('2027-01-04T09:00:00.000Z')
  const chaser = await filledIn(office, {
    kind: 'L09',
    datedOn: day('2027-01-04'),
    answers: sent.id,
  })
  expect(chaser.heading).toContain('request of 23 November 2026 for records: overdue')
  const overdue = chaser.passages.find(({ id }) => id === 'overdue')?.text
  expect(overdue).toContain('29 December 2026')
  expect(overdue).toContain('6 days late')
  expect(chaser.passages.find(({ id }) => id === 'asked')?.text).toContain('11 January 2027')
  const letter = await letterAt(office, 'sent', {
    kind: 'L09',
    datedOn: day('2027-01-04'),
    answers: sent.id,
  })
  expect(letter).toMatchObject({ state: 'sent', deadline: null })
  const chased = await ask.letters.get({ letterId: sent.id })
  expect(chased.deadline?.daysLate).toBe(6)
  expect(chased.chasing).toEqual({ times: 1, until: '2027-01-11', may: true })
  // What they answer to the chaser answers the request: its clock is there.
  const answer = { kind: 'answered-in-full' as const, on: day('2027-01-04'), note: '' }
  await refusalOf(ask.letters.recordReply({ letterId: letter.id, ...answer }), 'conflict')
  await ask.consents.withdraw({
    ...{ consentId, classes: ['health'], receivedOn: day('2027-01-04'), how: 'slip', note: '' },
  })
  expect((await ask.letters.get({ letterId: sent.id })).chasing.may).toBe(false)
  await ask.letters.recordReply({ letterId: sent.id, ...answer })
  expect((await ask.letters.get({ letterId: sent.id })).state).toBe('replied')
})

test('a request chased twice in vain is looked at for its other ways, on the day and nowhere before', async () => {
  const office = await letterOffice()
  const { ask, clock } = office
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  const act = async () =>
    (await ask.day.view({})).groups.find(({ name }) => name === 'late')?.items[0]?.act
  for (const datedOn of ['2027-01-04', '2027-01-14']) {
    clock.set(`${datedOn}T09:00:00.000Z`)
    expect(await act()).toBe('chase')
    await letterAt(office, 'sent', { kind: 'L09', datedOn: day(datedOn), answers })
    expect(await act()).toBeUndefined()
  }
  clock.set('2027-01-22T09:00:00.000Z')
  expect(await act()).toBe('options')
})

describe('a letter is proposed', () => {
  test('to the provider at the prison where the client was, whom nobody verified yet', async () => {
    const office = await letterOffice()
    const { ask, matterId } = office
    const proposed = await ask.letters.propose({
      matterId,
      kind: 'L03',
      datedOn: day('2026-11-23'),
    })
    expect(proposed.addressee).toEqual({
      ...{ name: 'Practice Plus Group', role: 'records-holder', postcode: 'LS12 2TJ' },
      lines: ['HMP Leeds', '2 Gloucester Terrace', 'Leeds'],
    })
    expect(proposed.signatory).toBe(office.partner)
    const draft = await ask.letters.draft(proposed)
    expect(draft.gate.missing.map(({ what }) => what)).toContain(draft.gate.settle?.question)
    expect(draft.gate.settle).toMatchObject({ sort: 'confirm', asksName: true })
  })

  test('for prison records to the team that answers for the prisons, its address to be confirmed', async () => {
    const { ask, matterId } = await letterOffice()
    const proposed = await ask.letters.propose({
      matterId,
      kind: 'L05',
      datedOn: day('2026-11-23'),
    })
    expect(proposed.addressee).toMatchObject({
      name: 'Ministry of Justice, Offender Subject Access Request Team',
      postcode: 'DE14 3EG',
    })
    const { gate } = await ask.letters.draft(proposed)
    expect(gate.settle?.question).toContain('not verified. Source:')
  })

  test('in the edition of its day', async () => {
    const { ask, clientId, partner } = await letterOffice()
    await ask.clients.recordMove({
      clientId,
      stay: { establishmentId: 'hull' as never, from: day('2005-01-10'), source: 'His file' },
    })
    const { id: matterId } = await ask.matters.open({
      ...{
        clientId,
        kind: 'health-records',
        title: 'Old records',
        responsible: partner,
        opponents: [],
      },
      ...{ eventOn: day('2005-02-01'), knownOn: null, noEventReason: '' },
    })
    const proposed = await ask.letters.propose({
      matterId,
      kind: 'L03',
      datedOn: day('2005-06-01'),
    })
    expect(proposed.passages.find(({ id }) => id === 'right')?.text).toContain(
      'Data Protection Act 1998',
    )
    expect(proposed.enclosures.map(({ name }) => name)).toContain('Cheque for £10')
    expect(proposed.addressee.name).toBe('Holder of the health records, HMP & YOI Hull')
  })

  test('to the client with number and prison', async () => {
    const { ask, matterId } = await letterOffice()
    const { addressee } = await ask.letters.propose({
      matterId,
      kind: 'L24',
      datedOn: day('2026-11-23'),
    })
    expect(addressee).toMatchObject({
      name: 'Dominic Fenwright',
      role: 'client',
      lines: ['A1234BC', 'HMP Leeds', '2 Gloucester Terrace', 'Leeds'],
      postcode: 'LS12 2TJ',
    })
  })

  test('of a withdrawal only once one is recorded', async () => {
    const { ask, matterId } = await letterOffice()
    const asked = ask.letters.propose({ matterId, kind: 'L37', datedOn: day('2026-11-23') })
    expect((await refusalOf(asked, 'conflict')).message).toContain('No withdrawal is recorded')
  })
})
