import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { farOffice } from '../../src-main/far/far-office.ts'
import { deskOffice } from '../../src-main/far/local.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import { PASSPHRASE, refusalOf, testPlatform } from '../open-office.ts'
import { relayTo } from './relay.ts'
import { servedOffice } from './served-office.ts'

const HOUR = 3_600_000
const WITHIN = 2_000

/** What a click gives, or `late` where it gives nothing within the time that people wait. */
const within = <T>(click: Promise<T>): Promise<T | 'late'> =>
  Promise.race([
    click,
    new Promise<'late'>((done) => void setTimeout(done, WITHIN, 'late').unref()),
  ])

/** A desk whose connection goes through a network of which nobody is told that it is gone. */
async function farAway() {
  // Of heartbeats nothing is noticed here: after a sleep they come too late.
  const office = await servedOffice(['front'])
  const relay = await relayTo(office.serving.port)
  const own = office.at('')
  await own.signIn(office.imogen)
  const acts = async () =>
    (await own.ask.audit.list({ limit: 3 })).entries.map(({ who, act }) => `${who} ${act}`)
  function sleeps(): void {
    relay.sleep()
    office.passes(HOUR)
  }
  return { ...office, relay, own, acts, sleeps }
}

test('at the sign-in screen the first click after an hour of sleep is answered', async () => {
  const { desk, relay, sleeps } = await farAway()
  const front = await desk('front', { port: relay.port })
  sleeps()
  expect(await within(front.ask.signIn.state({}))).toMatchObject({
    ...{ phase: 'locked', me: null, office: { name: 'Tark & Prosser' } },
  })
  expect(front.reached).toEqual(['reachable', 'not-reachable', 'reachable'])
})

test('where the network is gone as well, it says that the office cannot be reached', async () => {
  const { desk, relay, sleeps } = await farAway()
  const front = await desk('front', { port: relay.port })
  sleeps()
  relay.cut()
  const { message } = await refusalOf(within(front.ask.signIn.state({})), 'busy')
  expect(message).toContain('The office cannot be reached')
})

test('whoever was signed in there is signed out, at the window and in the log, and signs in again', async () => {
  const { reaching, identityOf, relay, acts, sleeps, hester } = await farAway()
  const time = { ms: 0 }
  const clock = () => new Date(Date.now() + time.ms)
  const platform = testPlatform('')
  const window = deskOffice({
    ...{ contract, platform, random: randomBytes, judge: async () => false, cost: 2 ** 4 },
    known: { desk: 'Front desk', office: 'Tark & Prosser', place: 'RECEPTION' },
    connect: (onReach) =>
      farOffice({
        ...{ ...reaching, host: '127.0.0.1', port: relay.port, identity: identityOf('front') },
        ...{ contract, clock, random: randomBytes, hands: platform, onReach, heartbeatMs: 60_000 },
        report: (error) => {
          throw error
        },
      }),
    report(_, error) {
      throw error
    },
  })
  const ask = askThrough(contract, window.dispatch)
  await expect.poll(async () => (await ask.signIn.state({})).afar?.reach).toBe('reachable')
  await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  const told: string[] = []
  window.onChange((change) => void told.push(change))
  sleeps()
  time.ms = HOUR
  void ask.clients.find({ text: 'Fenwright' }).catch(() => {})
  // First that it is not reached, and once it is that nobody is signed in there.
  expect(await within(ask.signIn.state({}))).toMatchObject({ office: { name: 'Tark & Prosser' } })
  await expect
    .poll(() => ask.signIn.state({}), { timeout: WITHIN })
    .toMatchObject({ phase: 'locked', me: null, afar: { reach: 'reachable' } })
  expect(told).toContain('session')
  await expect.poll(acts).toContain('Hester Vane signed-out')
  await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  expect(await within(ask.clients.find({ text: 'Fenwright' }))).toMatchObject({ rows: [{}] })
  await window.close()
})

test('the office answers whoever else asks meanwhile, and shows the desk as gone once it came anew', async () => {
  const { desk, relay, own, sleeps, hester, acts, serving } = await farAway()
  const front = await desk('front', { port: relay.port })
  await front.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  sleeps()
  expect(await within(own.ask.clients.find({ text: 'Fenwright' }))).toMatchObject({ rows: [{}] })
  // A minute is long over: its place is not come back to, though no timer ran meanwhile.
  expect(await within(front.ask.signIn.state({}).catch(() => 'locked'))).not.toBe('late')
  await expect.poll(acts).toContain('Hester Vane signed-out')
  expect(serving.present()).toEqual(['front'])
})
