import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { DeskId } from '../../src-main/desks/contract.ts'
import { deskKeysIn, writeDeskKeys } from '../../src-main/desks/desk-keys.ts'
import { refusalOf, someClient } from '../open-office.ts'
import { sharedBy, sharedOffice, type TestPlace } from './shared-office.ts'
import { testDesks } from './test-desks.ts'

const phaseAt = async ({ ask }: TestPlace) => (await ask.signIn.state({})).phase
const another = someClient({
  ...{ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } },
})
/** The newest acts, oldest first, each with what its desk is called. */
async function newest({ ask }: TestPlace, limit: number) {
  const { entries } = await ask.audit.list({ limit })
  const said = entries.map(async ({ seq, act }) => {
    const { desk } = await ask.audit.entry({ seq })
    return desk === null ? act : `${act} at ${desk}`
  })
  return (await Promise.all(said)).toReversed()
}
const isWhole = async ({ ask }: TestPlace) => {
  const { findings, remarks } = await ask.audit.verify({})
  expect([findings, remarks]).toEqual([[], []])
}
const GONE = /is not a desk of the office any more/

test('a sign-in that waits behind the removal of its desk is refused, and the log is whole', async () => {
  const { at, deskId, imogen, hester } = await sharedBy('front')
  const [own, front] = [at(''), at('front')]
  await own.signIn(imogen)
  const removal = own.ask.desks.remove({ deskId: deskId('front') as DeskId })
  const { message } = await refusalOf(front.signIn(hester), 'conflict')
  await removal
  expect(message).toMatch(GONE)
  expect(await newest(own, 1)).toEqual(['desk-removed'])
  await refusalOf(front.ask.clients.register(another), 'locked')
  await isWhole(own)
})

test('so is one in the place of somebody who was signed in there', async () => {
  const { at, deskId, imogen, hester } = await sharedBy('front')
  const [own, front] = [at(''), at('front')]
  await own.signIn(imogen)
  await front.signIn(hester)
  const removal = own.ask.desks.remove({ deskId: deskId('front') as DeskId })
  expect((await refusalOf(front.signIn(imogen), 'conflict')).message).toMatch(GONE)
  await removal
  expect(await phaseAt(front)).toBe('locked')
  expect(await newest(own, 2)).toEqual(['signed-out at front, removed since', 'desk-removed'])
  await isWhole(own)
})

test.each(['nobody has the office open', 'others have it open'])(
  'a desk that the log does not know signs nobody in, where %s',
  async (where) => {
    const { at, folder, imogen, hester } = await sharedBy('front')
    const own = at('')
    const isOpen = where.startsWith('others')
    if (isOpen) await own.signIn(imogen)
    const stray = { id: 'x', name: 'stray', key: 'f'.repeat(64) }
    writeDeskKeys(folder, [...deskKeysIn(folder), stray])
    const desk = at('stray')
    expect((await refusalOf(desk.signIn(hester), 'conflict')).message).toMatch(GONE)
    expect([await phaseAt(desk), await phaseAt(own)]).toEqual([
      'locked',
      isOpen ? 'open' : 'locked',
    ])
    // The key is taken out, and that is an entry, as the office is opened elsewhere.
    await own.ask.signIn.lock({})
    const front = at('front')
    await front.signIn(imogen)
    expect(await newest(front, 2)).toEqual(['signed-in at front', 'stray-desk-dropped at front'])
    expect(deskKeysIn(folder).map(({ name }) => name)).toEqual(['front'])
    await isWhole(front)
  },
)

test('nor does it in a damaged office, where the office’s own desks may look', async () => {
  const { at, folder, imogen, hester } = await sharedBy('front')
  const head = path.join(folder, 'remedy.head')
  const { size, ...rest } = JSON.parse(readFileSync(head, 'utf8')) as { size: number }
  writeFileSync(head, JSON.stringify({ ...rest, size: size + 1 }))
  const [own, front, stray] = [at(''), at('front'), at('stray')]
  const tried = async () => {
    expect((await refusalOf(stray.signIn(hester), 'conflict')).message).toMatch(GONE)
    expect(await phaseAt(stray)).toBe('locked')
  }
  await tried()
  expect(await phaseAt(own)).toBe('locked')
  await front.signIn(imogen)
  expect((await front.ask.audit.health({})).damage).not.toBeNull()
  await tried()
  expect((await front.ask.clients.find({ text: '' })).rows).toHaveLength(1)
})

/** An office whose clock was once ahead, so that its desk seems to know it by an earlier key. */
async function clockOnceAhead() {
  const here = new Set<string>()
  const host = { ...testDesks(), knownSince: () => '2030-01-01T09:00:00.000Z', here: () => here }
  const office = await sharedOffice('', host, ['front'])
  const [own, front] = [office.at(''), office.at('front')]
  await own.signIn(office.imogen)
  return { ...office, own, front, host, here }
}

test('whoever sits at a desk in whose place another joins is signed out before it is removed', async () => {
  const { own, front, host, hester } = await clockOnceAhead()
  await front.signIn(hester)
  await own.ask.desks.invite({ name: 'Front' })
  await host.comes('b'.repeat(64))
  expect(await newest(own, 3)).toEqual([
    'signed-out at front, removed since',
    'desk-removed',
    'desk-added',
  ])
  await refusalOf(front.ask.clients.register(another), 'locked')
  await isWhole(own)
})

test('one that joins while somebody signs in at the desk of before waits until all that belongs to that is recorded', async () => {
  const { own, front, host, hester } = await clockOnceAhead()
  await own.ask.desks.invite({ name: 'Front' })
  const joined = Promise.withResolvers<unknown>()
  host.lettingIn = async () => {
    joined.resolve(host.comes('b'.repeat(64)))
    return { since: '2026-11-23T09:00:00.000Z', through: 'window' }
  }
  await front.signIn(hester)
  await joined.promise
  expect(await newest(own, 5)).toEqual([
    'signed-in at front, removed since',
    'desks-found at front, removed since',
    'signed-out at front, removed since',
    'desk-removed',
    'desk-added',
  ])
  await isWhole(own)
})

test('no other joins in the place of a desk that is connected', async () => {
  const { own, here, deskId } = await clockOnceAhead()
  expect((await own.ask.desks.list({})).desks).toMatchObject([{ joinsAnew: true }])
  here.add(deskId('front'))
  expect((await own.ask.desks.list({})).desks).toMatchObject([{ joinsAnew: false }])
  expect(
    (await refusalOf(own.ask.desks.invite({ name: 'Front' }), 'conflict')).fields,
  ).toHaveProperty('name')
})
