import { expect, test } from 'vitest'
import { day, letterAt } from '../letters/letter-office.ts'
import { PASSPHRASE, refusalOf, someClient } from '../open-office.ts'
import { closeTo, markedMatter, officeWithStaff, openAgain } from './closed-office.ts'

const reason = 'A relative of the client works here.'

async function closedOffice() {
  const office = await officeWithStaff()
  const closed = await markedMatter(office)
  await closeTo(office, closed.matterId, [office.partner])
  return { ...office, ask: office.ask, ...closed, clientId: office.clientId, office }
}

test('a partner closes a matter, whoever is named sees it and why, and it is opened to everybody again', async () => {
  const { ask, staff, matterId, partner, signIn } = await closedOffice()
  const people = [partner, staff.ivo]
  const { version } = (await ask.matters.get({ matterId })).access!
  const shown = await ask.matters.restrictAccess({ matterId, version, people, reason })
  expect(shown?.access).toMatchObject({ reason, by: 'Imogen Tark' })
  expect(shown?.access?.people.map(({ name }) => name).toSorted()).toEqual([
    'Imogen Tark',
    'Ivo Tarn',
  ])
  await signIn(staff.ivo)
  expect((await ask.matters.get({ matterId })).access).toEqual(shown?.access)
  expect((await ask.matters.list({})).rows.find(({ id }) => id === matterId)?.restricted).toBe(true)
  // Who may see it is not theirs to decide.
  await refusalOf(openAgain({ ask }, matterId, reason), 'not-allowed')
  await signIn(staff.hester)
  await refusalOf(ask.matters.get({ matterId }), 'not-found')
  await signIn(partner)
  const lift = { matterId, version: shown!.access!.version, reason }
  await refusalOf(ask.matters.liftAccess({ ...lift, version }), 'conflict')
  expect((await ask.matters.liftAccess(lift)).access).toBeNull()
  expect((await refusalOf(ask.matters.liftAccess(lift), 'conflict')).message).toContain(
    'is not restricted',
  )
  await signIn(staff.hester)
  expect((await ask.matters.get({ matterId })).access).toBeNull()
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('who may see a matter is not changed over a change, or an end, that was not seen', async () => {
  const { ask, staff, matterId, partner } = await closedOffice()
  const named = async () => (await ask.matters.get({ matterId })).access!
  const { version } = await named()
  const restrict = (of: number, people: (typeof partner)[]) =>
    ask.matters.restrictAccess({ matterId, version: of, people, reason })
  // Opened as a matter that everybody sees, and restricted meanwhile.
  expect((await refusalOf(restrict(0, [partner, staff.ivo]), 'conflict')).message).toContain(
    'Look at who is named now first.',
  )
  await restrict(version, [partner, staff.ivo])
  await refusalOf(restrict(version, [partner, staff.hester]), 'conflict')
  const { version: newest, people } = await named()
  expect(people.map(({ id }) => id).toSorted()).toEqual([partner, staff.ivo].toSorted())
  await ask.matters.liftAccess({ matterId, version: newest, reason })
  await refusalOf(restrict(newest, [partner]), 'conflict')
  expect((await ask.matters.get({ matterId })).access).toBeNull()
})

test('who is named works here, may see matters, and is whoever has the work and a partner who may end it', async () => {
  const { ask, staff, known, partner, clientId, signIn } = await officeWithStaff()
  const { matterId } = known
  const refused = async (people: (typeof partner)[], of = 0) => {
    const restrict = ask.matters.restrictAccess({ matterId, version: of, people, reason })
    return (await refusalOf(restrict)).fields?.['people']
  }
  const named = async () => (await ask.matters.get({ matterId })).access!.version
  expect(await refused([partner, staff.ada])).toMatch(/may not see matters/)
  expect(await refused([staff.owain])).toMatch(/responsible/)
  const { id: ivos } = await ask.matters.open({
    ...{ clientId, kind: 'other', title: 'Another', responsible: staff.ivo },
    ...{ eventOn: day('2026-06-14'), knownOn: null },
  })
  const alone = ask.matters.restrictAccess({ matterId: ivos, people: [staff.ivo], reason })
  expect((await refusalOf(alone)).fields?.['people']).toMatch(/Name a partner/)
  await ask.people.remove({ personId: staff.hester })
  expect(await refused([partner, staff.hester])).toMatch(/does not work here/)
  await ask.matters.restrictAccess({ matterId, people: [partner], reason })
  expect(await refused([partner], await named())).toMatch(/named already/)
  // Nobody is made responsible who would not see it, whichever way the work passes.
  const { version, ...matter } = await ask.matters.get({ matterId })
  const { kind, title, opponents, eventOn, knownOn, noEventReason } = matter
  const correction = { kind, title, opponents, eventOn, knownOn, noEventReason, matterId, version }
  const passed = ask.matters.correct({ ...correction, responsible: staff.ivo, reason })
  expect((await refusalOf(passed, 'conflict')).fields).toHaveProperty('responsible')
  await refusalOf(ask.people.passOn({ personId: partner, passTo: staff.owain }), 'conflict')
  // Whoever leaves themself out has closed it to themself.
  await ask.matters.correct({ ...correction, title: 'Other words', responsible: partner, reason })
  const both = { matterId, people: [partner, staff.owain], reason }
  await ask.matters.restrictAccess({ ...both, version: await named() })
  await ask.matters.correct({
    ...correction,
    version: version + 1,
    responsible: staff.owain,
    reason,
  })
  const without = { matterId, version: await named(), people: [staff.owain], reason }
  expect(await ask.matters.restrictAccess(without)).toBeNull()
  await refusalOf(ask.matters.get({ matterId }), 'not-found')
  await refusalOf(
    ask.matters.liftAccess({ matterId, version: without.version, reason }),
    'not-found',
  )
  await signIn(staff.owain)
  expect((await ask.matters.get({ matterId })).responsible).toBe(staff.owain)
})

test('the office does not lose a matter whose last partner left: another takes it over, in the log', async () => {
  const { ask, staff, known, partner, signIn } = await officeWithStaff()
  const { matterId } = known
  await ask.matters.restrictAccess({ matterId, people: [partner, staff.ivo], reason })
  await signIn(staff.owain)
  expect(await ask.matters.withoutPartner({})).toEqual([])
  await refusalOf(ask.matters.takeOverAccess({ matterId, reason }), 'not-found')
  // Nothing tells whoever removes them that there is such a matter.
  expect(await ask.people.openWork({ personId: partner })).toMatchObject({ matters: 0 })
  await ask.people.remove({ personId: partner })
  await refusalOf(ask.matters.get({ matterId }), 'not-found')
  const [waiting, ...others] = await ask.matters.withoutPartner({})
  expect(others).toEqual([])
  expect(waiting).toMatchObject({ matterId })
  const taken = await ask.matters.takeOverAccess({ matterId, reason: 'She left.' })
  expect(taken.access?.people.map(({ name }) => name).toSorted()).toEqual(
    ['Imogen Tark', 'Ivo Tarn', 'Owain Prosser'].toSorted(),
  )
  expect(await ask.matters.withoutPartner({})).toEqual([])
  expect((await ask.audit.list({ limit: 1 })).entries[0]).toMatchObject({
    ...{ act: 'matter-access-taken', who: 'Owain Prosser' },
  })
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a colleague who becomes a partner is one of the named who may act; one who ceases to be is not', async () => {
  const { ask, staff, known, partner, signIn } = await officeWithStaff()
  const { matterId } = known
  await ask.matters.restrictAccess({ matterId, people: [partner, staff.ivo], reason })
  await ask.people.changeRole({ personId: staff.ivo, role: 'partner' })
  await signIn(staff.ivo)
  await ask.people.changeRole({ personId: partner, role: 'caseworker' })
  expect(await ask.matters.withoutPartner({})).toEqual([])
  expect((await openAgain({ ask }, matterId, reason)).access).toBeNull()
})

test('what would be wrong if it left something out is not made by whoever may not see everything', async () => {
  const { ask, staff, signIn, clientId, platform } = await closedOffice()
  platform.choose = 'a folder'
  await signIn(staff.owain)
  const gather = ask.exports.gatherAccess({ clientId, reason: 'They asked.' })
  await refusalOf(gather, 'not-allowed')
  const propose = ask.erasure.propose({ clientId, ground: 'asked-by-client', reason })
  await refusalOf(propose)
  await refusalOf(ask.exports.make({ passphrase: PASSPHRASE }), 'not-allowed')
  // The pack of a client leaves them out, and says that it holds what its maker may read.
  await refusalOf(ask.packs.makeRedacted({ year: null }), 'not-allowed')
  expect(await ask.packs.makeRedacted({ clientId, year: null, reason })).toMatchObject({
    papers: 0,
  })
  const to = { name: 'Ruth Danvers', role: 'regulator' as const }
  const full = { to, purpose: 'complaint' as const, clientId, year: null, reason }
  await refusalOf(ask.packs.makeFull(full), 'not-allowed')
  expect((await ask.audit.verify({})).findings).toEqual([])
})

test('a matter that others open has a number of its own, and no reference is given twice', async () => {
  const { ask, staff, signIn, clientId, ourRef } = await closedOffice()
  await signIn(staff.owain)
  const opened = await ask.matters.open({
    ...{ clientId, kind: 'other', title: 'A third', responsible: staff.owain },
    ...{ eventOn: day('2026-06-14'), knownOn: null },
  })
  expect(opened.ourRef).not.toBe(ourRef)
  expect((await ask.matters.list({ clientId })).total).toBe(2)
  await signIn(staff.hester)
  expect((await ask.matters.list({ clientId })).total).toBe(2)
})

test('work goes on beside it: letters, forms, joining, the diary, and the log verifies', async () => {
  const made = await closedOffice()
  const { ask, staff, signIn, partner, clientId, matterId, known, office } = made
  await signIn(staff.owain)
  await letterAt(office, 'sent')
  await ask.clients.recordMove({
    clientId,
    stay: { establishmentId: 'hull' as never, from: day('2026-11-22'), source: 'A letter' },
  })
  const prisonNumber = { number: '', exception: 'Not known yet' }
  const { id } = await ask.clients.register(someClient({ prisonNumber }))
  await ask.clients.join({ keptId: clientId, otherId: id, confirmed: true, reason })
  await ask.letters.makePostBook({ on: day('2026-11-23'), way: 'reader' })
  await ask.day.view({})
  await signIn(partner)
  expect((await ask.letters.list({ matterId, which: 'all' })).total).toBe(6)
  expect(JSON.stringify(await ask.day.view({}))).toContain(made.ourRef)
  expect((await ask.letters.list({ matterId: known.matterId })).total).toBeGreaterThan(2)
  const verdict = await ask.audit.verify({})
  expect(verdict.findings).toEqual([])
  expect(verdict.remarks).toEqual([])
  const { changes } = await office.office.rebuild()
  expect(changes).toBeGreaterThan(0)
  await signIn(staff.owain)
  await refusalOf(ask.matters.get({ matterId }), 'not-found')
})

test('of an entry about it the log shows number, time and hash, and nobody opens more', async () => {
  const { ask, staff, signIn, partner } = await closedOffice()
  const { entries } = await ask.audit.list({ limit: 500 })
  const restricted = entries.find(({ act }) => act === 'matter-access-restricted')!
  const whole = await ask.audit.entry({ seq: restricted.seq })
  for (const who of [staff.owain, staff.ada]) {
    await signIn(who)
    const seen = await ask.audit.list({ limit: 500 })
    const line = seen.entries.find(({ seq }) => seq === restricted.seq)
    expect(line).toEqual({
      seq: restricted.seq,
      at: restricted.at,
      act: 'restricted-matter',
      who: '',
    })
    const proof = await ask.audit.entry({ seq: restricted.seq })
    const { leafHash, root, path } = await ask.audit.entry({ seq: restricted.seq })
    expect(proof).toMatchObject({ leafHash: whole.leafHash, leaf: '', fields: null, who: '' })
    expect([leafHash, root.length, path.length > 0]).toEqual([whole.leafHash, 64, true])
  }
  await signIn(staff.owain)
  const revealed = ask.audit.reveal({ seq: restricted.seq, reason: 'To look.' })
  await refusalOf(revealed, 'not-allowed')
  await signIn(partner)
  expect((await ask.audit.reveal({ seq: restricted.seq, reason: 'To look.' })).fields).toHaveLength(
    1,
  )
  // That it was opened is of the matter too.
  const { entries: newest } = await ask.audit.list({ limit: 1 })
  await signIn(staff.owain)
  const { entries: seen } = await ask.audit.list({ limit: 500 })
  expect(seen.find(({ seq }) => seq === newest[0]!.seq)?.act).toBe('restricted-matter')
})
