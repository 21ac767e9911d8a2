import { randomBytes } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { publicKeyLine, readPublicKey } from '../../src-main/audit/key-line.ts'
import { backupsIn } from '../../src-main/backups/backup-place.ts'
import { installerAtTheEnd, updatingOn } from '../../src-main/shell/updating.ts'
import { compareVersions, openUpdate, type UpdateTold } from '../../src-main/updates/update-file.ts'
import { command } from '../cli/command.ts'
import { somePublisher } from '../law/some-edition.ts'
import {
  openTestOffice,
  refusalOf,
  resources,
  temporaryFolder,
  type TestOffice,
} from '../open-office.ts'
import { toldOf, updateBy } from './some-update.ts'

const installer = randomBytes(300_000)
const published = somePublisher()
const keep = { daily: 14, weekly: 8, monthly: 12 }
let office: TestOffice
let profile: string
let place: string

beforeAll(async () => {
  const shipped = path.join(temporaryFolder(afterAll), 'resources')
  cpSync(resources, shipped, { recursive: true })
  const line = publicKeyLine(published.name, published.publisher.publicKey)
  writeFileSync(path.join(shipped, 'rights', 'publisher.pub'), `${line}\n`)
  office = await openTestOffice({ shipped, tidy: afterAll })
  place = path.join(temporaryFolder(afterAll), 'backups')
})

const fileOf = (changes: Partial<UpdateTold> = {}, by: typeof published = published) =>
  updateBy(by, installer, changes)

/** The office on a computer with version 0.1.0, and what is done there with installers. */
function onComputer(
  { platform = 'linux-x64', builtOn = '2026-11-01', tells = '', version = '0.1.0' } = {},
  appImage: (profile: string) => string | null = () => null,
) {
  profile = temporaryFolder()
  const done: [way: string, file: string][] = []
  const note = (way: string) => (file: string) => void done.push([way, file])
  Object.assign(
    office.platform,
    updatingOn({
      ...{ here: { version, builtOn, platform }, profile, ownLog: () => '' },
      ...{ showInFolder: note('shown'), startAtTheEnd: note('at the end') },
      appImage: appImage(profile),
      openFile: async (file) => (note('opened')(file), tells),
    }),
  )
  return done
}
function choose(bytes: Uint8Array) {
  office.platform.file = { name: 'some.remedy-update', bytes }
  return office.ask.updates.choose({})
}
const kept = (name = 'remedy_0.2.0_amd64.deb') => path.join(profile, 'updates', name)

test('a newer version for this computer is kept whole, for its owner alone, and says what it is', async () => {
  onComputer()
  expect(await choose(fileOf())).toEqual({
    ...{ version: '0.2.0', built: '2026-12-01' },
    ...{ name: 'remedy_0.2.0_amd64.deb', size: 300_000 },
  })
  expect(readFileSync(kept()).equals(installer)).toBe(true)
  expect(readdirSync(path.dirname(kept()))).toEqual(['remedy_0.2.0_amd64.deb'])
  if (process.platform !== 'win32') expect(statSync(kept()).mode & 0o777).toBe(0o600)
})

test.each([
  ['an older version', { version: '0.0.9' }, 'version 0.1.0 is installed already'],
  ['the same version', { version: '0.1.0' }, 'version 0.1.0 is installed already'],
  ['another system', { platform: 'win32-x64' }, 'for Windows on x64, and this computer has Linux'],
  ['another processor', { platform: 'linux-arm64' }, 'for Linux on ARM'],
])('%s is refused, and nothing is kept', async (_, changes, words) => {
  onComputer()
  const { message } = await refusalOf(choose(fileOf(changes)), 'conflict')
  expect(message).toContain(words)
  expect(existsSync(path.join(profile, 'updates'))).toBe(false)
  await refusalOf(office.ask.updates.install({}), 'not-found')
})

const changed = (at: number) => {
  const bytes = fileOf()
  bytes[at < 0 ? bytes.length + at : at]! ^= 1
  return bytes
}
test.each<[string, () => Uint8Array, string]>([
  ['a changed version', () => changed(120), 'damaged'],
  ['a changed installer', () => changed(-1000), 'damaged'],
  ['an installer cut short', () => fileOf().subarray(0, -1), 'damaged'],
  [
    'an installer with more behind it',
    () => Buffer.concat([fileOf(), Buffer.from('x')]),
    'damaged',
  ],
  ['a head cut short', () => fileOf().subarray(0, 60), 'damaged'],
  ['a name that leads elsewhere', () => fileOf({ name: '../remedy.deb' }), 'damaged'],
  ['a later format', () => Buffer.from('remedy-update/2 10\n0123456789'), 'newer version'],
  ['no update', () => Buffer.from('a letter'), 'not an update of Remedy'],
  ['an update by another', () => fileOf({}, somePublisher()), 'not signed by the publisher'],
])('%s is refused, and nothing is kept', async (_, bytes, words) => {
  onComputer()
  const { message } = await refusalOf(choose(bytes()), 'invalid-input')
  expect(message).toContain(words)
  expect(existsSync(path.join(profile, 'updates'))).toBe(false)
  await refusalOf(office.ask.updates.install({}), 'not-found')
})

test('without a place for backups nothing is installed; with one a backup is made first', async () => {
  const done = onComputer()
  await choose(fileOf())
  const { message } = await refusalOf(office.ask.updates.install({}), 'not-found')
  expect(message).toContain('where backups go')
  expect(done).toEqual([])
  office.platform.choose = place
  await office.ask.backups.choosePlace({ keep })
  expect(await office.ask.updates.install({})).toEqual({
    ...{ way: 'shown', command: `sudo apt install '${kept()}'` },
  })
  expect(done).toEqual([['shown', kept()]])
  expect(backupsIn(place)).toHaveLength(1)
})

/** What the log has of updates, the newest first. */
const recorded = async () =>
  (await office.ask.audit.list({ limit: 500 })).entries.filter(
    ({ act }) => act === 'update-started',
  )

test('who started which installer is recorded before it starts, and not where it is not started', async () => {
  const before = (await recorded()).length
  const done = onComputer()
  const { startInstaller } = office.platform
  const order: { written: number; started: number }[] = []
  office.platform.startInstaller = (file, record) =>
    startInstaller(file, async () => {
      await record()
      order.push({ written: (await recorded()).length, started: done.length })
    })
  await choose(fileOf())
  await office.ask.updates.install({})
  expect(order).toEqual([{ written: before + 1, started: 0 }])
  expect(done).toHaveLength(1)
  const [{ seq, who } = { seq: 0, who: '' }] = await recorded()
  expect(who).toBe('Imogen Tark')
  const { fields } = await office.ask.audit.entry({ seq })
  const { version, built, platform, name, sha256 } = toldOf(installer)
  const written = fields!.map((field) => [field.name, field.value])
  expect(Object.fromEntries(written)).toEqual({
    ...{ version, built, platform, name, sha256, from: '0.1.0' },
  })
  onComputer()
  await choose(fileOf())
  rmSync(kept())
  await refusalOf(office.ask.updates.install({}), 'conflict')
  expect(await recorded()).toHaveLength(before + 1)
})

test('on Windows it starts when the program has ended, on macOS it is opened', async () => {
  const windows = onComputer({ platform: 'win32-x64' })
  await choose(fileOf({ platform: 'win32-x64', name: 'Remedy-0.2.0-setup.exe' }))
  expect((await office.ask.updates.install({})).way).toBe('at-the-end')
  expect(windows).toEqual([['at the end', kept('Remedy-0.2.0-setup.exe')]])
  const mac = onComputer({ platform: 'darwin-arm64' })
  await choose(fileOf({ platform: 'darwin-arm64', name: 'Remedy-0.2.0.dmg' }))
  expect((await office.ask.updates.install({})).way).toBe('opened')
  expect(mac).toEqual([['opened', kept('Remedy-0.2.0.dmg')]])
  onComputer({ platform: 'darwin-arm64', tells: 'no program for it' })
  await choose(fileOf({ platform: 'darwin-arm64', name: 'Remedy-0.2.0.dmg' }))
  await refusalOf(office.ask.updates.install({}), 'conflict')
})

test.each([
  ['win32-x64', 'Remedy-0.2.0-setup.exe'],
  ['darwin-arm64', 'Remedy-0.2.0.dmg'],
  ['linux-x64', 'remedy_0.2.0_amd64.deb'],
])(
  'on %s one that was changed or removed since it was checked is not started',
  async (platform, name) => {
    for (const spoil of [() => writeFileSync(kept(name), 'another'), () => rmSync(kept(name))]) {
      const done = onComputer({ platform })
      await choose(fileOf({ platform, name }))
      spoil()
      const { message } = await refusalOf(office.ask.updates.install({}), 'conflict')
      expect(message).toContain('changed or removed after it was checked')
      expect(done).toEqual([])
    }
  },
)

test('on Windows it is looked at once more when the program has ended, and forgotten where the program stays open', async () => {
  const profileHere = temporaryFolder()
  const started: string[] = []
  let asked = 0
  const atTheEnd = installerAtTheEnd(
    () => void (asked += 1),
    (file) => void started.push(file),
  )
  const side = updatingOn({
    ...{ here: { version: '0.1.0', builtOn: null, platform: 'win32-x64' }, profile: profileHere },
    ...{ ownLog: () => '', showInFolder() {}, openFile: async () => '', appImage: null },
    startAtTheEnd: atTheEnd.startAtTheEnd,
  })
  const file = await side.keepInstaller(
    'Remedy-setup.exe',
    (async function* () {
      yield installer
    })(),
  )
  await atTheEnd.startNow()
  expect(started).toEqual([])
  await side.startInstaller(file, async () => {})
  await vi.waitFor(() => expect(asked).toBe(1))
  atTheEnd.forget()
  await atTheEnd.startNow()
  expect(started).toEqual([])
  await side.startInstaller(file, async () => {})
  await atTheEnd.startNow()
  expect(started).toEqual([file])
  await side.startInstaller(file, async () => {})
  writeFileSync(file, 'another')
  await refusalOf(atTheEnd.startNow(), 'conflict')
  expect(started).toEqual([file])
})

const image = { name: 'Remedy-0.2.0.AppImage' }

test('an AppImage is put by hand in the place of the one that runs, and both are named', async () => {
  const running = '/home/ann/Remedy.AppImage'
  const done = onComputer({}, () => running)
  await choose(fileOf(image))
  expect(await office.ask.updates.install({})).toEqual({
    ...{ way: 'shown', command: '', replace: { file: kept(image.name), over: running } },
  })
  expect(done).toEqual([['shown', kept(image.name)]])
  await choose(fileOf())
  expect((await office.ask.updates.install({})).command).toContain('sudo apt install')
  onComputer()
  await choose(fileOf(image))
  expect((await office.ask.updates.install({})).replace).toBeUndefined()
})

test('the running program is not removed with the installers, though it lies among them', async () => {
  const old = 'Remedy-0.1.0.AppImage'
  onComputer({}, (its) => path.join(its, 'updates', old))
  mkdirSync(path.dirname(kept()), { recursive: true })
  const running = () => readFileSync(kept(old), 'utf8')
  writeFileSync(kept(old), 'running')
  writeFileSync(kept(), 'kept before')
  await refusalOf(choose(changed(-1000)), 'invalid-input')
  expect(readdirSync(path.dirname(kept()))).toEqual([old])
  await choose(fileOf(image))
  expect(readdirSync(path.dirname(kept())).sort()).toEqual([old, image.name])
  await choose(fileOf({ name: old }))
  expect(readdirSync(path.dirname(kept())).sort()).toEqual([`2-${old}`, old])
  expect(running()).toBe('running')
})

test('only a partner installs one', async () => {
  onComputer()
  const id = await office.hire('Hester Vane', 'secretary')
  await office.signIn(id)
  await refusalOf(choose(fileOf()), 'not-allowed')
  await refusalOf(office.ask.updates.install({}), 'not-allowed')
  expect((await office.ask.updates.about({})).version).toBe('0.1.0')
  await office.signIn(office.partner)
})

test('the program says how old it is once that is more than a year', async () => {
  onComputer({ builtOn: '2026-11-01' })
  const about = async (at: string) => {
    office.clock.set(at)
    return (await office.ask.updates.about({})).old
  }
  expect(await about('2027-11-01T09:00:00Z')).toBe(false)
  expect(await about('2027-11-03T09:00:00Z')).toBe(true)
  office.clock.set('2026-11-23T12:00:00Z')
})

test('versions are compared by their figures', () => {
  expect(compareVersions('0.10.0', '0.9.9')).toBeGreaterThan(0)
  expect(compareVersions('1.0.0', '1.0.0')).toBe(0)
  expect(compareVersions('1.2.3', '2.0.0')).toBeLessThan(0)
})

test('what comes before a version is older than it, in the order of semantic versioning', () => {
  const inOrder = [
    ...['1.1.9', '1.2.0-alpha', '1.2.0-alpha.1', '1.2.0-alpha.beta', '1.2.0-beta'],
    ...['1.2.0-beta.2', '1.2.0-beta.11', '1.2.0-rc.1', '1.2.0', '1.2.1-0', '1.2.1', '1.10.0'],
  ]
  for (const [a, one] of inOrder.entries())
    for (const [b, other] of inOrder.entries())
      expect([one, other, Math.sign(compareVersions(one, other))]).toEqual([
        ...[one, other],
        Math.sign(a - b),
      ])
  expect(compareVersions('1.2.0+of-3', '1.2.0')).toBe(0)
  for (const none of ['', 'x.y.z', '1.x', '-', 'v1.2.0-é'])
    expect(compareVersions(none, '1.2.0')).not.toBeNaN()
})

test('the program that comes before a version takes that version', async () => {
  onComputer({ version: '0.2.0-beta.1' })
  expect((await choose(fileOf()))?.version).toBe('0.2.0')
})

test('what the command signs is what the program takes', async () => {
  onComputer()
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'remedy_0.3.0_amd64.deb'), installer)
  const run = (...words: string[]) => command(words, '', folder)
  const { publicKey } = JSON.parse((await run('edition-key', 'publisher.key', '--json')).out)
  const signing = ['update', 'remedy_0.3.0_amd64.deb', 'new.remedy-update', '--release', '0.3.0']
  const without = await run(...signing)
  expect([without.exit, without.err]).toEqual([2, expect.stringContaining('--key-file')])
  const words = [...signing, '--key-file', 'publisher.key', '--platform', 'linux-x64']
  expect((await run(...words)).exit).toBe(0)
  expect((await run(...words)).err).toContain('Name a new file')
  const signed = readFileSync(path.join(folder, 'new.remedy-update'))
  const { told: found, installer: read } = await openUpdate(
    (async function* () {
      yield signed
    })(),
    readPublicKey(publicKey)!,
  )
  expect(found).toMatchObject({ version: '0.3.0', platform: 'linux-x64', size: 300_000 })
  const pieces: Uint8Array[] = []
  for await (const piece of read) pieces.push(piece)
  expect(Buffer.concat(pieces).equals(installer)).toBe(true)
})
