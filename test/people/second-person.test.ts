import { describe, expect, test } from 'vitest'
import type { PersonId, Role } from '../../src-main/people/contract.ts'
import { someAuthority } from '../consents/some-consent.ts'
import { filledIn, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { checkedBy, chosen, openTestOffice, PASSPHRASE, refusalOf } from '../open-office.ts'
import { amendNow, checkNow, previewNow } from '../law/as-it-stands.ts'

const off = { required: false, reason: 'Two of us are away' }
const newest = async ({ ask }: Awaited<ReturnType<typeof openTestOffice>>) =>
  (await ask.audit.list({ limit: 1 })).entries[0]!

/** An office with a caseworker and an authority that was checked by them. */
async function withCaseworker() {
  const office = await letterOffice()
  const caseworker = await office.hire('Owain Prosser', 'caseworker')
  await withAuthority(office)
  await checkedBy(office, caseworker)
  return Object.assign(office, { caseworker })
}

describe('a letter', () => {
  test('that a caseworker wrote is approved by a partner or by another caseworker, and not by them', async () => {
    const office = await withCaseworker()
    const { ask, signIn, caseworker, hire, partner } = office
    const other = await hire('Hester Vane', 'caseworker')
    for (const approver of [partner, other]) {
      await signIn(caseworker)
      const { id: letterId, version } = await ask.letters.draft(await filledIn(office))
      const own = await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
      expect(own.message).toContain('You wrote this letter')
      await signIn(approver)
      expect((await ask.letters.approve({ letterId, version })).state).toBe('approved')
    }
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('is nobody’s to approve who wrote any version of it, whoever wrote the last', async () => {
    const office = await withCaseworker()
    const { ask, signIn, caseworker, partner } = office
    const first = await ask.letters.draft(await filledIn(office))
    await signIn(caseworker)
    const content = { ...first.content, heading: `${first.content.heading} again` }
    const again = { letterId: first.id, version: first.version, content }
    const { version } = await ask.letters.redraft(again)
    await signIn(partner)
    const last = { letterId: first.id, version, content: first.content }
    const { version: newer } = await ask.letters.redraft(last)
    await signIn(caseworker)
    const approving = { letterId: first.id, version: newer }
    await refusalOf(ask.letters.approve(approving), 'conflict')
    await signIn(partner)
    await ask.letters.approve(approving)
  })

  test('of a partner is the partner’s own to approve, who may be alone', async () => {
    const office = await letterOffice()
    const { ask } = office
    await withAuthority(office)
    const { id: letterId, version } = await ask.letters.draft(await filledIn(office))
    expect((await ask.letters.approve({ letterId, version })).state).toBe('approved')
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('is not approved by a second account of the caseworker who wrote it', async () => {
    const office = await withCaseworker()
    const { ask, signIn, caseworker } = office
    const second = await ask.people.add({
      ...{ name: 'O. Prosser', role: 'caseworker', sameAs: caseworker, ...chosen },
    })
    await signIn(caseworker)
    const { id: letterId, version } = await ask.letters.draft(await filledIn(office))
    await signIn(second.id)
    await refusalOf(ask.letters.approve({ letterId, version }), 'conflict')
  })
})

describe('two accounts of one person', () => {
  const two = async (role: Role = 'partner') => {
    const office = await letterOffice()
    const { ask, partner } = office
    const add = { name: 'I. Tark', role, sameAs: partner, ...chosen }
    const { id, sameAs } = await ask.people.add(add)
    expect(sameAs).toBe(partner)
    return Object.assign(office, { second: id })
  }

  test('do not make a second check, which then nobody is asked for', async () => {
    const { ask, hire, signIn, second, clientId } = await two()
    expect((await ask.consents.record(someAuthority(clientId))).check.state).toBe('not-needed')
    const colleague = await hire('Hester Vane', 'secretary')
    const { id: consentId } = await ask.consents.record(someAuthority(clientId))
    await signIn(second)
    const own = await refusalOf(ask.consents.check({ consentId, against: 'paper' }), 'conflict')
    expect(own.message).toContain('other than Imogen Tark')
    await refusalOf(ask.consents.openToCheck({ consentId }), 'conflict')
    await signIn(colleague)
    await ask.consents.check({ consentId, against: 'paper' })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('are named later too, are taken apart again, and not in a ring', async () => {
    const office = await letterOffice()
    const { ask, hire, partner } = office
    const second = await hire('I. Tark', 'partner')
    const third = await hire('Imo Tark', 'partner')
    const name = (personId: PersonId, sameAs: PersonId | null) =>
      ask.people.nameAccount({ personId, sameAs })
    expect(await name(second, partner)).toMatchObject({ sameAs: partner })
    await name(third, second)
    await refusalOf(name(partner, third), 'conflict')
    await refusalOf(name(second, partner), 'invalid-input')
    await refusalOf(name(partner, partner), 'conflict')
    await refusalOf(name(office.clientId as never, partner), 'not-found')
    await ask.people.changeRole({ personId: second, role: 'secretary' })
    const listed = await ask.people.list({})
    expect(listed.find(({ id }) => id === second)).toMatchObject({ sameAs: partner })
    expect(await name(second, null)).toMatchObject({ sameAs: null })
    expect(await newest(office)).toMatchObject({ act: 'account-named' })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('of a partner are no two partners', async () => {
    const { ask, signIn, second } = await two()
    await ask.practice.chooseSecondCheck({ required: true, reason: 'As a rule' })
    await signIn(second)
    const { required } = await ask.practice.chooseSecondCheck(off)
    expect(required).toBe(false)
  })
})

describe('the second check', () => {
  test('is turned off by one partner where there is no other', async () => {
    const office = await openTestOffice()
    await office.hire('Hester Vane', 'secretary')
    const { ask } = office
    expect(await ask.practice.chooseSecondCheck(off)).toMatchObject({ required: false })
    expect(await newest(office)).toMatchObject({ act: 'check-chosen' })
  })

  test('is turned off once a second partner agrees, and put back by either alone', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn, partner } = office
    const second = await hire('Owain Prosser', 'partner')
    const asked = await ask.practice.chooseSecondCheck(off)
    expect(asked).toMatchObject({ required: true, proposed: { by: 'Imogen Tark' } })
    expect(await newest(office)).toMatchObject({ act: 'check-off-proposed' })
    await refusalOf(ask.practice.chooseSecondCheck(off), 'conflict')
    await signIn(second)
    const agreed = await ask.practice.chooseSecondCheck(off)
    expect(agreed).toMatchObject({ required: false, proposed: null })
    await signIn(partner)
    const back = await ask.practice.chooseSecondCheck({ required: true, reason: 'Back' })
    expect(back).toMatchObject({ required: true, proposed: null })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('stays on where the other partner does not agree', async () => {
    const office = await openTestOffice()
    const { ask, hire, signIn } = office
    const second = await hire('Owain Prosser', 'partner')
    await ask.practice.chooseSecondCheck(off)
    await signIn(second)
    const kept = await ask.practice.chooseSecondCheck({ required: true, reason: 'No' })
    expect(kept).toMatchObject({ required: true, proposed: null })
    const asked = await ask.practice.chooseSecondCheck(off)
    expect(asked).toMatchObject({ required: true, proposed: { by: 'Owain Prosser' } })
  })
})

describe('what a role may not', () => {
  test('a caseworker checks an entry of the law and does not change it', async () => {
    const office = await letterOffice({}, { lawChecked: false })
    const { ask, signIn, hire } = office
    await signIn(await hire('Owain Prosser', 'caseworker'))
    const { entry } = (await ask.law.toCheck({}))[0]!
    const checkedOn = '2026-11-23' as never
    await checkNow(ask, { entry, checkedOn, source: 'legislation.gov.uk', note: '' })
    const change = { sort: 'receipt' as const, workingDaysAfter: 6 }
    const draft = { entry: 'receipt:dx', change, source: 'SI 2026/999', note: '', checkedOn }
    await refusalOf(amendNow(ask, draft), 'not-allowed')
    await refusalOf(previewNow(ask, draft), 'not-allowed')
    const holiday = { what: 'added' as const, on: '2027-12-24' as never, name: 'A day of thanks' }
    const proclaimed = { change: holiday, source: 'London Gazette', note: '' }
    await refusalOf(ask.deadlines.recordHoliday(proclaimed), 'not-allowed')
  })

  test('a secretary records what went out, what came back and what was withdrawn, and approves nothing', async () => {
    const office = await withCaseworker()
    const { ask, signIn, hire, clientId } = office
    const drafted = await ask.letters.draft(await filledIn(office))
    const { id: letterId, version } = drafted
    const secretary = await hire('Hester Vane', 'secretary')
    await signIn(secretary)
    await refusalOf(ask.letters.approve({ letterId, version }), 'not-allowed')
    await signIn(office.partner)
    await ask.letters.approve({ letterId, version })
    await signIn(secretary, PASSPHRASE)
    await ask.letters.printed({ letterId })
    await ask.letters.signed({ letterId })
    const on = drafted.content.datedOn
    expect((await ask.letters.send({ letterId, route: 'first-class', on })).state).toBe('sent')
    const [form] = await ask.consents.list({ clientId })
    const withdrawn = await ask.consents.withdraw({
      ...{ consentId: form!.id, classes: ['health'], receivedOn: on, how: 'post', note: '' },
    })
    expect(withdrawn.withdrawals).toHaveLength(1)
    expect((await ask.audit.verify({})).findings).toEqual([])
  })
})
