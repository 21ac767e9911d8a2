import { describe, expect, test } from 'vitest'
import { refusalOf } from '../open-office.ts'
import { withAuthority } from './letter-office.ts'
import { day, letterOffice, type LetterOffice } from './letter-office.ts'

const on = day('2026-11-23')
const draftOf = async (
  { ask, matterId }: Pick<LetterOffice, 'ask' | 'matterId'>,
  kind: 'L03' | 'L05' | 'L24' = 'L03',
) => ask.letters.draft(await ask.letters.propose({ matterId, kind, datedOn: on, answers: null }))

/** An office whose client is at a prison where nobody is known to provide healthcare. */
async function unknownProvider() {
  const office = await letterOffice()
  await office.ask.clients.recordMove({
    clientId: office.clientId,
    stay: { establishmentId: 'stocken' as never, from: day('2026-05-01'), source: 'Letter' },
  })
  return office
}

describe('an addressee that is not verified', () => {
  test('is confirmed once in the letter, recorded as the office’s own, and asked no more', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office, {
      recipient: { name: 'Practice Plus Group', role: 'records-holder' },
    })
    const draft = await draftOf(office)
    expect(draft.gate.settle).toMatchObject({ sort: 'confirm' })
    await refusalOf(ask.letters.approve({ letterId: draft.id, version: draft.version }), 'conflict')
    const settled = await ask.letters.settleAddressee({
      ...{ letterId: draft.id, version: draft.version },
      ...{ ...draft.gate.settle!.proposed, source: 'Telephone call to the prison' },
    })
    expect(settled.gate.settle).toBeNull()
    expect(settled.content.addressee).toEqual(draft.content.addressee)
    await ask.letters.approve({ letterId: draft.id, version: settled.version })
    expect((await draftOf(office)).gate.settle).toBeNull()
    const { arrangements } = await ask.establishments.arrangements({
      establishmentId: 'leeds' as never,
    })
    expect(arrangements).toMatchObject([
      {
        ...{ sort: 'provider', name: 'Practice Plus Group', verified: true, lines: [] },
        ...{ source: 'Telephone call to the prison', from: null, seenOn: on },
      },
    ])
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('is the team for prison records too, wherever the client is', async () => {
    const office = await letterOffice()
    const draft = await draftOf(office, 'L05')
    await office.ask.letters.settleAddressee({
      ...{ letterId: draft.id, version: draft.version },
      ...{ ...draft.gate.settle!.proposed, source: 'Their acknowledgement' },
    })
    expect((await draftOf(office, 'L05')).gate.settle).toBeNull()
  })
})

describe('a prison with several sites', () => {
  test('asks at which one the client is, for this letter alone', async () => {
    const office = await letterOffice()
    const { ask, clientId } = office
    await ask.clients.recordMove({
      clientId,
      stay: { establishmentId: 'hatfield' as never, from: day('2026-05-01'), source: 'Letter' },
    })
    const draft = await draftOf(office, 'L24')
    expect(draft.gate.settle).toMatchObject({ sort: 'ask', asksName: false })
    const [, open] = draft.gate.settle!.sites
    expect(open).toMatchObject({ site: 'The open site', postcode: 'DN7 6EL' })
    const { name } = draft.content.addressee
    const settled = await ask.letters.settleAddressee({
      ...{ letterId: draft.id, version: draft.version, source: 'The list of prisons', name },
      ...{ lines: open!.lines, postcode: open!.postcode },
    })
    expect(settled.gate.settle).toBeNull()
    expect(settled.content.addressee.lines).toContain('Thorne Road')
    // Another client may be at the other one.
    expect((await draftOf(office, 'L24')).gate.settle).toMatchObject({ sort: 'ask' })
    const { arrangements, shipped } = await ask.establishments.arrangements({
      establishmentId: 'hatfield' as never,
    })
    expect(arrangements).toEqual([])
    expect(shipped.map(({ site, standing }) => [site, standing])).toEqual([
      ['', 'used'],
      ['Lakes', 'asked'],
      ['The open site', 'asked'],
    ])
  })
})

describe('an addressee that is not known', () => {
  test('is a question with its own fields, and the answer is remembered for the prison', async () => {
    const office = await unknownProvider()
    const { ask } = office
    const draft = await draftOf(office)
    expect(draft.content.addressee.name).toBe('Healthcare provider, HMP Stocken')
    expect(draft.gate.settle).toMatchObject({
      ...{ sort: 'ask', question: 'Who provides healthcare at HMP Stocken?', asksName: true },
      proposed: { name: '', lines: ['HMP Stocken', 'Stocken Hall Road', 'Stretton', 'Oakham'] },
    })
    expect(draft.gate.missing.filter(({ what }) => what.includes('['))).toEqual([])
    const answer = { letterId: draft.id, version: draft.version, source: 'The prison' }
    const { proposed } = draft.gate.settle!
    await refusalOf(ask.letters.settleAddressee({ ...answer, ...proposed }), 'invalid-input')
    const settled = await ask.letters.settleAddressee({
      ...{ ...answer, ...proposed, name: 'Northgate Health' },
    })
    expect(settled.content.addressee).toMatchObject({
      name: 'Northgate Health',
      lines: ['HMP Stocken', 'Stocken Hall Road', 'Stretton', 'Oakham'],
      postcode: 'LE15 7RD',
    })
    const next = await draftOf(office)
    expect([next.content.addressee.name, next.gate.settle]).toEqual(['Northgate Health', null])
    // A draft that was waiting takes the answer by itself.
    const again = { letterId: draft.id, version: settled.version, ...proposed, name: 'Other' }
    await refusalOf(ask.letters.settleAddressee({ ...again, source: 'Twice' }), 'conflict')
  })

  test('takes the answer in every draft that waits for it', async () => {
    const office = await unknownProvider()
    const [first, second] = [await draftOf(office), await draftOf(office)]
    await office.ask.letters.settleAddressee({
      ...{ letterId: first.id, version: first.version, source: 'The prison' },
      ...{ ...first.gate.settle!.proposed, name: 'Northgate Health' },
    })
    const waiting = await office.ask.letters.get({ letterId: second.id })
    expect(waiting.content.addressee.name).toBe('Northgate Health')
    expect(waiting.gate.settle).toBeNull()
  })

  test('and that was typed into a letter that went out is proposed next time, to be confirmed', async () => {
    const office = await unknownProvider()
    const { ask, matterId } = office
    await withAuthority(office, { recipient: { name: 'Typed Health', role: 'records-holder' } })
    const proposed = await ask.letters.propose({ matterId, kind: 'L03', datedOn: on })
    const { id: letterId, version } = await ask.letters.draft({
      ...proposed,
      addressee: {
        ...{ name: 'Typed Health', role: 'records-holder', postcode: 'LE15 7RD' },
        lines: ['Healthcare', 'HMP Stocken', 'Oakham'],
      },
    })
    await ask.letters.approve({ letterId, version })
    await ask.letters.printed({ letterId })
    await ask.letters.signed({ letterId })
    await ask.letters.send({ letterId, route: 'first-class', on })
    const next = await draftOf(office)
    expect(next.content.addressee).toMatchObject({
      ...{
        name: 'Typed Health',
        lines: ['Healthcare', 'HMP Stocken', 'Oakham'],
        postcode: 'LE15 7RD',
      },
    })
    expect(next.gate.settle).toMatchObject({ sort: 'confirm' })
    expect(next.gate.settle?.question).toContain('Our letter')
  })
})
