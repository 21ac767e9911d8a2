import { describe, expect, test } from 'vitest'
import { keepingOf } from '../../src-main/retention/periods.ts'
import { keepingWords } from '../../src-renderer/retention/retention-words.ts'
import { counted } from '../count-statements.ts'
import { closeMatter } from '../matters/close-matter.ts'
import { openTestOffice, refusalOf, type TestOffice } from '../open-office.ts'
import { aClient, aClosedFile, aMatter, day, decided, reason } from './some-file.ts'

const ground = 'retention-ended' as const
const due = async ({ ask }: TestOffice, clientId: never) =>
  (await ask.retention.ofClient({ clientId })).due
const names = async ({ ask }: TestOffice, which: 'due' | 'longer' | 'ahead' = 'due') =>
  (await ask.retention.review({ which })).rows.map(({ client }) => client.id)
const later = async (office: TestOffice, on: string) => {
  office.clock.set(`${on}T09:00:00.000Z`)
  await office.signIn(office.partner)
}

describe('How long files are kept', () => {
  test('is a suggestion until a partner decides it, with the reason, by an entry that the table shows', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn, partner } = office
    const { rows, law } = await ask.retention.periods({})
    expect(rows.map(({ kind, years, decided: by }) => [kind, years, by])).toEqual([
      ...[
        ['health-records', 6, null],
        ['prison-records', 6, null],
        ['treatment', 15, null],
        ['confidentiality', 6, null],
        ['death', 15, null],
        ['other', 6, null],
        ['none', 1, null],
      ],
    ])
    for (const { suggested } of rows)
      expect(suggested.why).toContain('To be confirmed by a partner.')
    const said = law.map(({ authority }) => authority).join(' ')
    for (const authority of [
      'Question of Ethics',
      'Article 5(1)(e) and 5(2)',
      'section 14B',
      'section 28',
    ])
      expect(said).toContain(authority)
    await decided(office, { death: 20 })
    await decided(office, { death: 25 })
    const now = (await ask.retention.periods({})).rows.find(({ kind }) => kind === 'death')!
    expect(now).toMatchObject({ years: 25, decided: { who: 'Imogen Tark', reason } })
    expect(now.earlier).toMatchObject([{ years: 20 }])
    const again = { kind: 'death' as const, years: 25, reason }
    await refusalOf(ask.retention.setPeriod(again), 'invalid-input')
    for (const years of [0, 101, 1.5])
      await refusalOf(ask.retention.setPeriod({ ...again, years }), 'invalid-input')
    const [entry] = (await ask.audit.list({ limit: 1 })).entries
    expect(entry).toMatchObject({ act: 'retention-set', seq: now.decided!.seq })
    await signIn(await hire('Owain Prosser', 'caseworker'))
    await refusalOf(ask.retention.setPeriod({ ...again, years: 2 }), 'not-allowed')
    await signIn(partner)
  })

  test('follows for each client from the last of the closings, each by its kind, and from no open matter', async () => {
    const office = await openTestOffice()
    const { ask, clock } = office
    const { clientId, matterId } = await aClosedFile(office)
    expect(await due(office, clientId as never)).toBe('2032-11-23')
    const second = await aMatter(office, clientId, 'treatment')
    expect(await ask.retention.ofClient({ clientId })).toMatchObject({
      ...{ due: null, byTable: null, matters: [] },
      open: [(await ask.matters.get({ matterId: second })).ourRef],
    })
    clock.set('2027-01-04T09:00:00.000Z')
    await closeMatter(ask, second, reason)
    expect(await due(office, clientId as never)).toBe('2042-01-04')
    await decided(office, { treatment: 2 })
    expect(await due(office, clientId as never)).toBe('2032-11-23')
    await ask.matters.reopen({ matterId, reason })
    expect(await due(office, clientId as never)).toBeNull()
    clock.set('2028-02-29T09:00:00.000Z')
    await closeMatter(ask, matterId, reason)
    await decided(office, { 'prison-records': 7 })
    // The year has no 29 February.
    expect(await due(office, clientId as never)).toBe('2035-03-01')
  })

  test('runs from the day on which a client came of age, where that is later than the closing', async () => {
    const office = await openTestOffice()
    const child = await aClosedFile(office, 'other', { bornOn: '2009-02-14' })
    const grown = await aClosedFile(office, 'other', { bornOn: '2008-11-23' })
    const unknown = await aClosedFile(office, 'other', { bornOn: null })
    expect(await office.ask.retention.ofClient(pick(child))).toMatchObject({
      ...{ due: '2033-02-14', ofAge: '2027-02-14', bornKnown: true },
    })
    expect(await office.ask.retention.ofClient(pick(grown))).toMatchObject({
      ...{ due: '2032-11-23', ofAge: null },
    })
    expect(await office.ask.retention.ofClient(pick(unknown))).toMatchObject({ bornKnown: false })
  })

  test('is one year for somebody who never had a matter, and no time runs once one is opened', async () => {
    const office = await openTestOffice()
    const clientId = await aClient(office)
    expect(await office.ask.retention.ofClient({ clientId })).toMatchObject({
      ...{ due: '2027-11-23', onRecord: { since: '2026-11-23', years: 1, decided: false } },
    })
    expect(await names(office, 'ahead')).toEqual([clientId])
    await aMatter(office, clientId)
    expect(await names(office, 'ahead')).toEqual([])
  })

  test('is of the person: records that are joined are kept as long as any of them', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await decided(office, { other: 1, treatment: 3 })
    const { clientId: keptId } = await aClosedFile(office, 'other')
    const { clientId: otherId } = await aClosedFile(office, 'treatment')
    await ask.clients.join({ keptId, otherId, confirmed: true, reason })
    await later(office, '2028-06-01')
    expect(await names(office)).toEqual([])
    expect(await due(office, otherId as never)).toBe('2029-11-23')
    await ask.clients.part({ clientId: otherId, reason })
    expect(await names(office)).toEqual([keptId])
  })

  test('is pure: of nothing but the days', () => {
    const periods = new Map([
      ['other', { years: 6, set: 4 }],
      ['none', { years: 1, set: null }],
    ])
    const of = (closedOn: string | null) =>
      keepingOf(
        { bornOn: null, matters: [{ id: 'm', kind: 'other', closedOn }], since: [] },
        periods,
      )
    expect(of(null)).toBeNull()
    expect(of('2020-02-29')!.due).toBe('2026-03-01')
    // A kind that nothing is known of is never past.
    const strange = { id: 'm', kind: 'strange', closedOn: '1990-01-01' }
    expect(keepingOf({ bornOn: null, matters: [strange], since: [] }, periods)).toBeNull()
  })
})

const pick = ({ clientId }: { clientId: Awaited<ReturnType<typeof aClient>> }) => ({ clientId })

describe('A file whose time has run', () => {
  test('is proposed with how that was worked out, once a partner decided the years, and confirmed by the same table', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn, partner } = office
    const second = await hire('Ivo Tarn', 'caseworker')
    const { clientId, matterId } = await aClosedFile(office)
    const propose = () => ask.erasure.propose({ clientId, ground, reason })
    expect((await refusalOf(propose(), 'conflict')).message).toBe(
      'The file of this client is kept until 23 November 2032. Wait until then, or choose another ground.',
    )
    await later(office, '2032-11-23')
    expect((await ask.retention.review({})).rows).toMatchObject([{ decided: false, free: false }])
    expect((await refusalOf(propose(), 'conflict')).message).toMatch(
      /a suggestion\. Record them under Office, Keeping of files\.$/,
    )
    await decided(office, { 'prison-records': 6 })
    const { seq: set } = (await ask.retention.periods({})).rows[1]!.decided!
    expect((await ask.retention.review({})).rows).toMatchObject([
      { client: { id: clientId }, due: '2032-11-23', free: true, proposed: false, inTheWay: [] },
    ])
    const { proposal } = await propose()
    expect(proposal!.due).toBe('2032-11-23')
    const { fields } = await ask.audit.entry({ seq: proposal!.seq })
    const basis = fields!.find(({ name }) => name === 'basis')!.value
    expect(JSON.parse(basis)).toEqual({
      ...{ due: '2032-11-23', onRecord: null, ofAge: null, longer: null },
      matters: [
        {
          ...{ matterId, kind: 'prison-records', closedOn: '2026-11-23', years: 6, set },
          until: '2032-11-23',
        },
      ],
    })
    expect((await ask.retention.review({})).rows).toMatchObject([{ proposed: true, free: false }])
    await decided(office, { 'prison-records': 7 })
    await signIn(second)
    const confirm = { clientId, proposed: proposal!.seq }
    expect((await refusalOf(ask.erasure.confirm(confirm), 'conflict')).message).toContain(
      'kept until 23 November 2033',
    )
    await signIn(partner)
    await decided(office, { 'prison-records': 6 })
    await signIn(second)
    await ask.erasure.confirm(confirm)
    expect((await ask.retention.review({})).total).toBe(0)
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('shows what stands in its way, and is free of nothing: a hold, a limitation date, a letter', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await decided(office, { other: 1 })
    const held = await aClosedFile(office, 'other')
    const hold = { clientId: held.clientId, askedBy: 'The coroner', reason, reviewOn: null }
    await ask.erasure.hold(hold)
    const clientId = await aClient(office)
    const matterId = await aMatter(office, clientId, 'other', day('2026-10-01'))
    await closeMatter(ask, matterId, reason, false)
    await later(office, '2027-12-01')
    const { rows } = await ask.retention.review({})
    expect(
      rows.map(({ client, free, inTheWay }) => [client.id, free, inTheWay.map((one) => one.what)]),
    ).toEqual(
      expect.arrayContaining([
        [held.clientId, false, ['hold']],
        [clientId, false, ['limitation']],
      ]),
    )
    expect(rows.find(({ client }) => client.id === clientId)!.inTheWay[0]!.cure).toBe(
      'End it on the page of the matter.',
    )
    // Whoever is on hold is not to be looked at before the hold is lifted.
    expect(
      (await ask.day.view({})).notices.find(({ kind }) => kind === 'files-to-review'),
    ).toMatchObject({
      count: 1,
    })
    await ask.erasure.lift({ clientId: held.clientId, reason })
    expect((await ask.retention.review({})).rows.filter(({ free }) => free)).toMatchObject([
      { client: { id: held.clientId } },
    ])
  })

  test('is kept until a later day for a reason, and comes back on that day', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await decided(office, { other: 1 })
    const { clientId } = await aClosedFile(office, 'other')
    const keep = (until: string) =>
      ask.retention.keepLonger({ clientId, until: day(until), reason })
    await refusalOf(keep('2027-11-23'), 'invalid-input')
    await later(office, '2027-12-01')
    await refusalOf(keep('2027-12-01'), 'invalid-input')
    expect(await keep('2029-05-01')).toMatchObject({
      ...{ due: '2029-05-01', byTable: '2027-11-23', longer: { who: 'Imogen Tark', reason } },
    })
    expect([await names(office), await names(office, 'longer')]).toEqual([[], [clientId]])
    await refusalOf(ask.erasure.propose({ clientId, ground, reason }), 'conflict')
    // What was typed wrongly is put right by the next decision.
    await keep('2028-05-01')
    await later(office, '2028-05-01')
    expect([await names(office), await names(office, 'longer')]).toEqual([[clientId], []])
    const { lines } = await ask.day.chronology({ clientId, kinds: ['erasure'] })
    expect(lines.map(({ act, on }) => [act, on])).toEqual([
      ['keeping-extended', '2028-05-01'],
      ['keeping-extended', '2029-05-01'],
    ])
    const open = await aMatter(office, clientId)
    expect((await refusalOf(keep('2040-01-01'), 'conflict')).message).toContain('is open')
    await closeMatter(ask, open, reason)
  })

  test('is kept by the newest decision on either of two records that were joined, and the screen says whose, and which no longer counts', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn, partner } = office
    const hester = await hire('Hester Vane', 'partner')
    await decided(office, { other: 1 })
    const { clientId } = await aClosedFile(office, 'other')
    const { clientId: otherId } = await aClosedFile(office, 'other')
    const keep = (of: typeof clientId, until: string) =>
      ask.retention.keepLonger({ clientId: of, until: day(until), reason })
    await keep(otherId, '2035-05-01')
    await signIn(hester)
    await keep(clientId, '2029-05-01')
    await ask.clients.join({ keptId: clientId, otherId, confirmed: true, reason })
    const seen = await ask.retention.ofClient({ clientId })
    expect(seen).toMatchObject({
      due: '2029-05-01',
      longer: {
        ...{ until: '2029-05-01', who: 'Hester Vane', record: 1 },
        before: [{ until: '2035-05-01', who: 'Imogen Tark', record: 2 }],
      },
    })
    expect(keepingWords(seen).slice(-2)).toEqual([
      `Hester Vane decided on 23 November 2026, to keep it until 1 May 2029. Reason: ${reason}`,
      `No longer counts: Imogen Tark decided on 23 November 2026, of record 2, to keep it until 1 May 2035. Reason: ${reason}`,
    ])
    await signIn(partner)
    await later(office, '2029-05-01')
    expect(await names(office)).toEqual([clientId])
    await ask.erasure.propose({ clientId, ground, reason })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('runs from the day in England on which a client without a matter was recorded', async () => {
    const office = await openTestOffice()
    const { ask, clock, signIn, partner } = office
    await decided(office, { none: 1 })
    // Half past midnight in London.
    clock.set('2027-06-30T23:30:00.000Z')
    await signIn(partner)
    const clientId = await aClient(office)
    expect(await ask.retention.ofClient({ clientId })).toMatchObject({
      ...{ onRecord: { since: '2027-07-01', until: '2028-07-01' }, due: '2028-07-01' },
    })
    await later(office, '2028-06-30')
    expect(await names(office)).toEqual([])
    await later(office, '2028-07-01')
    expect(await names(office)).toEqual([clientId])
    await ask.erasure.propose({ clientId, ground, reason })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('costs what is shown: with ten times as many due, a page asks as much and is given as much', async () => {
    const office = await openTestOffice()
    const { ask } = office
    await decided(office, { other: 1 })
    for (let nth = 0; nth < 3; nth++) await aClosedFile(office, 'other')
    await later(office, '2027-12-01')
    const asked = () => counted(() => ask.retention.review({ limit: 2 }))
    await asked()
    const few = await asked()
    for (let nth = 0; nth < 27; nth++) await aClosedFile(office, 'other')
    await later(office, '2029-12-01')
    expect((await ask.retention.review({ limit: 2 })).total).toBe(30)
    const many = await asked()
    expect([many.statements, many.rows]).toEqual([few.statements, few.rows])
  })

  test('of a person with two records stays proven once they are parted and one is erased', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn } = office
    const second = await hire('Ivo Tarn', 'caseworker')
    await decided(office, { 'prison-records': 1 })
    const { clientId } = await aClosedFile(office)
    const { clientId: otherId } = await aClosedFile(office)
    await ask.clients.join({ keptId: clientId, otherId, confirmed: true, reason })
    await ask.retention.keepLonger({ clientId, until: day('2028-01-01'), reason })
    await later(office, '2028-02-01')
    const propose = () => ask.erasure.propose({ clientId, ground, reason })
    expect((await propose()).proposal!.due).toBe('2028-01-01')
    await ask.erasure.withdraw({ clientId, reason })
    await ask.clients.part({ clientId: otherId, reason })
    const { seq } = (await propose()).proposal!
    await signIn(second)
    await ask.erasure.confirm({ clientId, proposed: seq })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('is nobody’s to see but whoever may confirm an erasure, and the reason for keeping it theirs who open what is restricted', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn } = office
    const secretary = await hire('Hester Vane', 'secretary')
    const auditor = await hire('Nia Rees', 'auditor')
    await decided(office, { other: 1 })
    const { clientId } = await aClosedFile(office, 'other')
    await later(office, '2027-12-01')
    await ask.retention.keepLonger({ clientId, until: day('2030-01-01'), reason: 'Wxqone' })
    await later(office, '2030-01-02')
    await signIn(secretary)
    await refusalOf(ask.retention.review({}), 'not-allowed')
    await refusalOf(
      ask.retention.keepLonger({ clientId, until: day('2031-01-01'), reason }),
      'not-allowed',
    )
    const seen = await ask.retention.ofClient({ clientId })
    expect(seen.longer).toMatchObject({ until: '2030-01-01', reason: null })
    const { entries } = await ask.audit.list({ limit: 50 })
    const { seq } = entries.find(({ act }) => act === 'keeping-extended')!
    expect(JSON.stringify(await ask.audit.entry({ seq }))).not.toContain('Wxqone')
    expect((await ask.day.view({})).notices).toEqual([])
    await signIn(auditor)
    await refusalOf(ask.retention.ofClient({ clientId }), 'not-allowed')
    expect((await ask.retention.periods({})).rows).toHaveLength(7)
  })
})
