import { expect, test } from 'vitest'
import type { ClientId } from '../../src-main/clients/contract.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { filledIn, letterOffice, withAuthority } from '../letters/letter-office.ts'
import { openTestOffice, refusalOf, someClient, type TestOffice } from '../open-office.ts'

const matter = (clientId: ClientId, responsible: PersonId, title: string) => ({
  ...{ clientId, kind: 'treatment' as const, title, responsible, opponents: [] },
  ...{ eventOn: '2026-02-14', knownOn: null, noEventReason: '' },
})
const passed = async ({ ask }: Pick<TestOffice, 'ask'>) =>
  (await ask.day.view({})).notices.filter(({ kind }) => kind === 'work-passed')

async function world() {
  const office = await openTestOffice()
  const { ask, hire } = office
  const hester = await hire('Hester Vane', 'caseworker')
  const owain = await hire('Owain Prosser', 'caseworker')
  const { id: clientId } = await ask.clients.register(someClient())
  const of = async (title: string, responsible = hester) =>
    (await ask.matters.open(matter(clientId, responsible, title))).id
  const [open, other] = [await of('Missed appointments'), await of('Delayed scan')]
  const closed = await of('Closed before')
  const ends = await ask.matters.looseEnds({ matterId: closed })
  await ask.matters.close({
    ...{ matterId: closed, reason: 'Settled' },
    stays: ends.map(({ what, id }) => ({ what, id, reason: 'Kept', ended: true })),
  })
  const kept = await of('Another person’s', owain)
  return { office, hester, owain, open, other, closed, kept }
}

test('whoever leaves is removed in one act with whom their open work passes to, and it is shown first', async () => {
  const { office, hester, owain, open, other, closed, kept } = await world()
  const { ask } = office
  const work = await ask.people.openWork({ personId: hester })
  expect(work).toMatchObject({ matters: 2, letters: 0 })
  expect(work.shown.map(({ title }) => title)).toEqual(['Missed appointments', 'Delayed scan'])
  const refused = await refusalOf(ask.people.remove({ personId: hester }), 'conflict')
  expect(refused.fields?.['passTo']).toBe(
    'Hester Vane is responsible for two open matters. Choose who takes them over.',
  )
  await refusalOf(ask.people.remove({ personId: hester, passTo: hester }), 'conflict')
  const before = await ask.matters.get({ matterId: open })
  await ask.people.remove({ personId: hester, passTo: owain })
  for (const matterId of [open, other, kept])
    expect((await ask.matters.get({ matterId })).responsible).toBe(owain)
  const after = await ask.matters.get({ matterId: open })
  expect(after).toMatchObject({ ourRef: before.ourRef, title: before.title, version: 2 })
  expect(after.reason).toBe('Passed on with the open work of Hester Vane.')
  expect(after.earlier[0]).toMatchObject({ responsible: hester })
  // What is done with stays as it was.
  expect((await ask.matters.get({ matterId: closed })).responsible).toBe(hester)
  expect((await ask.audit.list({ limit: 4 })).entries.map(({ act }) => act)).toEqual([
    ...['person-removed', 'work-passed', 'matter-corrected', 'matter-corrected'],
  ])
  expect(await passed(office)).toEqual([])
  await office.signIn(owain)
  expect(await passed(office)).toMatchObject([{ who: 'Hester Vane', count: 2, letters: 0 }])
  office.clock.set('2026-12-08T09:00:00.000Z')
  expect(await passed(office)).toEqual([])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('nothing passes where the removal is refused, or to somebody who does not work here', async () => {
  const { office, hester, owain, open } = await world()
  const { ask, partner } = office
  await ask.people.remove({ personId: owain, passTo: hester })
  await refusalOf(ask.people.remove({ personId: hester, passTo: owain }), 'not-found')
  expect((await ask.matters.get({ matterId: open })).responsible).toBe(hester)
  await ask.people.passOn({ personId: hester, passTo: partner })
  expect((await ask.matters.get({ matterId: open })).responsible).toBe(partner)
  await refusalOf(ask.people.passOn({ personId: hester, passTo: partner }), 'conflict')
  expect((await ask.people.remove({ personId: hester })).works).toBe(false)
  await office.signIn(partner)
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('nothing passes to an auditor, who sees no matter', async () => {
  const { office, hester, open } = await world()
  const { ask } = office
  const passTo = await office.hire('Nia Rees', 'auditor')
  for (const act of [
    ask.people.passOn({ personId: hester, passTo }),
    ask.people.remove({ personId: hester, passTo }),
  ])
    expect((await refusalOf(act, 'conflict')).fields?.['passTo']).toContain('may not see matters')
  expect((await ask.matters.get({ matterId: open })).responsible).toBe(hester)
})

test('a caseworker passes nobody’s work on', async () => {
  const { office, hester, owain } = await world()
  await office.signIn(owain)
  await refusalOf(office.ask.people.openWork({ personId: hester }), 'not-allowed')
  await refusalOf(office.ask.people.passOn({ personId: hester, passTo: owain }), 'not-allowed')
})

test('a draft is signed by whoever took its matter over, once they sign for the firm', async () => {
  const office = await letterOffice()
  await withAuthority(office)
  const { ask, partner } = office
  const second = await office.hire('Owain Prosser', 'partner')
  const signs = { personId: second, signsAs: 'Owain Prosser', capacity: 'Partner', initials: 'OP' }
  await ask.practice.recordSignatory(signs)
  const draft = await ask.letters.draft(await filledIn(office))
  expect(draft.content.signatory).toBe(partner)
  await office.signIn(second)
  expect(await ask.people.openWork({ personId: partner })).toMatchObject({ matters: 1, letters: 1 })
  await ask.people.remove({ personId: partner, passTo: second })
  expect((await ask.letters.get({ letterId: draft.id })).content.signatory).toBe(second)
  expect(await passed(office)).toMatchObject([{ count: 1, letters: 1 }])
})
