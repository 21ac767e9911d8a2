import { expect, test } from 'vitest'
import type { LetterContent } from '../../src-main/letters/contract.ts'
import { someConsent } from '../consents/some-consent.ts'
import { refusalOf } from '../open-office.ts'
import { day, letterAt, letterOffice, withAuthority, type LetterOffice } from './letter-office.ts'

const TODAY = day('2026-11-23')
/** Who holds the health records at HMP Leeds, at an address of its own. */
const HOLDER: LetterContent['addressee'] = {
  ...{ name: 'Practice Plus Group', role: 'records-holder' },
  ...{ lines: ['Records Team', '1 Wharf Street', 'Leeds'], postcode: 'LS2 7EQ' },
}
const toHolder = { addressee: HOLDER, addressSource: 'Their website, opened today' }
const move = ({ ask, clientId }: LetterOffice, stay: object = {}) =>
  ask.clients.recordMove({
    clientId,
    stay: {
      ...{ kind: 'prison', establishmentId: 'hull', from: '2026-11-23', source: 'Telephone call' },
      ...stay,
    } as never,
  })
const touched = ({ ask, clientId }: LetterOffice) => ask.letters.touchedByMove({ clientId })

/** An office in which records were asked for at HMP Leeds on the client’s authority. */
async function withRequest() {
  const office = await letterOffice()
  await withAuthority(office, { recipient: { name: HOLDER.name, role: 'records-holder' } })
  const { id: requestId } = await letterAt(office, 'sent', toHolder)
  return Object.assign(office, { requestId })
}

test('where no move is on record nothing is touched', async () => {
  const office = await withRequest()
  const none = { open: [], requests: [], unsent: [], toClient: [], forms: [], ahead: [] }
  expect(await touched(office)).toEqual({ move: null, ...none })
})

test('a move shows the requests whose day stands, the forms, the unsent letters, what went to the former place and what lies ahead', async () => {
  const office = await withRequest()
  const { ask, matterId, requestId } = office
  const form = {
    kind: 'L24' as const,
    consentRequested: {
      recipient: { name: 'Ruth Danvers', role: 'family' as const },
      ...{ purpose: 'inform' as const, classes: ['location' as const] },
    },
  }
  const went = await letterAt(office, 'sent', form)
  const printed = await letterAt(office, 'printed', form)
  const drafted = await letterAt(office, 'draft', toHolder)
  const at = (on: string, state: string) => ({ on, hospital: 'Hull Royal Infirmary', state })
  await ask.details.record({
    ...{ matterId, group: 'appointments', version: 0 },
    rows: [at('2026-11-02', 'due'), at('2026-12-10', 'due'), at('2026-12-11', 'cancelled')],
  })
  const examination = {
    ...{ expert: 'Dr Anwen Pryce', registration: '6142087', proceedings: '', duration: '2 hours' },
    ...{ days: '2 November 2026, from 09:30\n4 December 2026, from 09:30', equipment: '' },
  }
  await ask.details.record({ matterId, group: 'examination', version: 0, rows: [examination] })
  const before = await ask.letters.get({ letterId: requestId })
  await move(office)

  const found = await touched(office)
  expect(found.move).toEqual({ from: 'HMP Leeds', to: 'HMP & YOI Hull', since: TODAY })
  const { deadline } = await ask.letters.get({ letterId: requestId })
  expect(deadline).toEqual(before.deadline)
  expect(found.open).toMatchObject([
    {
      ...{ letterId: requestId, kind: 'L03', to: HOLDER.name, due: deadline!.due },
      stands: expect.stringMatching(
        /^The time runs from receipt on 25 November 2026\. R02 counts from these alone: received, .* A move is none of them, so the day stands\.$/,
      ),
      authority: 'UK GDPR, Articles 12(3) and 12A(1)-(2)',
      tell: {
        ...{ kind: 'L38', made: null, bar: '' },
        gate: [expect.stringMatching(/^The client was not asked whether this may be disclosed/)],
      },
    },
  ])
  expect(found.forms).toMatchObject([
    {
      ...{ recipient: HOLDER.name, purpose: 'obtain-records', reaches: false },
      now: 'Spectrum Community Health CIC',
      says: expect.stringMatching(/^The client was not asked .* Spectrum Community Health CIC\./),
    },
  ])
  expect(found.unsent).toMatchObject([
    {
      ...{ letterId: printed.id, state: 'to-recall' },
      differs: expect.arrayContaining([expect.stringMatching(/it is now HMP & YOI Hull/)]),
    },
    {
      ...{ letterId: drafted.id, state: 'draft' },
      differs: expect.arrayContaining([expect.stringMatching(/^Where the client is: it was/)]),
    },
  ])
  expect(found.toClient).toMatchObject([
    { letterId: went.id, state: 'sent', sentOn: TODAY, place: expect.stringMatching(/HMP Leeds/) },
  ])
  // What went where the client is now is not among them.
  const proposed = await ask.letters.propose({ matterId, kind: 'L24', datedOn: TODAY })
  const after = await ask.letters.draft({ ...proposed, ...form })
  const letterId = after.id
  await ask.letters.approve({ letterId, version: after.version })
  await ask.letters.printed({ letterId })
  await ask.letters.signed({ letterId })
  await ask.letters.send({ letterId, route: 'first-class', on: TODAY })
  expect((await touched(office)).toClient.map((one) => one.letterId)).toEqual([went.id])
  expect(found.ahead).toMatchObject([
    { what: 'Medical examination', said: expect.stringMatching(/^Dr Anwen/), on: '2026-12-04' },
    { what: 'Appointment outside', said: 'Hull Royal Infirmary', on: '2026-12-10' },
  ])
})

test('the drafts of a move: those to be told and the holder at the new place, each made once', async () => {
  const office = await withRequest()
  const { ask, clientId, matterId, requestId } = office
  await move(office)
  const first = await touched(office)
  expect(first.requests).toMatchObject([
    {
      ...{ matterId, kind: 'L03', made: null, bar: '' },
      addressee: { name: 'Spectrum Community Health CIC', role: 'records-holder' },
    },
  ])
  expect(first.requests[0]!.gate[0]).toMatch(/^No signed authority names Spectrum/)

  const told = await ask.letters.draft(
    await ask.letters.propose({ matterId, kind: 'L38', datedOn: TODAY, answers: requestId }),
  )
  const { addressee } = first.requests[0]!
  const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: TODAY })
  const asked = await ask.letters.draft({ ...proposed, addressee })
  // The books have it where the client is, although the records are of another prison.
  expect(proposed.addressee.name).toBe(HOLDER.name)
  expect(asked.content.addressee).toEqual(addressee)
  expect(asked.gate.missing.map(({ what }) => what)).toEqual([
    'No signed authority names Spectrum Community Health CIC.',
  ])
  const second = await touched(office)
  expect(second.open[0]!.tell.made).toBe(told.id)
  expect(second.requests[0]!.made).toBe(asked.id)

  // The form that it waits for asks who and where the client is, and nothing else.
  const form = { matterId, kind: 'L24' as const, datedOn: TODAY, answers: told.id }
  const { consentRequested } = await ask.letters.propose(form)
  expect(consentRequested).toEqual({
    recipient: { name: HOLDER.name, role: HOLDER.role },
    ...{ purpose: 'inform', classes: ['identity', 'location'] },
  })

  // A draft that is discarded is to be made again.
  await ask.letters.discard({ letterId: told.id, reason: '' })
  expect((await touched(office)).open[0]!.tell.made).toBe(null)

  const { name, role } = HOLDER
  await ask.consents.record(
    someConsent(clientId, {
      recipient: { name, role: role as 'records-holder' },
      choices: (['identity', 'location'] as const).map((about) => ({
        ...{ class: about, answer: 'given' as const },
      })),
    }),
  )
  expect((await touched(office)).open[0]!.tell.gate).toEqual([])
})

test('a body is told once, and nobody once the client has died', async () => {
  const office = await withRequest()
  const { ask, requestId } = office
  const again = await letterAt(office, 'sent', toHolder)
  await move(office)
  expect((await touched(office)).open.map(({ letterId, tell }) => [letterId, tell.bar])).toEqual([
    [requestId, ''],
    [again.id, expect.stringMatching(/^The same body is told by the letter about /)],
  ])
  await move(office, { kind: 'died', establishmentId: '', from: '2026-11-23' })
  const { move: last, open, requests, forms } = await touched(office)
  expect(last?.to).toBe('Died')
  expect(open.map(({ tell }) => tell.bar)).toEqual(['The client has died.', 'The client has died.'])
  expect([requests, forms]).toEqual([[], []])
  await refusalOf(ask.letters.touchedByMove({ clientId: requestId as never }), 'not-found')
})

test('a holder with an address of its own at the new place is on record there, once nothing about it is to be confirmed', async () => {
  const office = await withRequest()
  const { ask, matterId } = office
  const own = { lines: ['Records Office', '9 Quay Street', 'Hull'], postcode: 'HU1 1AA' }
  await ask.establishments.recordArrangement({
    ...{ establishmentId: 'hull', sort: 'provider', name: 'Spectrum Community Health CIC' },
    ...{ ...own, from: null, to: null, verified: true, source: 'Telephoned', note: '' },
  })
  await move(office)
  const [request] = (await touched(office)).requests
  expect(request!.addressee).toMatchObject(own)
  const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: TODAY })
  const unknown = async (addressee: LetterContent['addressee']) =>
    (await ask.letters.draft({ ...proposed, addressee })).gate.missing.filter(({ what }) =>
      what.startsWith('No address like this'),
    ).length
  expect(await unknown(request!.addressee)).toBe(0)
  expect(await unknown({ ...request!.addressee, postcode: 'HU2 2BB' })).toBe(1)
})
