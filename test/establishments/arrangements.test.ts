import { describe, expect, test } from 'vitest'
import type { ArrangementDraft } from '../../src-main/establishments/contract.ts'
import { day, letterOffice } from '../letters/letter-office.ts'
import { refusalOf } from '../open-office.ts'

const on = day('2026-11-23')
const draft = (changes: object = {}): ArrangementDraft =>
  ({
    ...{ establishmentId: 'leeds', sort: 'provider', name: 'Northgate Health' },
    ...{ lines: ['Healthcare', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'], postcode: 'LS12 2TJ' },
    ...{ from: '2016-04-01', to: null, source: 'Letter of the commissioner', note: '' },
    verified: true,
    ...changes,
  }) as ArrangementDraft
const leeds = draft().establishmentId!

describe('what the office knows of a prison', () => {
  test('is recorded, corrected with a reason, and never goes away', async () => {
    const office = await letterOffice()
    const { ask } = office
    const first = await ask.establishments.recordArrangement(draft({ name: 'Northgat Health' }))
    const [{ id }] = first.arrangements as [(typeof first.arrangements)[number]]
    const corrected = { ...draft(), id, version: 1, reason: 'A slip of the keyboard' }
    await ask.establishments.correctArrangement(corrected)
    // At another desk somebody still has the first one on the screen.
    const unseen = { ...draft({ name: 'Southgate' }), id, version: 1, reason: 'Misheard' }
    const { message } = await refusalOf(ask.establishments.correctArrangement(unseen), 'conflict')
    expect(message).toContain('Read the newer version first.')
    await office.restart()
    await office.signIn(office.partner)
    await office.office.rebuild()
    const { arrangements } = await office.ask.establishments.arrangements({
      establishmentId: leeds,
    })
    expect(arrangements).toMatchObject([
      {
        ...{
          version: 2,
          name: 'Northgate Health',
          verified: true,
          reason: 'A slip of the keyboard',
        },
        recordedBy: 'Imogen Tark',
        earlier: [{ name: 'Northgat Health', reason: '' }],
      },
    ])
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('stands beside what the edition says, and it is said which of the two is used', async () => {
    const { ask } = await letterOffice()
    const of = (id: string) => ask.establishments.arrangements({ establishmentId: id as never })
    const uses = async (id: string) =>
      (await of(id)).shipped.map(({ sort, name, standing }) => [sort, name, standing])
    expect(await uses('leeds')).toEqual([
      ['address', 'The prison', 'used'],
      ['provider', 'Practice Plus Group', 'used'],
    ])
    const first = await ask.establishments.recordArrangement(draft())
    expect(first.arrangements.map(({ stands }) => stands)).toEqual([true])
    expect(await uses('leeds')).toEqual([
      ['address', 'The prison', 'used'],
      ['provider', 'Practice Plus Group', 'replaced'],
    ])
    const { arrangements } = await ask.establishments.recordArrangement(
      draft({ name: 'Northern Care', from: '2026-01-01' }),
    )
    expect(arrangements.map(({ name, stands }) => [name, stands])).toEqual([
      ['Northgate Health', false],
      ['Northern Care', true],
    ])
    // Two bodies share one prison, and of another nobody here knows who followed.
    expect(await uses('woodhill')).toContainEqual([
      ...['provider', 'Northamptonshire Healthcare NHS Foundation Trust', 'asked'],
    ])
    expect(await uses('ranby')).toEqual([
      ['address', 'The prison', 'used'],
      ['provider', '', 'asked'],
      ['provider', 'Nottinghamshire Healthcare NHS Foundation Trust', 'other-days'],
    ])
    const team = await ask.establishments.arrangements({ establishmentId: null })
    expect(team.shipped).toMatchObject([{ sort: 'disclosure-team', standing: 'used' }])
  })

  test('is refused where it makes no sense', async () => {
    const { ask } = await letterOffice()
    const refuse = async (changes: object) =>
      (await refusalOf(ask.establishments.recordArrangement(draft(changes)))).fields ?? {}
    expect(await refuse({ to: '2016-03-31' })).toHaveProperty('to')
    expect(await refuse({ establishmentId: null })).toHaveProperty('establishmentId')
    expect(await refuse({ sort: 'disclosure-team' })).toHaveProperty('establishmentId')
    await refusalOf(
      ask.establishments.recordArrangement(draft({ establishmentId: 'moon' })),
      'not-found',
    )
  })

  test('addresses the letter before what the edition knows; one not verified is to be confirmed', async () => {
    const { ask, matterId } = await letterOffice()
    const propose = async () =>
      (await ask.letters.propose({ matterId, kind: 'L03', datedOn: on, answers: null })).addressee
    expect((await propose()).name).toBe('Practice Plus Group')
    const { arrangements } = await ask.establishments.recordArrangement(draft())
    expect(await propose()).toEqual({
      ...{ name: 'Northgate Health', role: 'records-holder', postcode: 'LS12 2TJ' },
      lines: ['Healthcare', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
    })
    const doubtful = { ...draft({ verified: false }), id: arrangements[0]!.id }
    await ask.establishments.correctArrangement({ ...doubtful, version: 1, reason: 'Hearsay' })
    const drafted = await ask.letters.draft(
      await ask.letters.propose({ matterId, kind: 'L03', datedOn: on, answers: null }),
    )
    expect(drafted.gate.settle?.question).toContain('Provider not verified.')
  })

  test('gives the prison its address, and the disclosure team its own', async () => {
    const { ask, matterId } = await letterOffice({ kind: 'prison-records' })
    const lines = ['Gloucester Terrace', 'Leeds']
    await ask.establishments.recordArrangement(draft({ sort: 'address', name: 'HMP Leeds', lines }))
    const client = await ask.letters.propose({ matterId, kind: 'L24', datedOn: on, answers: null })
    expect(client.addressee).toMatchObject({
      lines: ['A1234BC', 'HMP Leeds', 'Gloucester Terrace', 'Leeds'],
      postcode: 'LS12 2TJ',
    })
    await ask.establishments.recordArrangement(
      draft({
        ...{ establishmentId: null, sort: 'disclosure-team', name: 'MoJ Data Requests' },
        ...{ lines: ['PO Box 1'], postcode: 'SW1A 1AA' },
      }),
    )
    const request = await ask.letters.propose({ matterId, kind: 'L05', datedOn: on, answers: null })
    expect(request.addressee).toMatchObject({ name: 'MoJ Data Requests', lines: ['PO Box 1'] })
  })
})

describe('who is answerable, asked through the office', () => {
  const asked = {
    ...{ prison: 'leeds', kind: 'clinical' as const },
    ...{ eventOn: day('2005-06-01'), actionOn: day('2005-07-01') },
  }

  test('takes a verified day of transfer from the records, and says so', async () => {
    const { ask } = await letterOffice()
    const before = await ask.rights.answerable(asked)
    expect(before.ask.map(({ fact }) => fact)).toContain('pctTransferDate')
    const recorded = { establishmentId: leeds, on: day('2005-04-01'), source: 'PCT minutes' }
    const unverified = { ...recorded, note: '', verified: false }
    const { transfer } = await ask.establishments.recordTransfer(unverified)
    expect(transfer).toMatchObject({ on: '2005-04-01', verified: false })
    expect((await ask.rights.answerable(asked)).ask).toEqual(before.ask)
    await ask.establishments.recordTransfer({ ...unverified, verified: true })
    const after = await ask.rights.answerable(asked)
    expect(after.ask).toEqual([])
    expect(after.fromRecord).toEqual([
      { fact: 'pctTransferDate', value: '2005-04-01', source: 'PCT minutes', verified: true },
    ])
    const facts = { pctTransferDate: day('2006-01-01') }
    expect((await ask.rights.answerable({ ...asked, facts })).fromRecord).toEqual([])
    const early = { ...unverified, on: day('2003-01-01') }
    expect((await refusalOf(ask.establishments.recordTransfer(early))).fields).toHaveProperty('on')
    const kept = await ask.establishments.arrangements({ establishmentId: leeds })
    expect(kept.earlierTransfers).toHaveLength(1)
  })

  test('names the provider of the day, and marks one that nobody verified', async () => {
    const { ask } = await letterOffice()
    await ask.establishments.recordArrangement(
      draft({ name: 'Older Care', from: null, to: '2016-03-31' }),
    )
    await ask.establishments.recordArrangement(draft({ verified: false }))
    const now = await ask.rights.answerable({
      ...asked,
      ...{ eventOn: day('2020-06-01'), actionOn: day('2020-07-01') },
    })
    expect(now.answers[0]!.body).toContain('Northgate Health')
    expect(now.check.join(' ')).toContain('on record, but not verified')
    const then = await ask.rights.answerable({
      ...asked,
      ...{ eventOn: day('2015-06-01'), actionOn: day('2015-07-01') },
    })
    expect(then.answers[0]!.body).toContain('Older Care')
    expect(then.edition.edits).toBe(0)
  })

  test('only those who may record prison arrangements do', async () => {
    const { ask, hire, signIn } = await letterOffice()
    await signIn(await hire('Ada Quill', 'auditor'))
    await refusalOf(ask.establishments.recordArrangement(draft()), 'not-allowed')
    const { transfer } = await ask.establishments.arrangements({ establishmentId: leeds })
    expect(transfer).toMatchObject({ on: '2006-04-01', verified: false, recorded: null })
  })
})
