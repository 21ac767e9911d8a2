import { expect, test } from 'vitest'
import type { ConsentDraft, InformationClass } from '../../src-main/consents/contract.ts'
import type { Day, z } from '../../src-main/wire/schema.ts'
import { someAuthority, someConsent } from '../consents/some-consent.ts'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { somePdf } from '../practice/some-picture.ts'
import { someRepresentative } from './some-representative.ts'

type Form = Partial<z.input<typeof ConsentDraft>>
const day = (iso: string) => iso as Day
const lacks = { on: '2026-10-20', source: 'Dr Ellis, letter of 20 October 2026' }

async function officeWithDeputy(changes: object = {}) {
  const office = await openTestOffice()
  const { ask, partner, platform } = office
  const { id: clientId } = await ask.clients.register(someClient())
  const proved = { provedOn: '2026-03-02', seenBy: partner }
  const typed = someRepresentative(clientId, { ...proved, ...changes })
  const { id: representativeId } = await ask.representatives.record(typed)
  platform.file = { name: 'order.pdf', bytes: somePdf('the order') }
  const attach = () => ask.representatives.attachProof({ representativeId })
  const signedBy = (more = {}) => ({ representativeId, lacks, decided: '', ...more })
  const tell = (form: Form = {}) =>
    ask.consents.record(
      someConsent(clientId, {
        ...{ choices: [{ class: 'health', answer: 'given' }], signedBy: signedBy() },
        ...form,
      }),
    )
  const may = (on = '2026-11-23', about: InformationClass = 'health') =>
    ask.consents.mayTell({
      ...{ clientId, class: about, purpose: 'inform', on: day(on) },
      recipient: { name: 'Denise Fenwright', role: 'family' },
    })
  return Object.assign(office, { clientId, representativeId, typed, attach, signedBy, tell, may })
}

test('what a deputy signs counts once the proof is on record, and says who signed in what capacity', async () => {
  const { tell, may, attach, ask, office } = await officeWithDeputy()
  const { signedBy } = await tell()
  expect(signedBy?.who).toBe(
    'Ms Ada Price, deputy appointed by the Court of Protection for health and welfare',
  )
  const before = await may()
  expect(before.allowed).toBe(false)
  expect(before.why).toContain('is not complete: a scan of the proof')
  expect(before.cure).toContain('Complete it with the representative')
  await attach()
  expect((await may()).allowed).toBe(true)
  await office.rebuild()
  expect((await may()).allowed).toBe(true)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('it stops after the last day of the appointment, counts again when that is taken back, and stops when it was a mistake', async () => {
  const { tell, may, attach, ask, representativeId, clientId, clock } = await officeWithDeputy()
  await attach()
  await tell()
  const said = { representativeId, reason: 'The order was discharged' }
  await ask.representatives.end({ ...said, on: day('2026-11-21') })
  const ended = await may()
  expect([ended.allowed, ended.why]).toEqual([
    false,
    expect.stringContaining('ended on 21 November 2026'),
  ])
  expect((await ask.consents.list({ clientId }))[0]?.choices[0]?.state).toBe('no-authority')
  await ask.representatives.restore(said)
  expect((await may()).allowed).toBe(true)
  clock.set('2026-11-25T09:00:00.000Z')
  await ask.representatives.remove(said)
  expect((await may('2026-11-25')).allowed).toBe(false)
  // What was told before the mistake was found had its ground.
  expect((await may('2026-11-24')).allowed).toBe(true)
})

test('a correction that moves the first day past the signature stops it from the correction on', async () => {
  const { tell, may, attach, ask, representativeId, typed } = await officeWithDeputy()
  await attach()
  await tell()
  const { clientId: _, ...right } = typed
  const correction = { ...right, representativeId, version: 1, reason: 'Sealed later' }
  await ask.representatives.correct({ ...correction, from: '2026-11-10' })
  expect((await may()).why).toContain('was appointed on 10 November 2026, after the form')
})

test.each<[string, object, object, string, string]>([
  ['a deputy without any finding', {}, { lacks: null }, 'signedBy.lacks', 'cannot decide this'],
  [
    'a finding after the signature',
    {},
    { lacks: { ...lacks, on: '2026-11-20' } },
    'signedBy.lacks.on',
    'before it was signed',
  ],
  [
    'an attorney for property, about health',
    { capacity: 'property-attorney', covers: [] },
    { lacks: null },
    'signedBy.representativeId',
    'no authority over health',
  ],
  [
    'a deputy whose order covers property alone',
    { covers: ['property'] },
    {},
    'signedBy.representativeId',
    'no authority over health',
  ],
  [
    'a litigation friend without a decision',
    { capacity: 'litigation-friend', covers: [] },
    { lacks: null },
    'signedBy.decided',
    'does not settle',
  ],
  [
    'one of two who act together',
    { together: 'Mr Ivo Price' },
    {},
    'signedBy.decided',
    'must act together with Mr Ivo Price',
  ],
  [
    'an executor of a client who lives',
    { capacity: 'executor', covers: [] },
    { lacks: null },
    'signedBy.representativeId',
    'acts only for a client who had died',
  ],
])('%s is refused, with what puts it right', async (_, appointment, more, field, words) => {
  const { tell, attach, signedBy } = await officeWithDeputy(appointment)
  await attach()
  const { fields, message } = await refusalOf(tell({ signedBy: signedBy(more) }), 'invalid-input')
  expect(fields?.[field]).toContain(words)
  expect(message).toMatch(/[.] [A-Z]/)
})

test('a litigation friend’s signature counts where the office gave its reason, and an attorney for property gives who the client is', async () => {
  const friend = await officeWithDeputy({ capacity: 'litigation-friend', covers: [] })
  await friend.attach()
  const decided = 'The order of 2 March 2026 directs it'
  await friend.tell({ signedBy: friend.signedBy({ lacks: null, decided }) })
  expect((await friend.may()).allowed).toBe(true)
  const attorney = await officeWithDeputy({ capacity: 'property-attorney', covers: [] })
  await attorney.attach()
  const choices = [{ class: 'identity', answer: 'given' }] as const
  const signedBy = attorney.signedBy({ lacks: null })
  await attorney.tell({ choices: [...choices], signedBy })
  expect((await attorney.may('2026-11-23', 'identity')).allowed).toBe(true)
  expect((await attorney.may()).allowed).toBe(false)
})

test('the client’s own refusal stops it, unless the client was found unable to decide since', async () => {
  const { tell, may, attach, ask, clientId, signedBy } = await officeWithDeputy()
  await attach()
  const refused = [{ class: 'health', answer: 'refused' }] as const
  const own = { signedOn: '2026-10-25', receivedOn: '2026-10-27' }
  await ask.consents.record(someConsent(clientId, { choices: [...refused], ...own }))
  await tell()
  const stopped = await may()
  expect([stopped.allowed, stopped.why]).toEqual([false, expect.stringContaining('refused')])
  const since = { on: '2026-10-28', source: 'Dr Ellis, letter of 28 October 2026' }
  await tell({ signedBy: signedBy({ lacks: since }), signedOn: '2026-11-03' })
  expect((await may()).allowed).toBe(true)
  expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
})

test('the client’s own withdrawal stops what is signed again for them, and the representative’s does not', async () => {
  const one = await officeWithDeputy()
  await one.attach()
  const { id } = await one.tell()
  const withdrawal = (saidBy: 'client' | 'representative') => ({
    ...{ consentId: id, classes: ['health' as const], how: 'post' as const },
    ...{ saidOn: day('2026-11-10'), receivedOn: day('2026-11-11'), saidBy },
  })
  await one.ask.consents.withdraw(withdrawal('client'))
  await one.tell({ signedOn: '2026-11-12', receivedOn: '2026-11-13' })
  expect((await one.may()).why).toContain('withdrew')
  const { clientId, consents } = { clientId: one.clientId, consents: one.ask.consents }
  const [, first] = await consents.list({ clientId })
  await consents.correctWithdrawal({
    ...{ ...withdrawal('representative'), replaces: first!.withdrawals[0]!.seq },
    ...{ mistake: false, reason: 'The deputy wrote, not the client' },
  })
  expect((await one.may()).allowed).toBe(true)
  const listed = (await consents.list({ clientId }))[1]!
  expect(listed.withdrawals.map(({ saidBy, corrected }) => [saidBy, corrected !== null])).toEqual([
    ['representative', false],
    ['client', true],
  ])
})

test('what somebody without authority signs takes nothing away from what the client gave', async () => {
  const { tell, may, ask, clientId, representativeId } = await officeWithDeputy()
  const choices = [{ class: 'health', answer: 'given' }] as const
  const own = { signedOn: '2026-10-25', receivedOn: '2026-10-27', choices: [...choices] }
  await ask.consents.record(someConsent(clientId, own))
  await tell()
  expect((await may()).allowed).toBe(true)
  await ask.representatives.remove({ representativeId, reason: 'Another client' })
  expect((await may()).allowed).toBe(true)
})

test('HIV is asked of the client while the client lives, whoever signs', async () => {
  const { tell, attach, partner } = await officeWithDeputy()
  await attach()
  const choices: Form['choices'] = [{ class: 'hiv-sexual-health', answer: 'given' }]
  const asked = await refusalOf(tell({ choices }), 'invalid-input')
  expect(asked.fields?.['consulted']).toContain('must have been consulted')
  const consulted = { by: partner, on: '2026-10-30', said: 'She agreed', with: 'representative' }
  const wrong = await refusalOf(tell({ choices, consulted } as Form), 'invalid-input')
  expect(wrong.fields?.['consulted.with']).toContain('The client lives')
  const right = { ...consulted, with: 'client', said: 'He nodded, and said yes' }
  await tell({ choices, consulted: right } as Form)
})

test('whoever signed is one who acts for this very client', async () => {
  const { ask, representativeId } = await officeWithDeputy()
  const other = await ask.clients.register(
    someClient({ surname: 'Mabon', prisonNumber: { number: 'A4321BC', exception: '' } }),
  )
  const signedBy = { representativeId, lacks, decided: '' }
  const { fields } = await refusalOf(
    ask.consents.record(someAuthority(other.id, { signedBy })),
    'invalid-input',
  )
  expect(fields?.['signedBy.representativeId']).toContain('not recorded as acting')
})
