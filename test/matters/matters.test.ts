import { closeMatter } from './close-matter.ts'
import { expect, test } from 'vitest'
import type { ClientId } from '../../src-main/clients/contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { recordFirm } from '../practice/some-firm.ts'

const someMatter = (clientId: ClientId, responsible: PersonId, changes: object = {}) => ({
  clientId,
  kind: 'treatment' as const,
  title: 'Missed appointments',
  responsible,
  opponents: [{ name: 'Northgate Custodial Care', role: 'provider' }],
  eventOn: '2026-02-14',
  knownOn: null,
  noEventReason: '',
  ...changes,
})

async function officeWithClient() {
  const office = await openTestOffice()
  const client = await office.ask.clients.register(someClient())
  return { ...office, ask: office.ask, clientId: client.id }
}

test('opening a matter numbers it, names it by the pattern and shows its limitation dates', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  await recordFirm(ask)
  const matter = await ask.matters.open(someMatter(clientId, partner))
  expect(matter).toMatchObject({
    ourRef: 'IT/FENW.1-1',
    clientName: 'Dominic Fenwright',
    responsibleName: 'Imogen Tark',
    openedOn: '2026-11-23',
    closed: null,
  })
  expect(matter.limitation.map(({ rule, due, passed }) => [rule, due, passed])).toEqual([
    ['R24', '2026-05-14', true],
    ['R23', '2027-02-13', false],
    ['R22', '2029-02-14', false],
  ])
  const humanRights = matter.limitation[1]!
  expect(humanRights.prudent).toBe('2027-02-12')
  expect(humanRights.steps.every(({ authority }) => authority !== '')).toBe(true)
})

test('a later day of knowledge moves personal injury and nothing else', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const matter = await ask.matters.open(someMatter(clientId, partner, { knownOn: '2026-03-20' }))
  expect(matter.limitation.map(({ due }) => due)).toEqual([
    '2026-05-14',
    '2027-02-13',
    '2029-03-20',
  ])
})

test('clients are numbered as their first matter is opened, their matters as they come', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const other = await ask.clients.register(
    someClient({ surname: 'Ŵyn ap Siôn', prisonNumber: { number: 'A1234BD', exception: '' } }),
  )
  const refs = []
  for (const id of [clientId, other.id, clientId])
    refs.push((await ask.matters.open(someMatter(id, partner))).ourRef)
  expect(refs).toEqual(['IT/FENW.1-1', 'IT/WYNA.2-1', 'IT/FENW.1-2'])
})

test('a reference keeps to letters that a letter can print', async () => {
  const { ask, partner } = await officeWithClient()
  const references = []
  for (const [place, surname] of ['عبد الرحمن', '李 Chen'].entries()) {
    const prisonNumber = { number: `A100${place}BC`, exception: '' }
    const { id } = await ask.clients.register(someClient({ surname, prisonNumber }))
    references.push((await ask.matters.open(someMatter(id, partner))).ourRef)
  }
  expect(references).toEqual(['IT/CLNT.1-1', 'IT/CHEN.2-1'])
})

test.each(['HIV records', 'Records of the G.U.M. clinic', 'Truvada not given'])(
  'a title that tells of something restricted is refused with its word, opened or corrected: %s',
  async (title) => {
    const { ask, clientId, partner } = await officeWithClient()
    const refused = await refusalOf(
      ask.matters.open({ ...someMatter(clientId, partner), title }),
      'invalid-input',
    )
    expect(refused.fields!['title']).toMatch(/^“.+” tells everybody who sees this title/)
    const { id: matterId, version } = await ask.matters.open(someMatter(clientId, partner))
    const { clientId: _, ...typed } = someMatter(clientId, partner)
    const correction = { ...typed, title, matterId, version, reason: 'Named better' }
    const again = await refusalOf(ask.matters.correct(correction), 'invalid-input')
    expect(Object.keys(again.fields!)).toEqual(['title'])
    expect((await ask.matters.list({})).rows.map((row) => row.title)).not.toContain(title)
  },
)

test('a word that the office added is caught in a title as in a letter', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const word = { word: 'Marlborough ward', class: 'hiv-sexual-health' as const }
  await ask.letters.addSensitiveWord({ ...word, reason: 'The clinic’s name here' })
  const title = 'Letters from Marlborough Ward'
  await refusalOf(ask.matters.open({ ...someMatter(clientId, partner), title }), 'invalid-input')
})

test('a reference that another matter has is refused, and a new pattern cures it', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const pattern = (referencePattern: string) => recordFirm(ask, { referencePattern })
  await pattern('{clientNumber}/{matterNumber}')
  await ask.matters.open(someMatter(clientId, partner))
  const second = await ask.matters.open(someMatter(clientId, partner))
  expect(second.ourRef).toBe('1/2')
  const other = await ask.clients.register(
    someClient({ surname: 'Ostler', prisonNumber: { number: 'A1234BD', exception: '' } }),
  )
  await pattern('{matterNumber}/{clientNumber}')
  const refused = await refusalOf(ask.matters.open(someMatter(other.id, partner)), 'conflict')
  expect(refused.message).toContain('1/2')
  expect((await ask.matters.list({})).total).toBe(2)
  await pattern('{client}.{matterNumber}/{clientNumber}')
  expect((await ask.matters.open(someMatter(other.id, partner))).ourRef).toBe('OSTL.1/2')
})

test.each([
  [{ eventOn: null, noEventReason: '' }, 'eventOn'],
  [{ eventOn: '2026-11-24' }, 'eventOn'],
  [{ knownOn: '2026-02-13' }, 'knownOn'],
  [{ knownOn: '2026-12-01' }, 'knownOn'],
  [{ eventOn: null, noEventReason: 'Not known yet', knownOn: '2026-02-13' }, 'knownOn'],
  [{ eventOn: '2026-02-30' }, 'eventOn'],
  [{ title: ' ' }, 'title'],
])('a matter that cannot be right is refused at its field: %j', async (changes, field) => {
  const { ask, clientId, partner } = await officeWithClient()
  const refusal = await refusalOf(
    ask.matters.open(someMatter(clientId, partner, changes)),
    'invalid-input',
  )
  expect(refusal.fields).toHaveProperty(field)
  expect((await ask.matters.list({})).total).toBe(0)
})

test('an event before the law held here is refused rather than guessed', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const early = ask.matters.open(someMatter(clientId, partner, { eventOn: '2003-03-31' }))
  expect((await refusalOf(early, 'invalid-input')).message).toContain('1 April 2003')
})

test('a matter without a day says why, and then has no limitation dates', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const matter = await ask.matters.open(
    someMatter(clientId, partner, {
      eventOn: null,
      noEventReason: 'He is asked at the next visit.',
    }),
  )
  expect(matter.limitation).toEqual([])
})

test('a correction keeps the reference and both versions; an old screen is told who was first', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const { id: matterId } = await ask.matters.open(someMatter(clientId, partner))
  const { clientId: _, ...typed } = someMatter(clientId, partner, { eventOn: '2026-02-12' })
  const corrected = await ask.matters.correct({
    ...{ ...typed, matterId, version: 1, reason: 'The wing log has the day.' },
  })
  expect(corrected).toMatchObject({ version: 2, eventOn: '2026-02-12', ourRef: 'IT/FENW.1-1' })
  expect(corrected.earlier).toMatchObject([{ version: 1, eventOn: '2026-02-14' }])
  const late = ask.matters.correct({ ...typed, matterId, version: 1, reason: 'Again' })
  expect((await refusalOf(late, 'conflict')).message).toContain('Imogen Tark')
  const same = ask.matters.correct({ ...typed, matterId, version: 2, reason: 'Again' })
  await refusalOf(same, 'invalid-input')
})

test('notes are kept newest first, a closed matter takes notes and nothing else', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  const { id: matterId } = await ask.matters.open(someMatter(clientId, partner))
  await ask.matters.note({ matterId, text: 'Telephoned the wing.' })
  await closeMatter(ask, matterId, 'Settled.')
  const noted = await ask.matters.note({ matterId, text: 'File sent to store.' })
  expect(noted.notes.map(({ text }) => text)).toEqual([
    'File sent to store.',
    'Telephoned the wing.',
  ])
  expect(noted.closed).toEqual({ on: '2026-11-23', reason: 'Settled.', limits: [] })
  await refusalOf(ask.matters.close({ matterId, reason: 'Again' }), 'conflict')
  const { clientId: _, ...typed } = someMatter(clientId, partner, { title: 'Other' })
  await refusalOf(
    ask.matters.correct({ ...typed, matterId, version: 1, reason: 'Late' }),
    'conflict',
  )
})

test('matters are found by client, title, opponent and reference, newest first', async () => {
  const { ask, clientId, partner } = await officeWithClient()
  await ask.matters.open(someMatter(clientId, partner))
  await ask.matters.open(someMatter(clientId, partner, { title: 'Records', opponents: [] }))
  const titles = async (text: string) =>
    (await ask.matters.list({ text })).rows.map(({ title }) => title)
  expect(await titles('')).toEqual(['Records', 'Missed appointments'])
  expect(await titles('fenw')).toHaveLength(2)
  expect(await titles('northgate')).toEqual(['Missed appointments'])
  expect(await titles('1-2')).toEqual(['Records'])
  expect(await titles('Our ref: 1-2')).toEqual(['Records'])
  expect(await titles('Mr Fenwright')).toHaveLength(2)
  expect(await titles('nobody')).toEqual([])
  const [row] = (await ask.matters.list({ clientId })).rows
  expect(row?.next).toEqual({ claim: 'Human Rights Act', due: '2027-02-13', prudent: '2027-02-12' })
})

test('every act on a matter stands in the log, whose lists can be remade from it', async () => {
  const { ask, clientId, partner, office } = await officeWithClient()
  const { id: matterId } = await ask.matters.open(someMatter(clientId, partner))
  const noted = await ask.matters.note({ matterId, text: 'Telephoned.' })
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  await office.rebuild()
  expect(await ask.matters.get({ matterId })).toEqual(noted)
})

test('whoever is responsible works here and may see matters', async () => {
  const { ask, clientId, partner, hire } = await officeWithClient()
  const auditor = await hire('Wyn Carrow', 'auditor')
  const refused = await refusalOf(ask.matters.open(someMatter(clientId, auditor)), 'invalid-input')
  expect(refused.fields?.['responsible']).toContain('may not see matters')
  const { id: matterId, version } = await ask.matters.open(someMatter(clientId, partner))
  const { clientId: _, ...typed } = someMatter(clientId, auditor)
  const reason = 'Taken over'
  await refusalOf(ask.matters.correct({ ...typed, matterId, version, reason }), 'invalid-input')
})

test('a matter that nobody opened is not found', async () => {
  const { ask } = await officeWithClient()
  const matterId = '019ab3c4-0000-7000-8000-000000000000'
  await refusalOf(ask.matters.get({ matterId }), 'not-found')
  await refusalOf(ask.matters.note({ matterId, text: 'x' }), 'not-found')
})

test('a matter is closed once each thing that is open in it is dealt with or stays for a reason, and a limitation date that stays is on the day', async () => {
  const { ask, clientId, partner, clock } = await officeWithClient()
  const { id: matterId, ourRef } = await ask.matters.open(someMatter(clientId, partner))
  const refused = await refusalOf(ask.matters.close({ matterId, reason: 'Done' }), 'conflict')
  expect(refused.message).toBe(
    'Limitation, Human Rights Act is still open. So is one more. Deal with each, or give the reason why it stays.',
  )
  expect((await ask.matters.looseEnds({ matterId })).map(({ what, id }) => [what, id])).toEqual([
    ['limitation', 'R23'],
    ['limitation', 'R22'],
  ])
  await closeMatter(ask, matterId, 'The client has gone elsewhere.', false)
  clock.set('2027-02-10T09:00:00.000Z')
  const near = async () =>
    (await ask.day.view({})).groups.flatMap(({ name, items }) =>
      items.map(({ what }) => [name, what]),
    )
  expect(await near()).toEqual([
    ['limitation-now', 'Missed appointments (closed): Human Rights Act'],
  ])
  const open = await ask.matters.reopen({ matterId, reason: 'The client came back.' })
  expect(open).toMatchObject({
    closed: null,
    reopened: [{ reason: 'The client came back.', closedReason: 'The client has gone elsewhere.' }],
  })
  await refusalOf(ask.matters.reopen({ matterId, reason: 'Again' }), 'conflict')
  expect(await near()).toEqual([['limitation-now', 'Missed appointments: Human Rights Act']])
  await closeMatter(ask, matterId, 'Settled.')
  expect(await near()).toEqual([])
  const settle = (ended: boolean, rule = 'R23') =>
    ask.matters.settleLimitation({ matterId, rule, ended, reason: 'Instructed again.' })
  await refusalOf(settle(true), 'conflict')
  await refusalOf(settle(false, 'R24'), 'conflict')
  const kept = await settle(false)
  expect(kept.closed).toMatchObject({ reason: 'Settled.', limits: ['R23'] })
  expect(await near()).toEqual([
    ['limitation-now', 'Missed appointments (closed): Human Rights Act'],
  ])
  await refusalOf(settle(false), 'conflict')
  expect((await settle(true)).closed).toMatchObject({ reason: 'Settled.', limits: [] })
  expect(await near()).toEqual([])
  const { lines } = await ask.day.chronology({ clientId, kinds: ['matter'] })
  expect(lines.map(({ act, reason }) => [act, reason])).toEqual([
    ['matter-closed', 'Settled.'],
    ['matter-reopened', 'The client came back.'],
    ['matter-closed', 'The client has gone elsewhere.'],
    ['matter-opened', ''],
  ])
  expect(ourRef).toBe(open.ourRef)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a death shows when the claim for the estate would fall due, and moves no date by itself', async () => {
  const office = await openTestOffice()
  const { ask, partner } = office
  const { id: clientId } = await ask.clients.register(someClient())
  const matter = {
    ...{ clientId, kind: 'treatment', title: 'Treatment', responsible: partner, opponents: [] },
    ...{ eventOn: '2026-06-15', knownOn: null, noEventReason: '' },
  } as const
  const { id: matterId } = await ask.matters.open(matter as never)
  const before = await ask.matters.get({ matterId })
  expect(before.afterDeath).toBeNull()
  await ask.clients.recordMove({
    clientId,
    stay: { kind: 'died', from: '2026-11-20', source: 'Death certificate' } as never,
  })
  const after = await ask.matters.get({ matterId })
  expect(after.limitation).toEqual(before.limitation)
  // Limitation Act 1980, section 11(5)(a): three years from the date of death, that day not counted.
  expect(after.afterDeath).toMatchObject({
    diedOn: '2026-11-20',
    moved: { instead: '2029-06-15', due: '2029-11-20' },
    authority: expect.stringContaining('Limitation Act 1980, sections 11(5)'),
  })
  // What had run out while the client lived is revived by no death.
  const { id: late } = await ask.matters.open({ ...matter, eventOn: '2023-11-19' } as never)
  expect((await ask.matters.get({ matterId: late })).afterDeath).toMatchObject({ moved: null })
})
