import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { deskKeysIn } from '../../src-main/desks/desk-keys.ts'
import { command } from '../cli/command.ts'
import { PASSPHRASE, refusalOf, temporaryFolder } from '../open-office.ts'
import { windowOffice } from './window-office.ts'

type Program = Awaited<ReturnType<typeof windowOffice>>

/** Until its end is noticed a desk still takes itself for connected. */
const isLost = (far: Awaited<ReturnType<Program['program']>>) =>
  vi.waitFor(() => expect(far.reach().is).toBe('not-reachable'), 10_000)

/** An office that lets desks in, with one that joined before its backup was made and one that joined after. */
async function backedUp() {
  const office = await windowOffice()
  const { own, imogen } = office
  await own.signIn(imogen)
  await own.ask.desks.takeDesks({ on: true })
  const front = await office.joined('Front desk')
  const place = path.join(temporaryFolder(), 'stick')
  own.platform.choose = place
  await own.ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
  await own.ask.backups.make({})
  const back = await office.joined('Back room')
  return { ...office, place, front, back }
}
const newest = async ({ own }: Program) =>
  (await own.ask.audit.list({ limit: 30 })).entries.map(({ act }) => act)
const names = async ({ own }: Program) =>
  (await own.ask.desks.list({})).desks
    .map(({ name, joinsAnew }) => [name, joinsAnew] as const)
    .toSorted(([one], [other]) => one.localeCompare(other))
const isReachable = (far: Awaited<ReturnType<Program['program']>>) =>
  vi.waitFor(() => expect(far.reach().is).toBe('reachable'), 10_000)

test('a backup in the place of the office: the desks of its day come back, also once the program started again', async () => {
  const office = await backedUp()
  const { own, imogen, folder, front, back } = office
  const [far, later] = [await office.program(front), await office.program(back)]
  await own.ask.signIn.lock({})
  await own.ask.signIn.chooseBackup({})
  await own.ask.signIn.compareBackup({ personId: imogen, passphrase: PASSPHRASE })
  await own.ask.signIn.replaceByBackup({})
  await own.signIn(imogen)
  // Who joined after the backup is not in its log, and is told to join anew.
  await vi.waitFor(() => expect(later.reach().is).toBe('not-known'), 10_000)
  await far.ask.signIn.unlock({ personId: office.hester, passphrase: PASSPHRASE })
  expect(await names(office)).toEqual([['Front desk', false]])
  expect(await newest(office)).toEqual(
    expect.arrayContaining(['office-restored', 'stray-desk-dropped', 'desks-let-in']),
  )
  expect((await own.ask.audit.verify({})).findings).toEqual([])
  await far.ask.signIn.lock({})
  const port = office.port()
  await office.end()
  await isLost(far)
  const again = await windowOffice({ folder, remembered: office.file, port })
  await isReachable(far)
  expect(deskKeysIn(folder).map(({ name }) => name)).toEqual(['Front desk'])
  await again.own.signIn(imogen)
  await again.joined('Back room')
  expect(await names(again)).toEqual([
    ['Back room', false],
    ['Front desk', false],
  ])
})

test('a backup on another computer: its desks are told that another office answers, and join anew under their names', async () => {
  const { place, front, imogen, hester, ...office } = await backedUp()
  const far = await office.program(front)
  const port = office.port()
  await office.end()
  await isLost(far)
  const elsewhere = path.join(temporaryFolder(), 'office')
  expect(await command(['restore', place, elsewhere])).toMatchObject({ exit: 0 })
  expect(existsSync(path.join(elsewhere, 'remedy.desks'))).toBe(false)
  const there = await windowOffice({ folder: elsewhere, port })
  await there.own.signIn(imogen)
  expect(await names(there)).toEqual([['Front desk', false]])
  there.clock.set('2026-11-24T09:00:00.000Z')
  await there.own.ask.desks.takeDesks({ on: true })
  await vi.waitFor(
    () => expect(far.reach()).toMatchObject({ is: 'not-reachable', another: true }),
    10_000,
  )
  expect(await names(there)).toEqual([['Front desk', true]])
  const anew = await there.program(await there.joined('Front desk'))
  await anew.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  expect(await names(there)).toEqual([['Front desk', false]])
  expect((await newest(there)).slice(0, 3)).toEqual(['signed-in', 'desk-added', 'desk-removed'])
  await refusalOf(there.own.ask.desks.invite({ name: 'Front desk' }), 'conflict')
  expect((await there.own.ask.audit.verify({})).findings).toEqual([])
})

test('an office that is moved, and its file given another key, keep their desks, also once the program started again', async () => {
  const office = await backedUp()
  const { own, imogen, hester, front } = office
  const far = await office.program(front)
  await own.ask.people.changeFileKey({ passphrase: PASSPHRASE })
  await far.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  await far.ask.signIn.lock({})
  const to = path.join(temporaryFolder(), 'moved', 'office')
  own.platform.choose = to
  await own.ask.signIn.chooseMove({})
  await own.ask.signIn.moveOffice({ passphrase: PASSPHRASE, despite: true })
  expect(office.settings.read().takesDesks).toBe(to)
  await far.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  await far.ask.signIn.lock({})
  const port = office.desks.found(to)!.map((one) => Number(/:(\d+)$/.exec(one)?.[1]))[0]!
  await office.end()
  await isLost(far)
  const again = await windowOffice({ folder: to, remembered: office.file, port })
  await isReachable(far)
  await far.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  await again.own.signIn(imogen)
  expect((await names(again)).map(([name]) => name)).toEqual(['Back room', 'Front desk'])
})
