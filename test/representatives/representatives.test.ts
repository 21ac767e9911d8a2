import { expect, test } from 'vitest'
import type { PersonId } from '../../src-main/people/contract.ts'
import type { Representative, RepresentativeId } from '../../src-main/representatives/contract.ts'
import type { Day } from '../../src-main/wire/schema.ts'
import { papersOf, sound } from '../office-papers.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { somePdf, somePng } from '../practice/some-picture.ts'
import { someRepresentative } from './some-representative.ts'

const day = (iso: string) => iso as Day
const reason = 'The order was discharged'

async function officeWithClient() {
  const office = await openTestOffice()
  const { id: clientId } = await office.ask.clients.register(someClient())
  const record = (changes = {}) =>
    office.ask.representatives.record(someRepresentative(clientId, changes))
  const only = async () => (await office.ask.representatives.list({ clientId })).rows[0]!
  const proved = { provedOn: '2026-03-02', seenBy: office.partner }
  const attach = (representativeId: RepresentativeId, text = 'the order') => {
    office.platform.file = { name: 'order.pdf', bytes: somePdf(text) }
    return office.ask.representatives.attachProof({ representativeId })
  }
  return Object.assign(office, { clientId, record, only, proved, attach })
}
const again = ({ clientId: _, ...typed }: ReturnType<typeof someRepresentative>) => typed

test('a representative is not relied on until the proof, its day and who saw it are on record', async () => {
  const office = await officeWithClient()
  const { record, only, attach, proved, ask, partner } = office
  const { id, state, lacking, acts } = await record()
  expect({ state, lacking, acts }).toEqual({
    state: 'not-proved',
    lacking: ['a scan of the proof', 'the day of the proof', 'who saw the proof'],
    acts: 'deputy appointed by the Court of Protection for health and welfare',
  })
  const attached = await attach(id)
  expect(attached.lacking).toEqual(['the day of the proof', 'who saw the proof'])
  const right = { ...again(someRepresentative(office.clientId)), ...proved }
  const corrected = await ask.representatives.correct({
    ...right,
    ...{ seenBy: partner, representativeId: id, version: 1, reason: 'Seen at the office' },
  })
  expect(corrected).toMatchObject({ state: 'in-force', lacking: [], seenByName: 'Imogen Tark' })
  expect(await only()).toEqual(corrected)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
  await office.office.rebuild()
  expect(await only()).toEqual(corrected)
  expect(await papersOf(office)).toEqual(sound(1))
})

test('both versions of a correction stay visible, and one that changes nothing is refused', async () => {
  const { clientId, record, ask } = await officeWithClient()
  const { id: representativeId } = await record()
  const typed = again(someRepresentative(clientId))
  const correct = (changes: object, version = 1) =>
    ask.representatives.correct({ ...typed, representativeId, version, reason: 'r', ...changes })
  await refusalOf(correct({}), 'invalid-input')
  const now = await correct({ surname: 'Pryce' })
  expect([now.surname, now.version, now.reason]).toEqual(['Pryce', 2, 'r'])
  expect(now.earlier.map(({ surname, version }) => [surname, version])).toEqual([['Price', 1]])
  const late = await refusalOf(correct({ surname: 'Rhys' }), 'conflict')
  expect(late.message).toContain('Read the newer version first')
})

test('an ending and a removal are taken back, and what was taken back stays visible', async () => {
  const { record, ask, attach, proved } = await officeWithClient()
  const { id: representativeId } = await record(proved)
  await attach(representativeId)
  const ended = await ask.representatives.end({ representativeId, on: day('2026-11-20'), reason })
  expect(ended).toMatchObject({ state: 'ended', lastDay: '2026-11-20', ended: { reason } })
  const twice = await refusalOf(
    ask.representatives.end({ representativeId, on: day('2026-11-21'), reason }),
    'conflict',
  )
  expect(twice.message).toContain('Take that back first')
  const removed = await ask.representatives.remove({ representativeId, reason: 'Another client' })
  expect(removed.state).toBe('removed')
  await refusalOf(attach(representativeId, 'another'), 'conflict')
  const back = () => ask.representatives.restore({ representativeId, reason: 'It was right' })
  expect((await back()).state).toBe('ended')
  const whole = await back()
  expect(whole).toMatchObject({ state: 'in-force', lastDay: null })
  expect(whole.takenBack.map(({ what, on }) => [what, on])).toEqual([
    ['ended', '2026-11-20'],
    ['removed', null],
  ])
  const nothing = await refusalOf(back(), 'conflict')
  expect(nothing.message).toContain('Nothing is to be taken back')
})

test.each<[string, object, string, string]>([
  ['a first day to come', { from: '2027-01-04' }, 'from', 'in the future'],
  ['an end before the beginning', { until: '2026-03-01' }, 'until', 'ended before it began'],
  ['a proof of a day to come', { provedOn: '2027-01-04' }, 'provedOn', 'in the future'],
  ['a deputy whose order covers nothing', { covers: [] }, 'covers', 'what the order covers'],
  ['a witness who never worked here', { seenBy: crypto.randomUUID() }, 'seenBy', 'from the list'],
  ['a deputy before there were any', { from: '2006-03-01' }, 'from', 'Mental Capacity Act 2005'],
  ['a postcode that is none', { postcode: 'nonsense' }, 'postcode', 'not a postcode'],
])('%s is refused at its field', async (_, changes, field, words) => {
  const { record, ask, clientId } = await officeWithClient()
  const { fields } = await refusalOf(record(changes), 'invalid-input')
  expect(fields?.[field]).toContain(words)
  expect((await ask.representatives.list({ clientId })).rows).toEqual([])
})

test('an ending lies within the appointment and not ahead', async () => {
  const { record, ask } = await officeWithClient()
  const { id: representativeId } = await record({ until: '2026-10-31' })
  const end = (on: string) => refusalOf(ask.representatives.end({ representativeId, on, reason }))
  expect((await end('2026-02-01')).fields?.['on']).toContain('began on 2 March 2026')
  expect((await end('2027-02-01')).fields?.['on']).toContain('in the future')
  expect((await end('2026-11-01')).fields?.['on']).toContain('ended on 31 October 2026')
})

test('an appointment by an order with a last day is said to end soon, and then to have ended', async () => {
  const { record, attach, proved, only, clock } = await officeWithClient()
  const { id } = await record({ ...proved, until: '2026-12-31' })
  await attach(id)
  expect((await only()).state).toBe('in-force')
  clock.set('2026-12-02T09:00:00.000Z')
  expect((await only()).state).toBe('ends-soon')
  clock.set('2027-01-01T09:00:00.000Z')
  expect((await only()).state).toBe('ended')
})

test('opening the proof is logged, and only those see it who may open what is restricted', async () => {
  const office = await officeWithClient()
  const { record, ask, attach, platform, hire, signIn } = office
  const { id: representativeId } = await record()
  const none = await refusalOf(ask.representatives.openProof({ representativeId }), 'not-found')
  expect(none.message).toContain('Attach it first')
  await attach(representativeId)
  const { entries } = await ask.audit.health({})
  await ask.representatives.openProof({ representativeId })
  expect(platform.paper.map(({ title, name }) => [title, name])).toEqual([
    ['proof of appointment', 'pdf'],
  ])
  expect((await ask.audit.health({})).entries).toBe(entries + 1)
  const secretary: PersonId = await hire('Hester Vane', 'secretary')
  await signIn(secretary)
  await refusalOf(ask.representatives.openProof({ representativeId }), 'not-allowed')
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('a newer proof stands before the older, the same is refused, and a file that is none is not kept', async () => {
  const office = await officeWithClient()
  const { record, ask, attach, platform } = office
  const { id: representativeId } = await record()
  await attach(representativeId)
  await refusalOf(attach(representativeId), 'conflict')
  platform.file = { name: 'order.pdf', bytes: Buffer.from('MZ a program') }
  await refusalOf(ask.representatives.attachProof({ representativeId }), 'invalid-input')
  platform.file = { name: 'order.png', bytes: somePng() }
  expect((await ask.representatives.attachProof({ representativeId })).scan?.kind).toBe('png')
  platform.file = null
  expect((await ask.representatives.attachProof({ representativeId })).scan?.kind).toBe('png')
  expect(await papersOf(office)).toEqual(sound(2))
})

test('what each capacity allows is said by the edition, with its authority and what is uncertain', async () => {
  const { ask, clientId } = await officeWithClient()
  const { rules } = await ask.representatives.list({ clientId })
  expect(rules.map(({ capacity }) => capacity)).toHaveLength(7)
  for (const { text, authority } of rules) expect(text && authority).not.toBe('')
  const of = (capacity: Representative['capacity']) =>
    rules.find((rule) => rule.capacity === capacity)!
  expect(of('health-attorney').authority).toContain('Mental Capacity Act 2005, sections 4, 9')
  expect(of('litigation-friend').uncertain).toContain('Part 21 was not read')
  expect(of('executor').authority).toContain('3(1)(f)')
})

test('the chronology tells each step by the name of its day', async () => {
  const { ask, clientId, record, attach } = await officeWithClient()
  const { id: representativeId } = await record()
  await attach(representativeId)
  const { clientId: _, ...typed } = someRepresentative(clientId, { surname: 'Pryce' })
  await ask.representatives.correct({ ...typed, representativeId, version: 1, reason: 'Spelling' })
  const { lines } = await ask.day.chronology({ clientId, kinds: ['representative'] })
  expect(lines.map(({ act, name, reason: why }) => [act, name, why])).toEqual([
    ['representative-corrected', 'Ada Pryce', 'Spelling'],
    ['proof-attached', 'Ada Price', ''],
    ['representative-recorded', 'Ada Price', ''],
  ])
})
