import { expect, test } from 'vitest'
import { openTestOffice, refusalOf, someClient } from '../open-office.ts'
import { closeMatter } from './close-matter.ts'

const reason = 'Another box was found'

/** A closed matter of somebody who works here, and a colleague. */
async function closed() {
  const office = await openTestOffice()
  const { ask, hire } = office
  const hester = await hire('Hester Vane', 'caseworker')
  const owain = await hire('Owain Prosser', 'caseworker')
  const { id: clientId } = await ask.clients.register(someClient())
  const { id: matterId } = await ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'Missed appointments', responsible: hester },
    ...{ opponents: [], eventOn: null, knownOn: null, noEventReason: 'No event' },
  })
  await closeMatter(ask, matterId, 'Settled')
  return { office, ask, hester, owain, matterId }
}

test('a matter whose responsible person left is opened again only with who is responsible now, in one act', async () => {
  const { ask, hester, owain, matterId } = await closed()
  await ask.people.remove({ personId: hester })
  expect((await ask.matters.get({ matterId })).responsibleHere).toBe(false)
  const before = (await ask.audit.health({})).entries
  const refused = await refusalOf(ask.matters.reopen({ matterId, reason }), 'invalid-input')
  expect(refused.fields?.['responsible']).toMatch(/no longer works here/)
  await refusalOf(ask.matters.reopen({ matterId, reason, responsible: hester }), 'invalid-input')
  expect((await ask.audit.health({})).entries).toBe(before)
  expect(await ask.matters.reopen({ matterId, reason, responsible: owain })).toMatchObject({
    ...{ closed: null, responsible: owain, responsibleHere: true, version: 2, reason },
    ...{ reopened: [{ reason }], earlier: [{ responsible: hester }] },
  })
  expect((await ask.audit.list({ limit: 2 })).entries.map(({ act }) => act)).toEqual([
    ...['matter-corrected', 'matter-reopened'],
  ])
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('whoever may not see matters any more is asked about like somebody who left; whoever works here is not', async () => {
  const { ask, hester, owain, matterId } = await closed()
  expect(await ask.matters.reopen({ matterId, reason })).toMatchObject({ responsible: hester })
  expect((await ask.audit.list({ limit: 1 })).entries[0]?.act).toBe('matter-reopened')
  await closeMatter(ask, matterId, 'Settled again')
  await ask.people.changeRole({ personId: hester, role: 'auditor' })
  await refusalOf(ask.matters.reopen({ matterId, reason }), 'invalid-input')
  const { responsible } = await ask.matters.reopen({ matterId, reason, responsible: owain })
  expect(responsible).toBe(owain)
})
