import { expect, test } from 'vitest'
import { openTestOffice, refusalOf, someClient, type TestOffice } from '../open-office.ts'

const asked = { way: 'letter', receivedOn: '2026-11-23' } as const
const reason = 'They wrote again'

async function officeWithClient() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  return { ...office, clientId, on: (day: string) => office.clock.set(`${day}T09:00:00.000Z`) }
}
const linesOf = async ({ ask }: TestOffice, part: string) =>
  (await ask.day.view({})).groups
    .filter(({ name }) => name === part)
    .flatMap(({ items }) => items.map(({ on, act, daysLate }) => [on, act, daysLate]))

test('the answer is due by the rule of the edition: a month from receipt or from when identity came in, without the days of a clarification, two months later where the client was told in time', async () => {
  const { ask } = await officeWithClient()
  const due = async (times: object) => {
    const { due: worked } = await ask.accessRequests.due({ receivedOn: '2026-10-05', ...times })
    expect(worked?.rule ?? 'R02').toBe('R02')
    return worked?.due
  }
  const clarified = { clarificationAskedOn: '2026-10-07', clarificationAnsweredOn: '2026-10-16' }
  expect(await due({})).toBe('2026-11-05')
  expect(await due({ idReceivedOn: '2026-10-12' })).toBe('2026-11-12')
  // Ten days drop out, and the fifteenth is a Sunday.
  expect(await due(clarified)).toBe('2026-11-16')
  expect(await due({ extendedOn: '2026-10-20' })).toBe('2027-01-05')
  // Told too late, the time is what it was.
  expect(await due({ extendedOn: '2026-11-20' })).toBe('2026-11-05')
  await refusalOf(due({ ...clarified, clarificationAskedOn: '2026-10-01' }), 'invalid-input')
  // While the client has not answered, nobody knows the day.
  expect(await due({ clarificationAskedOn: '2026-10-07' })).toBeUndefined()
  await refusalOf(due({ clarificationAskedOn: '2026-10-01' }), 'invalid-input')
})

test('a request is on the day from the day it is recorded, late once its day is over, and gone once it ended', async () => {
  const office = await officeWithClient()
  const { ask, clientId, on } = office
  const { id: requestId, due } = await ask.accessRequests.record({ clientId, ...asked })
  expect(due?.due).toBe('2026-12-23')
  expect(await linesOf(office, 'access')).toEqual([['2026-12-23', 'answer-access', 0]])
  on('2026-12-25')
  expect(await linesOf(office, 'access')).toEqual([])
  expect(await linesOf(office, 'late')).toEqual([['2026-12-23', 'answer-access', 2]])
  const corrected = { ...asked, idReceivedOn: '2026-12-01', reason }
  await ask.accessRequests.correct({ requestId, version: 1, ...corrected })
  expect(await linesOf(office, 'access')).toEqual([['2027-01-04', 'answer-access', 0]])
  await ask.accessRequests.end({ requestId, version: 2, outcome: 'withdrawn', reason })
  expect(await linesOf(office, 'access')).toEqual([])
  const [ended] = await ask.accessRequests.ofClient({ clientId })
  expect(ended).toMatchObject({ state: 'withdrawn', endedBy: 'Imogen Tark', reason, due: null })
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a request is refused with a day ahead, days that cannot follow each other, or while another of the person is open, on whichever record', async () => {
  const { ask, clientId } = await officeWithClient()
  const record = (more: object) => ask.accessRequests.record({ clientId, ...asked, ...more })
  const ahead = await refusalOf(record({ receivedOn: '2026-11-24' }), 'invalid-input')
  expect(ahead.fields?.['receivedOn']).toMatch(/in the future/)
  await refusalOf(record({ clarificationAskedOn: '2026-11-01' }), 'invalid-input')
  const { id: requestId } = await record({})
  const { id: otherId } = await ask.clients.register(
    someClient({ forenames: 'Dom', prisonNumber: { number: 'A4321BC', exception: '' } }),
  )
  await ask.clients.join({ keptId: clientId, otherId, reason, confirmed: true })
  const open = await refusalOf(record({ clientId: otherId }), 'conflict')
  expect(open.message).toMatch(/received on 23 November 2026 is still open/)
  expect(await ask.accessRequests.ofClient({ clientId: otherId })).toHaveLength(1)
  await ask.accessRequests.end({ requestId, version: 1, outcome: 'refused', reason })
  expect((await record({})).state).toBe('open')
})

test('what somebody else corrected or ended meanwhile is not written over, and nothing is recorded where nothing changed', async () => {
  const { ask, clientId } = await officeWithClient()
  const { id: requestId } = await ask.accessRequests.record({ clientId, ...asked })
  const correct = (version: number, more: object = {}) =>
    ask.accessRequests.correct({ requestId, version, ...asked, reason, ...more })
  const same = await refusalOf(correct(1), 'invalid-input')
  expect(same.message).toMatch(/Nothing was changed/)
  await correct(1, { way: 'visit' })
  await refusalOf(correct(1, { way: 'email' }), 'conflict')
  const end = (version: number) =>
    ask.accessRequests.end({ requestId, version, outcome: 'recorded-in-error', reason })
  await refusalOf(end(1), 'conflict')
  await end(2)
  await refusalOf(end(2), 'conflict')
  await refusalOf(correct(2, { way: 'email' }), 'conflict')
})

test('while what was asked back is awaited the request stands on the day without a date, and with one once it is answered', async () => {
  const office = await officeWithClient()
  const { ask, clientId, on } = office
  const { id: requestId } = await ask.accessRequests.record({ clientId, ...asked })
  on('2026-12-01')
  const clarification = { clarificationAskedOn: '2026-11-25' }
  const paused = { requestId, version: 1, ...asked, ...clarification, reason }
  expect((await ask.accessRequests.correct(paused)).due).toBeNull()
  on('2027-01-20')
  expect(await linesOf(office, 'access')).toEqual([[null, 'answer-access', 0]])
  const clarificationAnsweredOn = '2027-01-19'
  await ask.accessRequests.correct({ ...paused, version: 2, clarificationAnsweredOn })
  const [line] = await linesOf(office, 'access')
  expect(line![0]! > '2027-01-20').toBe(true)
  expect(await linesOf(office, 'late')).toEqual([])
})

test('a client whose request is open is not erased', async () => {
  const { ask, clientId } = await officeWithClient()
  const { id: requestId } = await ask.accessRequests.record({ clientId, ...asked })
  const inTheWay = async () =>
    (await ask.erasure.view({ clientId })).inTheWay.map(({ what }) => what)
  expect(await inTheWay()).toEqual(['access'])
  await ask.accessRequests.end({ requestId, version: 1, outcome: 'withdrawn', reason })
  expect(await inTheWay()).toEqual([])
})

test('a secretary records and corrects a request and may not end it, nor read why one ended; an auditor sees none', async () => {
  const { ask, clientId, hire, signIn, partner } = await officeWithClient()
  const secretary = await hire('Hester Vane', 'secretary')
  const auditor = await hire('Ada Quill', 'auditor')
  await signIn(secretary)
  const { id: requestId } = await ask.accessRequests.record({ clientId, ...asked })
  await ask.accessRequests.correct({ requestId, version: 1, ...asked, way: 'call', reason })
  const end = () => ask.accessRequests.end({ requestId, version: 2, outcome: 'withdrawn', reason })
  await refusalOf(end(), 'not-allowed')
  await signIn(partner)
  await end()
  await signIn(secretary)
  const [ended] = await ask.accessRequests.ofClient({ clientId })
  expect(ended).toMatchObject({ state: 'withdrawn', reason: null })
  await signIn(auditor)
  await refusalOf(ask.accessRequests.ofClient({ clientId }), 'not-allowed')
})
