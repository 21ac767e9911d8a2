import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { backupsIn } from '../../src-main/backups/backup-place.ts'
import { doorTo, openTestOffice, PASSPHRASE, refusalOf, someClient } from '../open-office.ts'
import { officeWithBackups } from './office-with-backups.ts'

test('before anybody chose a folder there is no backup, and making one says what to do', async () => {
  const { ask } = await openTestOffice()
  expect(await ask.backups.state({})).toMatchObject({ place: null, last: null, failure: '' })
  const { message } = await refusalOf(ask.backups.make({}), 'not-found')
  expect(message).toContain('Office, Backups')
})

test('a backup brought to another computer opens there with the same passphrase, and its log passes every check', async () => {
  const office = await officeWithBackups()
  await office.storePaper()
  const { last, since } = await office.ask.backups.make({})
  expect(last).toMatchObject({ byItself: false, by: 'Imogen Tark', papers: 1, lacking: 0 })
  expect(since).toBe(1)

  const elsewhere = join(dirname(office.folder), 'elsewhere', 'office')
  const { ask, platform, office: other } = await doorTo(null, office.clock, elsewhere)
  platform.choose = office.place
  const found = await ask.signIn.chooseBackup({})
  expect(found).toMatchObject({ officeName: 'Tark & Prosser', papers: 1, lacking: 0, here: null })
  platform.choose = elsewhere
  await ask.signIn.restoreBackup({})
  await ask.signIn.unlock({ personId: office.partner, passphrase: PASSPHRASE })
  expect((await ask.clients.find({ text: 'Fenwright', limit: 5 })).total).toBe(1)
  const { findings, checks } = await ask.audit.verify({ codes: [] })
  expect(findings).toEqual([])
  expect(checks.every(({ of, held }) => of === held)).toBe(true)
  const { entries } = await ask.audit.list({ limit: 2 })
  expect(entries.map(({ act }) => act)).toEqual(['office-restored', 'signed-in'])
  // It may be a second one beside the first, so its backups go nowhere until somebody says where.
  expect(await ask.backups.state({})).toMatchObject({ place: null, last: null })
  await other.close()
})

test('a document is copied once, and a later backup brings only what is new', async () => {
  const office = await officeWithBackups()
  await office.storePaper()
  await office.ask.backups.make({})
  const papers = () => readdirSync(join(office.place, 'papers'))
  const [first] = papers()
  const before = readFileSync(join(office.place, 'papers', first!))
  await office.storePaper()
  await office.ask.backups.make({})
  expect(papers()).toHaveLength(2)
  expect(readFileSync(join(office.place, 'papers', first!))).toEqual(before)
  expect(backupsIn(office.place)).toHaveLength(2)
})

test('a document that the office has lost is named, and the backup still holds everything else', async () => {
  const office = await officeWithBackups()
  await office.storePaper()
  for (const name of readdirSync(join(office.folder, 'papers')))
    rmSync(join(office.folder, 'papers', name))
  const { last } = await office.ask.backups.make({})
  expect(last).toMatchObject({ papers: 1, lacking: 1 })
})

test('an office whose log was changed makes no backup, and the earlier one stays', async () => {
  const office = await officeWithBackups()
  await office.ask.backups.make({})
  const { ask, folder, partner } = office
  await ask.signIn.lock({})
  // The head of another log: what is committed is not what was last written.
  const head = JSON.parse(readFileSync(join(folder, 'remedy.head'), 'utf8')) as { size: number }
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  writeFileSync(
    join(folder, 'remedy.head'),
    JSON.stringify({ size: head.size, root: 'ab'.repeat(32) }),
  )
  const { message } = await refusalOf(ask.backups.make({}), 'damaged')
  expect(message).toContain('No backup was made')
  expect(backupsIn(office.place)).toHaveLength(1)
  expect(readdirSync(office.place).filter((name) => name.startsWith('.'))).toEqual([])
  expect((await ask.backups.state({})).failure).toBe(message)
})

test('the first to sign in on a new day has a backup made, and so has whoever closes the program', async () => {
  const office = await officeWithBackups()
  const { clock, partner } = office
  await office.ask.backups.make({})
  clock.set('2026-11-24T08:30:00.000Z')
  await office.ask.signIn.lock({})
  await office.signIn(partner)
  await expect
    .poll(async () => (await office.ask.backups.state({})).last?.byItself, { timeout: 20_000 })
    .toBe(true)
  expect(backupsIn(office.place)).toHaveLength(2)
  await office.ask.clients.register(
    someClient({ surname: 'Ashdown', prisonNumber: { number: 'A4321BC', exception: '' } }),
  )
  const second = { surname: 'Bevan', prisonNumber: { number: 'A4322BC', exception: '' } }
  await office.ask.clients.register(someClient(second))
  await office.restart()
  expect(backupsIn(office.place)).toHaveLength(3)
})

test('the newest backup is brought back, verified as a whole and removed again', async () => {
  const office = await officeWithBackups()
  await office.storePaper()
  await office.ask.backups.make({})
  const { trial } = await office.ask.backups.tryNewest({})
  expect(trial).toMatchObject({ verdict: 'consistent' })
  const [paper] = readdirSync(join(office.place, 'papers'))
  writeFileSync(join(office.place, 'papers', paper!), 'spoiled')
  expect((await office.ask.backups.tryNewest({})).trial).toMatchObject({ verdict: 'finding' })
  rmSync(join(office.place, 'papers', paper!))
  expect((await office.ask.backups.tryNewest({})).trial).toMatchObject({ verdict: 'finding' })
  expect(readdirSync(dirname(office.folder)).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a folder within the office’s own is refused, and one on the same disk is warned of', async () => {
  const { ask, platform, folder, keep } = await officeWithBackups()
  platform.choose = join(folder, 'backups')
  const { message } = await refusalOf(ask.backups.choosePlace({ keep }), 'not-allowed')
  expect(message).toContain('within the office’s own folder')
  expect(await ask.backups.places({})).toMatchObject({
    ...{ reached: false, backups: expect.stringContaining('same disk'), office: '' },
  })
  await ask.backups.make({})
  expect((await ask.backups.places({})).reached).toBe(true)
})

test('how many are kept is changed without choosing a folder again, and those that are too old go', async () => {
  const { ask, clock, place, signIn, partner, hire } = await officeWithBackups()
  for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
    clock.set(`${day}T09:00:00.000Z`)
    await ask.backups.make({})
  }
  expect(backupsIn(place)).toHaveLength(3)
  const keep = { daily: 2, weekly: 0, monthly: 0 }
  expect((await ask.backups.changeKeeping({ keep })).place).toMatchObject({ folder: place, keep })
  const caseworker = await hire('Una Prell', 'caseworker')
  await ask.backups.make({})
  expect(backupsIn(place).map(({ madeAt }) => madeAt.slice(0, 10))).toEqual([
    '2026-11-26',
    '2026-11-26',
    '2026-11-25',
  ])
  await signIn(caseworker)
  await refusalOf(ask.backups.changeKeeping({ keep }), 'not-allowed')
  await signIn(partner)
})

test('one is made in another folder for once, and the next goes where the others are', async () => {
  const { ask, platform, place, folder } = await officeWithBackups()
  await ask.backups.make({})
  const stick = join(dirname(folder), 'another stick')
  platform.choose = stick
  const made = await ask.backups.makeElsewhere({})
  expect(made?.folder).toContain('another stick')
  expect(backupsIn(stick)).toHaveLength(1)
  expect((await ask.backups.state({})).place?.folder).toBe(place)
  platform.choose = null
  expect(await ask.backups.makeElsewhere({})).toBeNull()
  expect((await ask.backups.list({})).backups.map((one) => dirname(one.folder))).toEqual([
    stick,
    place,
  ])
})

test('backups of another office in the folder are left alone', async () => {
  const [first, second] = [await officeWithBackups(), await officeWithBackups({ anew: true })]
  await first.ask.backups.make({})
  second.platform.choose = first.place
  await second.ask.backups.choosePlace({ keep: second.keep })
  const { message } = await refusalOf(second.ask.backups.make({}), 'conflict')
  expect(message).toContain('another office')
  expect(backupsIn(first.place)).toHaveLength(1)
})
