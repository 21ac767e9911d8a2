import { describe, expect, test } from 'vitest'
import { papersOf, sound } from '../office-papers.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { basisAt, someBasis } from './some-basis.ts'

const reason = 'Set aside on appeal'
const prison = { name: 'HMP Leeds', role: 'custody' } as const

async function officeWithClient() {
  const office = await openTestOffice()
  const { ask, platform } = office
  const { id: clientId } = await ask.clients.register(someClient())
  const only = async () => (await ask.bases.list({ clientId })).rows[0]!
  const call = (told: string[], more: object = {}) =>
    ask.disclosures.recordCall({
      ...{ clientId, caller: prison, purpose: 'inform', asked: 'Where is he?' },
      ...({ told, ...more } as { told: [] }),
    })
  const attach = (basisId: Awaited<ReturnType<typeof only>>['id'], words: string) => {
    platform.file = { name: 'order.pdf', bytes: somePdf(words) }
    return ask.bases.attachPaper({ basisId })
  }
  return Object.assign(office, { clientId, only, call, attach })
}
const again = ({ clientId: _, ...typed }: ReturnType<typeof someBasis>) => typed

describe('a basis besides consent', () => {
  test('allows what it names once its paper is on record, and the register names it', async () => {
    const office = await officeWithClient()
    const { ask, clientId, only, call, attach } = office
    const question = { clientId, recipient: prison, class: 'location', purpose: 'inform' } as const
    const { id } = await ask.bases.record(someBasis(clientId))
    expect((await only()).state).toBe('paper-missing')
    await refusalOf(call(['location']), 'conflict')
    await attach(id, 'the order')
    expect((await only()).state).toBe('in-force')
    const why =
      'An order of court, recorded on 23 November 2026, requires this to be disclosed to HMP Leeds.'
    expect(await ask.consents.mayTell({ ...question, on: '2026-11-23' as never })).toEqual({
      ...{ allowed: true, why, cure: null, consentId: null },
    })
    await call(['location', 'health'])
    const { lines } = await ask.disclosures.list({})
    expect(lines).toMatchObject([{ basis: 'other', classes: ['location', 'health'] }])
    const { bases } = await ask.disclosures.get({ id: lines[0]!.id })
    expect(bases).toMatchObject([
      {
        ...{ classes: ['location', 'health'], why, form: null },
        record: { basisId: id, kind: 'court-order', decidedBy: 'Imogen Tark', state: 'in-force' },
      },
    ])
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    const before = await only()
    await office.office.rebuild()
    expect(await only()).toEqual(before)
    expect(await papersOf(office)).toEqual(sound(1))
  })

  test.each<[string, object, object]>([
    ['another class', { told: ['offence'] }, {}],
    ['another recipient', { caller: { name: 'HMP Hull', role: 'custody' } }, {}],
    ['the same name in another role', { caller: { name: 'HMP Leeds', role: 'other' } }, {}],
    ['another purpose', { purpose: 'complaint' }, {}],
    ['a day before it begins', {}, { from: '2026-11-24' }],
    ['a day after it ended', {}, { from: '2026-10-01', until: '2026-11-22' }],
    [
      'the restricted class by telephone, named or not',
      { told: ['hiv-sexual-health'] },
      { classes: ['hiv-sexual-health'] },
    ],
  ])('does not allow %s', async (_, asked, changes) => {
    const office = await officeWithClient()
    await basisAt(office, office.clientId, changes)
    await refusalOf(office.call(['location'], asked))
  })

  test('of another client allows nothing about this one', async () => {
    const office = await officeWithClient()
    const other = someClient({ surname: 'Okafor', prisonNumber: { number: '', exception: 'None' } })
    const { id } = await office.ask.clients.register(other)
    await basisAt(office, id)
    await refusalOf(office.call(['location']), 'conflict')
  })

  test('that ended or was taken back allows nothing, and what was told under it stays proved', async () => {
    const office = await officeWithClient()
    const { ask, clientId, only, call, clock } = office
    const basisId = await basisAt(office, clientId)
    await call(['location'])
    clock.set('2026-11-24T09:00:00.000Z')
    await ask.bases.end({ basisId, on: '2026-11-23' as never, reason })
    expect(await only()).toMatchObject({ state: 'ended', lastDay: '2026-11-23', ended: { reason } })
    await refusalOf(call(['location']), 'conflict')
    await refusalOf(ask.bases.end({ basisId, on: '2026-11-23' as never, reason }), 'conflict')
    await ask.bases.restore({ basisId, reason: 'Another order was meant' })
    await call(['location'])
    await ask.bases.takeBack({ basisId, reason })
    expect(await only()).toMatchObject({ state: 'taken-back', undone: [{ what: 'ended' }] })
    await refusalOf(call(['location']), 'conflict')
    await refusalOf(ask.bases.takeBack({ basisId, reason }), 'conflict')
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('is corrected by all of it, and both versions stay visible', async () => {
    const { ask, clientId, only } = await officeWithClient()
    const typed = someBasis(clientId)
    const { id: basisId } = await ask.bases.record(typed)
    const correct = (changes: object, version = 1) =>
      ask.bases.correct({ ...again(typed), basisId, version, reason: 'Typed wrongly', ...changes })
    await refusalOf(correct({}), 'invalid-input')
    await correct({ classes: ['location'], until: '2026-12-24' })
    await refusalOf(correct({ until: '2026-12-30' }), 'conflict')
    expect(await only()).toMatchObject({
      ...{ version: 2, classes: ['location'], until: '2026-12-24', reason: 'Typed wrongly' },
      earlier: [{ version: 1, classes: ['identity', 'location', 'health'], until: '2026-12-31' }],
    })
  })

  test.each<[string, object, string]>([
    ['ends before it begins', { until: '2026-11-15' }, 'until'],
    ['lasts for more than a year', { until: '2027-11-18' }, 'until'],
    ['names a class twice', { classes: ['health', 'health'] }, 'classes'],
    ['names no class', { classes: [] }, 'classes'],
    ['cites nothing', { authority: ' ' }, 'authority'],
    ['gives no reasons', { reasons: '' }, 'reasons'],
    ['says that the client was told, and not when', { clientOn: null }, 'clientOn'],
    ['was told to the client in the future', { clientOn: '2026-11-24' }, 'clientOn'],
    ['does not say why the client was not told', { client: 'not-told', clientOn: null }, 'whyNot'],
    ['rests on a basis that there is none of', { kind: 'legitimate-interest' }, 'kind'],
  ])('that %s is refused', async (_, changes, field) => {
    const { ask, clientId } = await officeWithClient()
    const { code, fields } = await refusalOf(ask.bases.record(someBasis(clientId, changes)))
    expect([code, Object.keys(fields ?? {})]).toEqual(['invalid-input', [field]])
  })
})

describe('where somebody else works here', () => {
  test('they confirm it, and whoever decided it does not', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn, partner, only, call, attach } = office
    const owain = await hire('Owain Prosser', 'caseworker')
    const { id: basisId } = await ask.bases.record(someBasis(clientId))
    await refusalOf(ask.bases.confirm({ basisId, version: 1 }), 'conflict')
    await attach(basisId, 'the order')
    expect(await only()).toMatchObject({ state: 'to-confirm', second: true })
    await refusalOf(call(['location']), 'conflict')
    const own = await refusalOf(ask.bases.confirm({ basisId, version: 1 }), 'conflict')
    expect(own.message).toContain('Somebody other than who decided it')
    await signIn(owain)
    await refusalOf(ask.bases.confirm({ basisId, version: 2 }), 'conflict')
    const confirmed = await ask.bases.confirm({ basisId, version: 1 })
    expect(confirmed).toMatchObject({ state: 'in-force', confirmed: { by: 'Owain Prosser' } })
    await call(['location'])
    await signIn(partner)
    // Another paper, another decision: confirmed anew.
    await attach(basisId, 'a better scan')
    expect((await only()).state).toBe('to-confirm')
    await refusalOf(call(['location']), 'conflict')
    await signIn(owain)
    await ask.bases.confirm({ basisId, version: 1 })
    await call(['health'])
    await signIn(partner)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  })

  test('a partner decides and nobody else; a secretary sees neither its reasons nor whether the restricted class is named', async () => {
    const office = await officeWithClient()
    const { ask, clientId, hire, signIn, only } = office
    const basisId = await basisAt(office, clientId, {
      classes: ['location', 'hiv-sexual-health'],
    })
    expect(await ask.bases.open({ basisId, reason: 'To answer the court' })).toEqual({
      classes: ['location', 'hiv-sexual-health'],
      reasons: 'The order names us and gives fourteen days.',
      whyNot: '',
    })
    await ask.bases.openPaper({ basisId })
    const { entries } = await ask.audit.list({ limit: 2 })
    expect(entries.map(({ act }) => act)).toEqual(['record-read', 'record-read'])
    const recorded = (await ask.audit.list({ limit: 50 })).entries.find(
      ({ act }) => act === 'basis-recorded',
    )!.seq
    expect(JSON.stringify(await only())).not.toMatch(/hiv|names us/)
    const [caseworker, secretary] = [
      await hire('Owain Prosser', 'caseworker'),
      await hire('Hester Vane', 'secretary'),
    ]
    for (const [person, open] of [
      [caseworker, true],
      [secretary, false],
    ] as const) {
      await signIn(person)
      await refusalOf(ask.bases.record(someBasis(clientId)), 'not-allowed')
      await refusalOf(ask.bases.restore({ basisId, reason }), 'not-allowed')
      const looked = ask.bases.open({ basisId, reason: 'To see' })
      if (open) await looked
      else await refusalOf(looked, 'not-allowed')
      const { fields, withheld } = await ask.audit.entry({ seq: recorded })
      expect([withheld, JSON.stringify(fields).includes('classes')]).toEqual([true, false])
      const revealed = ask.audit.reveal({ seq: recorded, reason: 'To see' })
      if (open) expect(JSON.stringify((await revealed).fields)).toContain('classes')
      else await refusalOf(revealed, 'not-allowed')
    }
    expect(JSON.stringify(await ask.bases.list({ clientId }))).not.toMatch(/hiv|names us/)
    expect(JSON.stringify(await ask.day.chronology({ clientId }))).not.toMatch(/hiv|names us/)
  })
})

test('the list says what the law held here says of it, with its authority and what is uncertain', async () => {
  const { ask, clientId } = await officeWithClient()
  const { law } = await ask.bases.list({ clientId })
  expect(law).toMatchObject({
    topic: '2.8.4',
    authority: expect.stringMatching(/Egdell/),
    uncertain: expect.stringMatching(/from memory/),
  })
})

test('one that waits for a second person is told of on that person’s day, and nobody else’s, until it is confirmed', async () => {
  const office = await officeWithClient()
  const { ask, clientId, hire, signIn, partner, only, attach } = office
  const [second, secretary] = [
    await hire('Ivo Tarn', 'caseworker'),
    await hire('Hester Vane', 'secretary'),
  ]
  const told = async (who: typeof partner) => {
    await signIn(who)
    const { notices } = await ask.day.view({})
    return notices
      .filter(({ kind }) => kind !== 'no-sheet')
      .map(({ kind, client, reason: said }) => [kind, client?.name, said])
  }
  const { id } = await ask.bases.record(someBasis(clientId))
  // Nothing can be confirmed before its paper is on record.
  expect(await told(second)).toEqual([])
  await signIn(partner)
  await attach(id, 'the order')
  expect((await only()).state).toBe('to-confirm')
  expect(await told(partner)).toEqual([])
  expect(await told(secretary)).toEqual([])
  expect(await told(second)).toEqual([['basis-to-confirm', 'Dominic Fenwright', '']])
  const { version } = await only()
  await ask.bases.confirm({ basisId: id, version })
  expect(await told(second)).toEqual([])
  // Whatever rests on another paper is confirmed anew, and what was taken back is not.
  await signIn(partner)
  await attach(id, 'another page of it')
  expect(await told(second)).toEqual([['basis-to-confirm', 'Dominic Fenwright', '']])
  await ask.bases.takeBack({ basisId: id, reason })
  expect(await told(second)).toEqual([])
})
