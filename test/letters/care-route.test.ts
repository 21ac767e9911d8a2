import { expect, test } from 'vitest'
import type { LetterKind } from '../../src-main/letters/contract.ts'
import { refusalOf } from '../open-office.ts'
import { aboutCare, textOf } from './about-care.ts'
import { day } from './letter-office.ts'

const LETTERS = ['L15', 'L16', 'L18'] as const
type Office = Awaited<ReturnType<typeof aboutCare>>
const sentence = async (office: Office, kind: LetterKind) => {
  const { message, fields } = await refusalOf(office.propose(kind), 'invalid-input')
  return [message, ...Object.values(fields ?? {})].join(' ')
}
const secondStage = ({ ask, matterId }: Office) =>
  ask.details.record({
    ...{ matterId, group: 'secondStage', version: 0 },
    rows: [
      {
        ...{ answeredOn: '', wrong: 'Nothing was looked into.', injustice: 'Pain.' },
        ...{ remedy: 'An apology.', about: 'health' },
      },
    ],
  })

test.each([
  ['parc', '2021-03-02', /ask Cwm Taf Morgannwg[^]*record that in the case details/],
  ['cardiff', '2006-03-31', /was the prison’s and not the NHS’s[^]*L21/],
  ['leeds', '2003-06-01', /was the prison’s and not the NHS’s[^]*COMP1[^]*L21/],
  [
    'leeds',
    '2005-06-01',
    /cannot be said yet[^]*On which day did the Primary Care Trust[^]*page of the prison/,
  ],
])(
  'care at %s on %s is complained of by no letter to the NHS, as the card says',
  async (prison, on, words) => {
    const office = await aboutCare(prison, on)
    for (const kind of LETTERS) expect(await sentence(office, kind)).toMatch(words)
    expect((await office.card()).referral).toBe(null)
  },
)

test.each([
  ['parc', '2022-12-01', 'Public Services Ombudsman for Wales', 'Ombudsman (Wales) Act 2019'],
  ['cardiff', '2006-04-01', 'Public Services Ombudsman for Wales', 'Ombudsman (Wales) Act 2019'],
  ['leeds', '2013-04-01', 'Parliamentary and Health Service Ombudsman', 'Commissioners Act 1993'],
  ['leeds', '2006-04-01', 'Parliamentary and Health Service Ombudsman', 'Commissioners Act 1993'],
])(
  'care at %s on %s goes on to the %s, on the card as in the letter',
  async (prison, on, to, act) => {
    const office = await aboutCare(prison, on)
    await secondStage(office)
    const letter = await office.propose('L18')
    expect(letter.addressee.name).toBe(to)
    expect(textOf(letter)).toContain(act)
    expect((await office.card()).referral).toEqual({ body: to, kind: 'L18' })
  },
)

test('of care that a Primary Care Trust commissioned its successor is told, as commissioner', async () => {
  const office = await aboutCare('leeds', '2010-06-01')
  expect(await sentence(office, 'L15')).toMatch(/names NHS England[^]*and no provider[^]*L16/)
  const letter = await office.propose('L16')
  expect(letter.addressee).toMatchObject({
    name: 'NHS England, Health and Justice',
    role: 'commissioner',
  })
  // On a day on which the trust was there, the trust is written to.
  const then = await office.propose('L16', '2010-11-23')
  expect(then.addressee).toMatchObject({
    role: 'commissioner',
    name: 'Primary Care Trust, HMP Leeds',
  })
  expect((await office.propose('L15', '2010-11-23')).addressee.role).toBe('treating')
})

test('once the day of the transfer is on record and verified, the care before it is the prison’s and that since is the NHS’s', async () => {
  for (const [transfer, words] of [
    ['2005-09-01', /was the prison’s and not the NHS’s/],
    ['2005-04-01', /names NHS England/],
  ] as const) {
    const office = await aboutCare('leeds', '2005-06-01')
    await office.ask.establishments.recordTransfer({
      ...{ establishmentId: 'leeds' as never, on: day(transfer), note: '', verified: true },
      source: 'Letter of the trust',
    })
    expect(await sentence(office, 'L15')).toMatch(words)
  }
})

const answered = async ({ ask, matterId }: Office, procedure: 'england' | 'wales') =>
  ask.details.record({
    ...{ matterId, group: 'route', version: 0 },
    rows: [{ procedure, saidBy: 'Cwm Taf Morgannwg University Health Board', on: '2026-10-05' }],
  })

test('what a body answered counts where the law cannot say, in every letter and on the card', async () => {
  const office = await aboutCare('parc', '2021-03-02')
  await secondStage(office)
  await answered(office, 'wales')
  const told =
    /Cwm Taf Morgannwg University Health Board told us on 5 October 2026 that this complaint is taken under the NHS concerns procedure in Wales/
  const complaint = await office.propose('L15')
  expect(complaint.addressee.name).toBe('Cwm Taf Morgannwg University Health Board')
  expect(textOf(complaint)).toMatch(told)
  expect(textOf(complaint)).toMatch(/\(Wales\) Regulations 2011/)
  expect(complaint.inWales).toBe(true)
  const second = await office.propose('L18')
  expect(second.addressee.name).toBe('Public Services Ombudsman for Wales')
  expect(textOf(second)).toMatch(told)
  expect(await sentence(office, 'L16')).toContain('there is no commissioner')
  const { procedure, referral } = await office.card()
  expect(procedure?.text).toContain('Welsh Regulations of 2011')
  expect(referral?.body).toBe('Public Services Ombudsman for Wales')
})

test('what a body answered counts for nothing where the law says it', async () => {
  const leeds = await aboutCare('leeds', '2026-06-14')
  await answered(leeds, 'wales')
  const letter = await leeds.propose('L15')
  expect(textOf(letter)).toContain('(England) Regulations 2009')
  expect(textOf(letter)).not.toContain('told us on')
  const before = await aboutCare('leeds', '2003-06-01')
  await answered(before, 'england')
  expect(await sentence(before, 'L18')).toContain('was the prison’s and not the NHS’s')
})

test.each([
  ['leeds', '2013-06-14', '2003-06-14'],
  ['cardiff', '2013-06-14', '2006-03-14'],
])(
  'a complaint about care at %s stays in the office as it was drafted once the day of the care gives it another way',
  async (prison, on, corrected) => {
    const office = await aboutCare(prison, on, '2003-06-01')
    const { ask, matterId } = office
    const proposed = { ...(await office.propose('L15')), addressSource: 'Their website, today' }
    const { id: letterId } = await ask.letters.draft(proposed)
    const wrong = async () =>
      (await ask.letters.get({ letterId })).gate.missing.find(({ what }) =>
        what.includes('not the NHS’s'),
      )
    expect(await wrong()).toBeUndefined()
    const { version, kind, title, responsible } = await ask.matters.get({ matterId })
    await ask.matters.correct({
      ...{ matterId, version, kind, title, responsible, opponents: [], noEventReason: '' },
      ...{ eventOn: day(corrected), knownOn: null, reason: 'Read again' },
    })
    expect((await wrong())?.cure).toContain('L21')
    const { content } = await ask.letters.get({ letterId })
    expect(textOf(content)).toBe(textOf(proposed))
  },
)

test('a death is the ombudsman’s to investigate only since the day that the routing gives', async () => {
  for (const [diedOn, is] of [
    ['2004-03-31', false],
    ['2004-04-01', true],
  ] as const) {
    const office = await aboutCare('leeds', '2003-06-01')
    await office.ask.clients.recordMove({
      clientId: office.clientId,
      stay: { kind: 'died', from: day(diedOn), source: 'Death certificate' },
    })
    if (is) expect((await office.propose('L32')).addressee.name).toMatch(/^Prisons and Probation/)
    else
      expect(await sentence(office, 'L32')).toMatch(
        /HM Prison Service[^]*which investigated the death[^]*L31/,
      )
  }
})
