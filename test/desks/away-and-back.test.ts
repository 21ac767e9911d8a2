import { once } from 'node:events'
import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { contractMark } from '../../src-main/far/messages.ts'
import { askForPlace } from '../../src-main/far/reach.ts'
import { PASSPHRASE, refusalOf, someClient } from '../open-office.ts'
import { connected, type FarDesk } from './far-desk.ts'
import { relayTo } from './relay.ts'
import { servedOffice } from './served-office.ts'

const signIn = ({ ask }: Pick<FarDesk, 'ask'>, personId: string) =>
  ask.signIn.unlock({ personId: personId as never, passphrase: PASSPHRASE })
const register = ({ ask }: Pick<FarDesk, 'ask'>, surname: string, number: string) =>
  ask.clients.register(someClient({ surname, prisonNumber: { number, exception: '' } }))

async function throughRelay(parts: Parameters<typeof servedOffice>[1] = {}) {
  const office = await servedOffice(['front', 'back'], parts)
  const relay = await relayTo(office.serving.port)
  const front = await office.desk('front', { port: relay.port })
  const acts = async () => {
    const { entries } = await own.ask.audit.list({ limit: 20 })
    return entries.map(({ who, act }) => `${who.split(' ')[0]} ${act}`).toReversed()
  }
  const own = office.at('')
  await own.signIn(office.imogen)
  return { ...office, relay, front, own, acts }
}

test('a desk that was cut off goes on at its place, and what it asked meanwhile is answered', async () => {
  const { relay, front, hester, own, acts } = await throughRelay()
  await signIn(front, hester)
  const before = (await acts()).length
  relay.cut()
  await expect.poll(() => front.reach().is).toBe('not-reachable')
  const asked = register(front, 'Okafor', 'A9876XY')
  await own.ask.clients.register(
    someClient({ surname: 'Lund', prisonNumber: { number: 'A1111XY', exception: '' } }),
  )
  front.changes.length = 0
  relay.mend()
  await asked
  expect((await acts()).slice(before)).toEqual([
    ...['Imogen client-registered', 'Hester client-registered'],
  ])
  expect((await front.ask.signIn.state({})).me?.name).toBe('Hester Vane')
  // What changed meanwhile it was not told, so it asks for everything anew.
  expect(front.changes).toEqual(expect.arrayContaining(['session', 'records']))
  expect(front.reached).toEqual(['reachable', 'not-reachable', 'reachable'])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})

test('a place is kept for its time and no longer: then whoever sat there is signed out, and answered when they are back', async () => {
  const { relay, front, hester, acts } = await throughRelay({ keptMs: 100 })
  await signIn(front, hester)
  relay.cut()
  await expect.poll(() => front.reach().is).toBe('not-reachable')
  let answered = false
  const asked = register(front, 'Okafor', 'A9876XY').then(() => (answered = true))
  await expect.poll(async () => (await acts()).at(-1)).toBe('Hester signed-out')
  relay.mend()
  await expect.poll(() => front.reach().is).toBe('reachable')
  expect((await front.ask.signIn.state({})).phase).toBe('locked')
  expect(answered).toBe(false)
  await signIn(front, hester)
  await asked
  expect((await acts()).slice(-3)).toEqual([
    ...['Hester signed-out', 'Hester signed-in', 'Hester client-registered'],
  ])
})

test('what somebody asked is not asked for whoever signs in after them', async () => {
  const { relay, front, hester, ada, acts } = await throughRelay({ keptMs: 1 })
  await signIn(front, hester)
  relay.cut()
  await expect.poll(() => front.reach().is).toBe('not-reachable')
  const asked = register(front, 'Okafor', 'A9876XY')
  const refused = refusalOf(asked, 'conflict')
  await expect.poll(async () => (await acts()).at(-1)).toBe('Hester signed-out')
  relay.mend()
  await expect.poll(() => front.reach().is).toBe('reachable')
  await signIn(front, ada)
  await refused
  expect((await acts()).at(-1)).toBe('Ada signed-in')
})

test('a place is come back to by its own token alone', async () => {
  const { serving, reaching, identityOf, desk, relay, front, hester } = await throughRelay()
  await signIn(front, hester)
  relay.cut()
  await expect.poll(() => serving.present()).toEqual([])
  // The same key with another token, or with none: the place was another connection's.
  const wire = await askForPlace(await connected({ ...reaching, identity: identityOf('front') }), {
    ...{ version: contractMark(contract), token: 'f'.repeat(32), withinMs: 10_000 },
  })
  const [said] = (await once(wire, 'message')) as [Buffer]
  expect(JSON.parse(said.toString())).toMatchObject({ kept: false, person: null })
  wire.close()
  const other = await desk('front')
  expect((await other.ask.signIn.state({})).me).toBeNull()
})

test('nobody is kept waiting at a sign-in screen that has no office, and each reason has words of its own', async () => {
  const { relay, front, desk, forget, serving } = await throughRelay()
  relay.cut()
  await expect.poll(() => front.reach().is).toBe('not-reachable')
  await expect(front.ask.signIn.state({})).rejects.toMatchObject({
    ...{ code: 'busy', message: expect.stringContaining('cannot be reached') },
  })
  const back = await desk('back')
  forget('back')
  serving.settle()
  await expect.poll(() => back.reach().is, { timeout: 1_000 }).toBe('not-known')
  await expect(back.ask.signIn.state({})).rejects.toMatchObject({
    ...{ code: 'not-allowed', message: expect.stringContaining('not a desk of the office') },
  })
  await expect.poll(() => serving.present()).toEqual([])
  const [old, stranger] = [await desk('front', { version: 'another' }), await desk('back')]
  expect([old.reach().is, stranger.reach().is]).toEqual(['another-version', 'not-known'])
})
