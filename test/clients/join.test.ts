import { expect, test } from 'vitest'
import type { Client, ClientId } from '../../src-main/clients/contract.ts'
import { someConsent } from '../consents/some-consent.ts'
import { day, letterAt, letterOffice } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf, someClient, type TestOffice } from '../open-office.ts'

const noNumber = { number: '', exception: 'Not known' }
const reason = 'The client says so'

/** A second record of Dominic Fenwright. */
const again = async ({ ask }: Pick<TestOffice, 'ask'>, changes: object = {}) =>
  (await ask.clients.register(someClient({ prisonNumber: noNumber, ...changes }))).id

/** What a record says, without what follows from the joining alone. */
const ownWords = ({ joined: _, openedAs: __, differences: ___, ...client }: Client) => client

test('a record is not joined with itself, with one it is joined with, nor in a chain', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const [a, b, c] = [await again(office), await again(office), await again(office)]
  const join = (keptId: ClientId, otherId: ClientId) =>
    ask.clients.join({ keptId, otherId, reason })
  expect((await refusalOf(join(a, a))).message).toBe('This is the same record. Choose another.')
  await join(a, b)
  expect((await refusalOf(join(a, b))).message).toBe('These two records are joined already.')
  expect((await refusalOf(join(b, c))).message).toContain('This record is joined with that of')
  expect((await refusalOf(join(c, b))).message).toContain('The other record is joined with that of')
  expect((await refusalOf(join(c, a))).message).toContain('Other records are joined with that of')
  await join(a, c)
  const person = await ask.clients.get({ clientId: a })
  expect(person.joined.map(({ id, place }) => [id, place])).toEqual([
    [b, 2],
    [c, 3],
  ])
  expect((await refusalOf(ask.clients.part({ clientId: a, reason }))).message).toContain(
    'not joined with another',
  )
  expect((await refusalOf(ask.clients.join({ keptId: a, otherId: b, reason: '' }))).fields).toEqual(
    {
      reason: 'Give the reason for joining the records.',
    },
  )
})

test('what speaks for two people is told, must be confirmed and is kept in the entry', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const kept = (await ask.clients.register(someClient())).id
  const other = await again(office, {
    ...{ surname: 'Okafor', forenames: 'Chidi', bornOn: '1990-02-03' },
    prisonNumber: { number: 'A9876BC', exception: '' },
  })
  const asked = { keptId: kept, otherId: other, reason }
  const refusal = await refusalOf(ask.clients.join(asked))
  expect(refusal.fields).toHaveProperty('confirmed')
  const { against } = await ask.day.sideBySide({ keptId: kept, otherId: other })
  expect(against).toEqual([
    'The dates of birth are 17 April 1981 and 3 February 1990.',
    'The prison numbers are A1234BC and A9876BC.',
    'The names are Dominic Fenwright and Chidi Okafor.',
  ])
  const joined = await ask.clients.join({ ...asked, confirmed: true })
  expect(joined.differences.map(({ about, stops }) => [about, stops])).toEqual([
    ['name', false],
    ['number', true],
    ['born', true],
  ])
  const { seq } = joined.joined[0]!.joining
  const { fields } = await ask.audit.reveal({ seq, reason: 'To see what spoke against it' })
  expect(fields?.find(({ name }) => name === 'against')?.value).toBe(JSON.stringify(against))
  // Day and month exchanged are a slip of the pen, and a former number is explained.
  const slip = await again(office, { bornOn: '1981-04-07' })
  const { against: none } = await ask.day.sideBySide({
    ...{ keptId: kept, otherId: await again(office, { bornOn: '1987-04-17' }) },
  })
  expect(none).toEqual([])
  const days = await ask.day.sideBySide({ keptId: kept, otherId: slip })
  expect(days.against).toEqual(['The dates of birth are 17 April 1981 and 7 April 1981.'])
})

test('a person is listed, counted and found once, by any name or number of either record', async () => {
  const office = await openTestOffice()
  const { ask } = office
  const kept = (await ask.clients.register(someClient())).id
  const other = await again(office, {
    ...{ surname: 'Wrightson', forenames: 'Nicholas' },
    prisonNumber: { number: 'B4321CD', exception: '' },
  })
  await ask.clients.register(someClient({ surname: 'Zeta', prisonNumber: noNumber }))
  await ask.clients.join({ keptId: kept, otherId: other, confirmed: true, reason })
  const all = await ask.clients.find({})
  expect([all.total, all.rows.length]).toEqual([2, 2])
  const found = async (text: string) =>
    (await ask.clients.find({ text })).rows.map(({ id, surname, matched }) => [
      id,
      surname,
      matched,
    ])
  for (const text of ['Wrightson', 'B4321CD', 'Nicholas Wrightson', 'Wrightson 17 April 1981']) {
    const [first, ...more] = await found(text)
    expect([text, first?.slice(0, 2), more]).toEqual([text, [kept, 'Fenwright'], []])
  }
  expect((await found('Wrightson'))[0]![2]).toBe('Nicholas Wrightson')
  expect((await found('B4321CD'))[0]![2]).toBe('B4321CD')
  const typed = { surname: 'Wrightson', forenames: 'Nicholas', bornOn: day('1981-04-17') }
  const similar = await ask.clients.similar({ ...typed, prisonNumber: 'B4321CD' })
  expect(similar.filter(({ surname }) => surname !== 'Zeta').map(({ id }) => id)).toEqual([kept])
  expect((await ask.clients.get({ clientId: other })).openedAs).toBe(other)
  expect((await ask.clients.get({ clientId: other })).id).toBe(kept)
  // Nobody else takes the number of either; the person’s own records may.
  await refusalOf(
    ask.clients.register(someClient({ prisonNumber: { number: 'B4321CD', exception: '' } })),
  )
  await ask.clients.part({ clientId: other, reason })
  expect((await ask.clients.find({})).total).toBe(3)
  expect((await found('Wrightson'))[0]).toEqual([other, 'Wrightson', null])
})

test('matters, forms, letters and calls of both are read together, new ones go to the kept record, and parting puts all back', async () => {
  const office = await letterOffice()
  const { ask, clientId: kept, partner } = office
  const other = await again(office, {
    stay: { establishmentId: 'hull', from: '2025-01-06', source: 'A call' },
  })
  const opened = {
    ...{ kind: 'treatment' as const, title: 'Dental pain', responsible: partner, opponents: [] },
    ...{ eventOn: day('2026-10-01'), knownOn: null, noEventReason: '' },
  }
  const theirs = await ask.matters.open({ clientId: other, ...opened })
  await ask.consents.record(someConsent(other))
  const own = async (clientId: ClientId) => ({
    client: ownWords(await ask.clients.get({ clientId })),
    matters: (await ask.matters.list({ clientId })).rows.map(({ id, record }) => [id, record]),
    forms: (await ask.consents.list({ clientId })).map(({ id, record }) => [id, record]),
    letters: (await ask.letters.list({ clientId })).rows.map(({ id }) => id),
    calls: (await ask.disclosures.list({ clientId })).lines.map(({ seq }) => seq),
    told: (await ask.day.chronology({ clientId })).lines
      .filter(({ act }) => !/^client-(joined|parted)$/.test(act))
      .map(({ seq, act }) => [seq, act]),
  })
  const draft = await letterAt(office, 'draft')
  const before = [await own(kept), await own(other)]
  const joined = await ask.clients.join({ keptId: kept, otherId: other, reason })
  expect(joined.stays.map(({ establishmentId, record }) => [establishmentId, record])).toEqual([
    ['hull', 2],
    ['leeds', 1],
  ])
  for (const clientId of [kept, other]) {
    const { matters, forms, letters, told } = await own(clientId)
    expect(matters.map(([, record]) => record)).toEqual([2, 1])
    expect([forms.length, letters.length]).toEqual([1, 1])
    expect(told.length).toBe(before[0]!.told.length + before[1]!.told.length)
  }
  const { lines } = await ask.day.chronology({ clientId: kept })
  expect(lines.find(({ act }) => act === 'consent-recorded')?.record).toBe(2)
  expect(lines.find(({ act }) => act === 'letter-drafted')?.record).toBe(1)
  expect((await ask.matters.get({ matterId: theirs.id })).clientId).toBe(kept)
  expect((await ask.matters.list({ text: 'Dental Fenwright' })).total).toBe(1)

  const since = joined.joined[0]!.joining.seq
  const late = await ask.matters.open({ clientId: other, ...opened, title: 'Another' })
  const form = await ask.consents.record(
    someConsent(other, { signedOn: '2026-11-10', receivedOn: '2026-11-12' }),
  )
  await ask.disclosures.recordCall({
    ...{ clientId: other, purpose: 'inform', asked: 'How he is', told: ['health'] },
    caller: { name: 'Denise Fenwright', role: 'family' },
  })
  const meanwhile = await ask.day.chronology({ clientId: kept, after: since })
  expect(meanwhile.lines.map(({ act, record }) => [act, record])).toEqual([
    ['call-recorded', 1],
    ['consent-recorded', 1],
    ['matter-opened', 1],
  ])
  await ask.clients.part({ clientId: other, reason: 'Two people' })
  const [mine, after] = [await own(kept), await own(other)]
  expect(after).toEqual(before[1])
  expect(mine.matters).toEqual([[late.id, 1], ...before[0]!.matters])
  expect(mine.forms).toEqual([[form.id, 1]])
  expect(mine.letters).toEqual([draft.id])
  for (const clientId of [kept, other]) {
    const acts = (await ask.day.chronology({ clientId, kinds: ['client'] })).lines
    expect(acts.slice(0, 2).map(({ act }) => act)).toEqual(['client-parted', 'client-joined'])
  }
  expect((await ask.audit.verify({})).findings).toEqual([])
  await office.office.rebuild()
  expect([await own(kept), await own(other)]).toEqual([mine, after])
}, 120_000)

test('a refusal in one record stops what is written from the other, and the day shows the person once', async () => {
  const office = await letterOffice()
  const { ask, clientId: kept } = office
  const authority = { signedOn: '2026-11-02', receivedOn: '2026-11-06' }
  const other = await again(office)
  const holder = { name: 'Northgate Health, HMP Leeds', role: 'records-holder' as const }
  const form = (clientId: ClientId, answer: 'given' | 'refused', signedOn: string) => ({
    ...someConsent(clientId, { ...authority, signedOn, receivedOn: '2026-11-20' }),
    ...{ kind: 'authority-to-obtain' as const, purpose: 'obtain-records' as const },
    ...{ recipient: holder, choices: [{ class: 'health' as const, answer }] },
  })
  await ask.consents.record(form(kept, 'given', '2026-11-02'))
  const letter = await letterAt(office, 'approved')
  expect(letter.state).toBe('approved')
  await ask.consents.record(form(other, 'refused', '2026-11-12'))
  expect((await ask.letters.get({ letterId: letter.id })).state).toBe('approved')
  await ask.clients.join({ keptId: kept, otherId: other, reason })
  expect((await ask.letters.get({ letterId: letter.id })).state).toBe('to-recall')
  await refusalOf(ask.letters.printed({ letterId: letter.id }))
  const parts = async () =>
    (await ask.day.view({})).groups.flatMap(({ name, items }) =>
      items.filter(({ letterId }) => letterId === letter.id).map(() => name),
    )
  expect(await parts()).toEqual(['recall'])
  await ask.clients.part({ clientId: other, reason: 'Two people' })
  expect((await ask.letters.get({ letterId: letter.id })).state).toBe('approved')
  expect(await parts()).toEqual(['not-sent'])
  await ask.clients.join({ keptId: other, otherId: kept, reason })
  expect((await ask.letters.get({ letterId: letter.id })).state).toBe('to-recall')
  expect((await ask.audit.verify({})).findings).toEqual([])
}, 120_000)

test('records that give different numbers, birthdays or prisons stop every letter until a correction settles it', async () => {
  const office = await letterOffice()
  const { ask, clientId: kept } = office
  await ask.consents.record({
    ...someConsent(kept),
    ...{ kind: 'authority-to-obtain', purpose: 'obtain-records' },
    recipient: { name: 'Northgate Health, HMP Leeds', role: 'records-holder' },
  })
  const other = await again(office, {
    prisonNumber: { number: 'A9876BC', exception: '' },
    stay: { establishmentId: 'hull', from: '2026-03-02', source: 'A call' },
  })
  const draft = await letterAt(office, 'draft')
  expect(draft.gate.missing).toEqual([])
  const joined = await ask.clients.join({ keptId: kept, otherId: other, confirmed: true, reason })
  expect(joined.differences.map(({ words }) => words)).toEqual([
    'The joined records give different prison numbers: record 1 gives A1234BC; record 2 gives A9876BC.',
    expect.stringMatching(/different places: record 1 gives .*Leeds.*; record 2 gives .*Hull/),
  ])
  const { gate, version } = await ask.letters.get({ letterId: draft.id })
  expect(gate.missing.filter(({ where }) => where === 'client')).toHaveLength(2)
  await refusalOf(ask.letters.approve({ letterId: draft.id, version }))

  const [second] = joined.joined
  const { stay: _, ...right } = someClient()
  const corrected = { ...right, clientId: second!.id, version: second!.version }
  await ask.clients.correct({ ...corrected, reason: 'The number of somebody else' })
  const moved = joined.stays.find(({ record }) => record === 2)!
  const settled = await ask.clients.correctStay({
    ...{ clientId: moved.clientId, stayId: moved.id, reason: 'The prison confirms Leeds' },
    stay: { establishmentId: 'leeds', from: day('2026-03-02'), source: 'The prison' } as never,
  })
  expect(settled.differences).toEqual([])
  const after = await ask.letters.get({ letterId: draft.id })
  expect(after.gate.missing.filter(({ where }) => where === 'client')).toEqual([])
}, 120_000)
