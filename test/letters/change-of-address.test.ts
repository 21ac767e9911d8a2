import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import {
  checkLawOf,
  correctSending,
  day,
  letterAt,
  letterOffice,
  type LetterOffice,
  withAuthority,
} from './letter-office.ts'
import { sampleDetails } from './sample-letter.ts'

const TODAY = day('2026-11-23')
const textOf = ({ passages }: Pick<LetterContent, 'passages'>) =>
  passages.map(({ text }) => text).join('\n')

/** An office in which a request for records was sent to the provider at HMP Leeds. */
async function withRequest() {
  const office = await letterOffice()
  await withAuthority(office)
  const { id: answers } = await letterAt(office, 'sent')
  return Object.assign(office, { answers })
}
const move = ({ ask, clientId }: LetterOffice, stay: object = {}) =>
  ask.clients.recordMove({
    clientId,
    stay: {
      ...{ kind: 'prison', establishmentId: 'hull', from: '2026-11-20', source: 'Telephone call' },
      ...stay,
    } as never,
  })
const propose = ({ ask, matterId }: LetterOffice, answers: string | null, datedOn = TODAY) =>
  ask.letters.propose({ matterId, kind: 'L38', datedOn, answers: answers as never })
const mayBeTold = ({ ask, clientId }: LetterOffice, { name, role }: LetterContent['addressee']) =>
  ask.consents.record(
    someConsent(clientId, {
      ...{
        recipient: { name, role: role as 'records-holder' },
        purpose: 'inform',
        wording: 'They may be told where I am.',
      },
      choices: (['identity', 'location'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
    }),
  )

test('a change of address goes to whoever the open letter went to, and says the new place, no reason, and that the day stands', async () => {
  const office = await withRequest()
  const { ask, answers } = office
  await move(office)
  const proposed = await propose(office, answers)
  expect(proposed.addressee).toEqual(
    (await ask.letters.get({ letterId: answers })).content.addressee,
  )
  expect(textOf(proposed)).toMatch(/wrote to you on 23 November 2026/)
  expect(textOf(proposed)).toContain('Our client is at present at HMP & YOI Hull.')
  expect(textOf(proposed)).toContain('The day by which your answer is due does not change.')
  expect(textOf(proposed)).toContain('answer for everything that you held')
  expect(textOf(proposed)).not.toMatch(/because our client|transferred|Leeds/)
  expect(proposed.heading).not.toMatch(/hull|leeds|health/i)

  // An authority to obtain records is no consent to be told of the move.
  const drafted = await ask.letters.draft(proposed)
  const refused = drafted.gate.decisions.filter(({ allowed }) => !allowed)
  expect(new Set(refused.map((one) => one.class))).toEqual(new Set(['identity', 'location']))
  await refusalOf(
    ask.letters.approve({ letterId: drafted.id, version: drafted.version }),
    'conflict',
  )
  await mayBeTold(office, proposed.addressee)
  const approved = await ask.letters.approve({ letterId: drafted.id, version: drafted.version })
  expect([approved.state, approved.deadline]).toEqual(['approved', null])

  // The place that it states is another by now.
  await move(office, { establishmentId: 'wakefield', from: '2026-11-22' })
  const overtaken = await ask.letters.get({ letterId: drafted.id })
  expect(overtaken.state).toBe('to-recall')
  expect(overtaken.gate.missing.map(({ what }) => what)).toContain(
    'Where the client is: the letter says HMP & YOI Hull; it is now HMP Wakefield.',
  )
})

test('of a client who was released it gives the last prison and the release; of one who died none is written', async () => {
  const office = await withRequest()
  const { ask, answers } = office
  await move(office, {
    ...{ kind: 'released', establishmentId: '', from: '2026-11-21' },
    ...{ lines: ['4 Elm Row', 'Leeds'], postcode: 'LS2 7EE' },
  })
  const released = await propose(office, answers)
  expect(textOf(released)).toContain(
    'Our client was at HMP Leeds until 21 November 2026 and was released on 21 November 2026.',
  )
  expect(textOf(released)).not.toMatch(/at present at|Elm Row/)
  const { id: letterId } = await ask.letters.draft(released)
  await move(office, { kind: 'died', establishmentId: '', from: '2026-11-22' })
  await refusalOf(propose(office, answers), 'conflict')
  const { gate } = await ask.letters.get({ letterId })
  expect(gate.missing.map(({ what }) => what).join(' ')).toMatch(/died/)
})

test('it speaks of a letter that left and that told its reader of prison', async () => {
  const office = await withRequest()
  const { ask, clientId, matterId, answers } = office
  await refusalOf(propose(office, null), 'invalid-input')
  await move(office)
  const draft = await letterAt(office, 'draft')
  await refusalOf(propose(office, draft.id), 'invalid-input')

  const holder = {
    ...{ name: 'Park Surgery', sort: 'gp', address: 'Beckett Street\nLeeds', postcode: 'LS9 7TF' },
    ...{ number: '', from: '', to: '' },
  }
  await ask.details.record({ matterId, group: 'holders', version: 0, rows: [holder] })
  await ask.consents.record(
    someAuthority(clientId, { recipient: { name: 'Park Surgery', role: 'records-holder' } }),
  )
  const outside = await ask.letters.propose({
    ...{ matterId, kind: 'L04', datedOn: TODAY, answers: null },
  })
  const sent = await letterAt(office, 'sent', { ...outside, addressSource: 'Their website' })
  expect((await refusalOf(propose(office, sent.id), 'invalid-input')).message).toMatch(
    /told where the client was/,
  )
  // Nor did a complaint about that request tell it.
  const dataComplaint = sampleDetails(2026)['dataComplaint']!
  await ask.details.record({ matterId, group: 'dataComplaint', version: 0, rows: dataComplaint })
  const complaint = await ask.letters.propose({
    ...{ matterId, kind: 'L11', datedOn: TODAY, answers: sent.id },
  })
  await ask.consents.record(
    someConsent(clientId, {
      ...{ recipient: { name: 'Park Surgery', role: 'records-holder' }, purpose: 'complaint' },
      choices: (['identity', 'health'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
    }),
  )
  const { gate } = await ask.letters.draft(complaint)
  await checkLawOf(ask, { gate }, TODAY)
  const complained = await letterAt(office, 'sent', complaint)
  expect((await refusalOf(propose(office, complained.id), 'invalid-input')).message).toMatch(
    /told where the client was/,
  )

  // The day of the letter that it speaks of was put right.
  office.clock.set('2026-11-24T09:00:00.000Z')
  const stated = await ask.letters.draft(await propose(office, answers, day('2026-11-24')))
  await mayBeTold(office, stated.content.addressee)
  await ask.letters.approve({ letterId: stated.id, version: stated.version })
  await correctSending(office, {
    ...{ letterId: answers, route: 'first-class', on: day('2026-11-24'), reason: 'Typed wrongly' },
    confirmed: true,
  })
  expect((await ask.letters.get({ letterId: stated.id })).state).toBe('to-recall')
})

test('where no move is on record there is none to tell of', async () => {
  const office = await withRequest()
  const { message } = await refusalOf(propose(office, office.answers), 'invalid-input')
  expect(message).toContain('No move of this client is recorded')
})

test('whoever had a letter that was written after the move, and said so, is not told of it again', async () => {
  const office = await withRequest()
  await move(office, { from: '2026-11-23' })
  const { id: since } = await letterAt(office, 'sent', { kind: 'L05' })
  expect((await offered(office)).map(([, bar]) => bar)).toEqual([
    '',
    'It left after the move, written with the present place.',
  ])
  expect((await refusalOf(propose(office, since), 'invalid-input')).message).toContain(
    'written after the move, so whoever has it knows where the client is',
  )
  // The earlier letter, though of the same day, said the former place.
  expect((await propose(office, office.answers)).heading).toContain('change of address')
})

/** A change of address that left. */
async function tell(office: LetterOffice & { answers: string }, datedOn = TODAY) {
  const { ask } = office
  const drafted = await ask.letters.draft(await propose(office, office.answers, datedOn))
  const { id: letterId, version } = drafted
  await ask.letters.approve({ letterId, version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: datedOn })
  return drafted
}
const offered = async ({ ask, clientId }: LetterOffice) =>
  (await ask.letters.touchedByMove({ clientId })).open.map(({ tell: { made, bar } }) => [made, bar])

test('each move and the release may be told by a letter of its own, and none twice to the same body', async () => {
  const office = await withRequest()
  const { ask, answers } = office
  await mayBeTold(office, (await ask.letters.get({ letterId: answers })).content.addressee)
  const other = await letterAt(office, 'sent')
  await move(office)
  const first = await ask.letters.draft(await propose(office, answers))
  const twice = () => refusalOf(propose(office, answers), 'conflict')
  expect((await twice()).message).toContain('has not left yet. Send that one')
  await refusalOf(ask.letters.draft(first.content), 'conflict')
  await ask.letters.discard({ letterId: first.id, reason: '' })
  const { id: told } = await tell(office)
  expect((await twice()).message).toMatch(/was told of this move by .* of 23 November 2026\./)
  expect((await offered(office))[0]).toEqual([told, ''])

  // Another letter that went to the same body before the move is no way round.
  await refusalOf(propose(office, other.id), 'conflict')

  // Recorded late: the letter of the same day said where the client was no longer.
  await move(office, { establishmentId: 'wakefield', from: '2026-11-22' })
  expect((await offered(office))[0]).toEqual([null, ''])
  const { id: second, content } = await tell(office)
  expect(textOf(content)).toContain('at present at HMP Wakefield.')
  expect((await twice()).message).toContain('was told of this move')
  expect((await offered(office))[0]).toEqual([second, ''])

  // Back where the first letter had it.
  office.clock.set('2026-11-25T09:00:00.000Z')
  await move(office, { from: '2026-11-24' })
  const back = await tell(office, day('2026-11-25'))
  expect(textOf(back.content)).toContain('at present at HMP & YOI Hull.')

  await move(office, {
    ...{ kind: 'released', establishmentId: '', from: '2026-11-25' },
    ...{ lines: ['4 Elm Row', 'Leeds'], postcode: 'LS2 7EE' },
  })
  const { id: released } = await tell(office, day('2026-11-25'))
  await twice()
  // Whoever knows of the release is told no address, and so nothing of another one.
  office.clock.set('2026-11-27T09:00:00.000Z')
  await move(office, {
    ...{ kind: 'released', establishmentId: '', from: '2026-11-26' },
    ...{ lines: ['9 Ash Street', 'Leeds'], postcode: 'LS2 7EE' },
  })
  expect((await twice()).message).toContain('was told of this move')
  expect((await offered(office))[0]).toEqual([released, ''])
})

test('of two drafts about one move the second stays in the office once the first is approved', async () => {
  const office = await withRequest()
  const { ask, answers } = office
  await mayBeTold(office, (await ask.letters.get({ letterId: answers })).content.addressee)
  await move(office)
  const gone = await ask.letters.draft(await propose(office, answers))
  await ask.letters.discard({ letterId: gone.id, reason: '' })
  const { id: letterId, version } = await ask.letters.draft(await propose(office, answers))
  const again = await ask.letters.draftAgain({ letterId: gone.id })
  const missing = async () =>
    (await ask.letters.get({ letterId: again.id })).gate.missing.map(({ what }) => what)
  expect(await missing()).toEqual([])
  await ask.letters.approve({ letterId, version })
  expect(await missing()).toEqual([expect.stringContaining('has not left yet. Send that one')])
  await refusalOf(ask.letters.approve({ letterId: again.id, version: again.version }), 'conflict')
  await ask.letters.recall({ letterId, reason: 'Not needed', destroyedBy: 'Shredded' })
  expect(await missing()).toEqual([])
})

test('a change of address that came back told nobody', async () => {
  const office = await withRequest()
  const { ask, answers } = office
  await mayBeTold(office, (await ask.letters.get({ letterId: answers })).content.addressee)
  await move(office)
  const { id: letterId } = await tell(office)
  await ask.letters.returned({ letterId, on: TODAY, reason: 'Addressee gone away' })
  expect(await offered(office)).toEqual([[null, '']])
  const { state } = await ask.letters.draft(await propose(office, answers))
  expect(state).toBe('draft')
})
