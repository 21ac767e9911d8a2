import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { contract } from '../../src-main/contract.ts'
import { noDesks, type DeskHost } from '../../src-main/desks/host.ts'
import { hostDesks } from '../../src-main/far/host.ts'
import { heldForDesks, holdForDesks } from '../../src-main/vault/desks-lock.ts'
import { command } from '../cli/command.ts'
import { PASSPHRASE, refusalOf, someClient, temporaryFolder } from '../open-office.ts'
import { sharedOffice } from './shared-office.ts'
import { told } from './told.ts'
import { windowOffice } from './window-office.ts'

type Program = Awaited<ReturnType<typeof windowOffice>>

/** Another program that lets desks into the office of this folder, as `remedy serve` does. */
async function servedBeside(folder: string) {
  const hosted: { by?: DeskHost } = {}
  const host: DeskHost = new Proxy(noDesks, {
    get: (none, name: keyof DeskHost) => (hosted.by ?? none)[name],
  })
  const { shared, clock } = await sharedOffice(folder, host)
  const hosting = await hostDesks({
    ...{ office: shared, contract, folder, clock, random: randomBytes, name: 'CUPBOARD' },
    ...{ port: 0, host: '127.0.0.1', through: 'serve' },
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  })
  hosted.by = { ...noDesks, ...hosting }
  onTestFinished(() => hosting.close())
  return hosting
}

/** A program whose file of settings can be kept from being written. */
async function withSettings() {
  const file = path.join(temporaryFolder(), 'profile', 'settings.json')
  mkdirSync(path.dirname(file))
  const program = await windowOffice({ remembered: file })
  await program.own.signIn(program.imogen)
  return {
    ...program,
    block: () => rmSync(path.dirname(file), { recursive: true }),
    mend: () => mkdirSync(path.dirname(file)),
  }
}

const another = () =>
  someClient({ surname: 'Okafor', prisonNumber: { number: 'A9876XY', exception: '' } })

const LET_IN = 'desks-let-in Imogen Tark'
const FOUND_ON = expect.stringMatching(/^desks-found Imogen Tark true 20\S+Z window$/)
const NOT = 'desks-found Imogen Tark false null null'

test('two choices at once are one', async () => {
  const { own, awake, imogen } = await windowOffice()
  await own.signIn(imogen)
  const choose = (on: boolean) =>
    Promise.all([own.ask.desks.takeDesks({ on }), own.ask.desks.takeDesks({ on })])
  await choose(true)
  expect([awake.count, await told(own)]).toEqual([1, [LET_IN]])
  await choose(false)
  expect([awake.count, await told(own)]).toEqual([0, [LET_IN, 'desks-shut-out Imogen Tark']])
})

test('what fails of the list of desks does not keep the log from saying whether they are let in', async () => {
  const { own, desks, folder, imogen, hester, joined } = await windowOffice()
  await own.signIn(imogen)
  await own.ask.desks.takeDesks({ on: true })
  await joined('Front desk')
  await own.ask.signIn.lock({})
  await desks.turn(folder, false)
  const list = path.join(folder, 'remedy.desk-keys')
  rmSync(list)
  mkdirSync(path.join(list, 'in the way'), { recursive: true })
  await expect(own.signIn(hester)).rejects.toThrow('Nobody foresaw this')
  rmSync(list, { recursive: true })
  await own.signIn(imogen)
  expect(await told(own)).toEqual([LET_IN, 'desks-found Hester Vane false null null'])
})

describe('where this computer cannot note the choice', () => {
  test('nobody is let in', async () => {
    const { own, desks, folder, awake, settings, block, mend } = await withSettings()
    block()
    const { message } = await refusalOf(own.ask.desks.takeDesks({ on: true }), 'not-allowed')
    expect(message).toContain('Nobody was let in')
    expect([desks.found(folder), awake.count, heldForDesks(folder)]).toEqual([null, 0, null])
    expect([settings.read().takesDesks, await told(own)]).toEqual([null, []])
    mend()
    await own.ask.desks.takeDesks({ on: true })
    expect([settings.read().takesDesks, await told(own)]).toEqual([folder, [LET_IN]])
  })

  test('desks are shut out all the same, and the card says what is left to do', async () => {
    const { own, desks, folder, settings, block, mend } = await withSettings()
    await own.ask.desks.takeDesks({ on: true })
    block()
    const { message } = await refusalOf(own.ask.desks.takeDesks({ on: false }), 'not-allowed')
    expect(message).toContain('lets them in again when Remedy starts')
    expect([desks.found(folder), await told(own)]).toEqual([null, [LET_IN, NOT]])
    expect((await own.ask.desks.list({})).fault).toBe(message)
    mend()
    expect((await own.ask.desks.takeDesks({ on: false })).fault).toBeNull()
    expect(settings.read().takesDesks).toBeNull()
  })
})

describe('desks that are let in without an entry are said by whoever signs in next', () => {
  test('in the place of somebody else at the window', async () => {
    const { own, desks, folder, imogen, hester } = await windowOffice()
    await own.signIn(hester)
    await desks.turn(folder, true)
    await own.signIn(imogen)
    expect(await told(own)).toEqual([FOUND_ON])
    await own.ask.desks.takeDesks({ on: true })
    expect(await told(own)).toEqual([FOUND_ON])
  })

  test('at a desk, while others have the office open', async () => {
    const office = await windowOffice({ deskNames: ['a desk'] })
    const { own, desks, folder, imogen, hester } = office
    await own.signIn(hester)
    await desks.turn(folder, true)
    const desk = office.at('a desk')
    await desk.signIn(imogen)
    expect(await told(desk)).toEqual([FOUND_ON])
  })

  test('or a partner who chooses it again', async () => {
    const { own, desks, folder, imogen } = await windowOffice()
    await own.signIn(imogen)
    await desks.turn(folder, true)
    await own.ask.desks.takeDesks({ on: true })
    expect(await told(own)).toEqual([LET_IN])
  })

  test('or a partner who accepts the end of a log in which it stood', async () => {
    const { own, folder, imogen, ...office } = await windowOffice()
    await own.signIn(imogen)
    await own.ask.clients.register(another())
    await own.ask.signIn.lock({})
    const copy = path.join(temporaryFolder(), 'copy')
    cpSync(folder, copy, { recursive: true })
    await own.signIn(imogen)
    await own.ask.desks.takeDesks({ on: true })
    await office.joined('Front desk')
    const port = office.port()
    await office.end()
    const files = (of: string) => readdirSync(of).filter((name) => name.startsWith('remedy.db'))
    for (const name of files(folder)) rmSync(path.join(folder, name))
    for (const name of files(copy)) cpSync(path.join(copy, name), path.join(folder, name))
    const again = await windowOffice({ folder, remembered: office.file, port })
    await again.own.signIn(imogen)
    await again.own.ask.signIn.examineEnd({})
    await again.own.ask.signIn.acceptEnd({
      ...{ passphrase: PASSPHRASE, reason: 'The disk failed.' },
    })
    expect(await told(again.own)).toEqual([FOUND_ON])
    const { entries } = await again.own.ask.audit.list({ limit: 5 })
    expect(entries.map(({ act }) => act)).toContain('stray-desk-dropped')
  })
})

describe('while another program lets desks in', () => {
  test('the window says so and the log too, until it ends', async () => {
    const { own, folder, imogen, hester } = await windowOffice()
    const beside = await servedBeside(folder)
    await own.signIn(imogen)
    const SERVED = expect.stringMatching(/^desks-found Imogen Tark true 20\S+Z serve$/)
    expect(await told(own)).toEqual([SERVED])
    expect(await own.ask.desks.list({})).toMatchObject({ found: null, byAnother: true })
    for (const on of [true, false]) await refusalOf(own.ask.desks.takeDesks({ on }), 'busy')
    await refusalOf(own.ask.desks.invite({ name: 'Front desk' }), 'busy')
    await own.signIn(hester)
    await own.signIn(imogen)
    expect(await told(own)).toEqual([SERVED])
    await beside.close()
    expect(await own.ask.desks.list({})).toMatchObject({ found: null, byAnother: false })
    await own.signIn(hester)
    await own.signIn(imogen)
    expect(await told(own)).toEqual([SERVED, 'desks-found Hester Vane false null null'])
    expect((await own.ask.audit.verify({})).findings).toEqual([])
  })

  test('a command that works in the office says so as well', async () => {
    const { folder, own, imogen, end } = await windowOffice()
    await own.signIn(imogen)
    await own.ask.signIn.lock({})
    const beside = await servedBeside(folder)
    const who = ['--passphrase-stdin', '--person', 'Imogen Tark']
    expect(await command(['verify', folder, ...who], `${PASSPHRASE}\n`)).toMatchObject({ exit: 0 })
    await beside.close()
    await own.signIn(imogen)
    expect(await told(own)).toEqual([
      expect.stringMatching(/^desks-found Imogen Tark true 20\S+Z serve$/),
      NOT,
    ])
    await end()
  })

  test('a program that starts and was to let them in says why it does not', async () => {
    const before = await windowOffice()
    await before.own.signIn(before.imogen)
    await before.own.ask.desks.takeDesks({ on: true })
    await before.end()
    const { folder, file, imogen } = before
    await servedBeside(folder)
    const { own, settings } = await windowOffice({ folder, remembered: file })
    await own.signIn(imogen)
    expect(await own.ask.desks.list({})).toMatchObject({
      ...{ found: null, byAnother: true, fault: expect.stringContaining('Another program') },
    })
    await refusalOf(own.ask.desks.takeDesks({ on: false }), 'busy')
    expect([settings.read().takesDesks, await told(own)]).toEqual([null, [LET_IN]])
  })

  test('the office is neither moved nor replaced by a backup', async () => {
    const { own, folder, imogen } = await windowOffice()
    await own.signIn(imogen)
    own.platform.choose = path.join(temporaryFolder(), 'stick')
    await own.ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
    await own.ask.backups.make({})
    const stick = own.platform.choose
    await servedBeside(folder)
    own.platform.choose = path.join(temporaryFolder(), 'moved', 'office')
    await own.ask.signIn.chooseMove({})
    const move = own.ask.signIn.moveOffice({ passphrase: PASSPHRASE, despite: true })
    expect((await refusalOf(move, 'busy')).message).toContain('lets desks into this office')
    await own.ask.clients.register(another())
    await own.ask.signIn.lock({})
    own.platform.choose = stick
    await own.ask.signIn.chooseBackup({})
    await own.ask.signIn.compareBackup({ personId: imogen, passphrase: PASSPHRASE })
    await refusalOf(own.ask.signIn.replaceByBackup({}), 'busy')
    await own.signIn(imogen)
    expect((await own.ask.clients.find({ text: 'Okafor' })).rows).toHaveLength(1)
  })

  test('remedy serve does not begin beside it, and leaves nothing open', async () => {
    const { own, folder, imogen } = await windowOffice()
    await own.signIn(imogen)
    await own.ask.desks.takeDesks({ on: true })
    const served = await command(['serve', folder, '--port', '0', '--host', '127.0.0.1'])
    expect([served.exit, served.err]).toEqual([
      expect.any(Number),
      expect.stringContaining('Another program lets desks into this office now'),
    ])
    expect(served.exit).not.toBe(0)
    await own.ask.desks.takeDesks({ on: false })
    expect(heldForDesks(folder)).toBeNull()
  })
})

describe('other programs know that this one lets desks in', () => {
  const goesOn = ({ desks }: Program, folder: string) =>
    expect([heldForDesks(folder)?.through, desks.found(folder)?.length]).toEqual([
      'window',
      expect.any(Number),
    ])

  test('also where the office is moved, and a backup takes its place', async () => {
    const office = await windowOffice()
    const { own, imogen } = office
    await own.signIn(imogen)
    await own.ask.desks.takeDesks({ on: true })
    goesOn(office, office.folder)
    const to = path.join(temporaryFolder(), 'moved', 'office')
    own.platform.choose = to
    await own.ask.signIn.chooseMove({})
    await own.ask.signIn.moveOffice({ passphrase: PASSPHRASE, despite: true })
    goesOn(office, to)
    own.platform.choose = path.join(temporaryFolder(), 'stick')
    await own.ask.backups.choosePlace({ keep: { daily: 14, weekly: 8, monthly: 12 } })
    await own.ask.backups.make({})
    await own.ask.signIn.lock({})
    await own.ask.signIn.chooseBackup({})
    await own.ask.signIn.compareBackup({ personId: imogen, passphrase: PASSPHRASE })
    await own.ask.signIn.replaceByBackup({})
    goesOn(office, to)
    await own.signIn(imogen)
    await own.ask.desks.takeDesks({ on: false })
    expect(heldForDesks(to)).toBeNull()
    await office.end()
  })

  test('until its process dies', async () => {
    const folder = temporaryFolder()
    const lock = path.join(import.meta.dirname, '../../src-main/vault/desks-lock.ts')
    const holds = `import { holdForDesks } from ${JSON.stringify(pathToFileURL(lock))}
      // A lock that nobody keeps is let go with what is swept up.
      const lock = holdForDesks(${JSON.stringify(folder)}, { since: '2026-11-30T09:00:00.000Z', through: 'serve' })
      console.log('holds it')
      setInterval(() => lock, 1_000)`
    const other = spawn(process.execPath, ['--input-type=module', '-e', holds])
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other.stdout, 'data')
    expect(heldForDesks(folder)?.through).toBe('serve')
    other.kill('SIGKILL')
    await once(other, 'close')
    expect(heldForDesks(folder)).toBeNull()
  })

  test('and a torn file says how it is mended', () => {
    const folder = temporaryFolder()
    expect(heldForDesks(folder)).toBeNull()
    const letting = { since: '2026-11-30T09:00:00.000Z', through: 'serve' as const }
    const first = holdForDesks(folder, letting)
    expect(heldForDesks(folder)).toEqual(letting)
    expect(() => holdForDesks(folder, letting)).toThrow('Another program lets desks into')
    first.release()
    expect(heldForDesks(folder)).toBeNull()
    writeFileSync(path.join(folder, 'desks.lock'), 'torn'.repeat(1_000))
    expect(() => heldForDesks(folder)).toThrow('remove that file')
    expect(() => holdForDesks(folder, letting)).toThrow('remove that file')
  })
})

test('an office that is reached by another way to its folder is the same', async () => {
  const before = await windowOffice()
  await before.own.signIn(before.imogen)
  await before.own.ask.desks.takeDesks({ on: true })
  const front = await before.joined('Front desk')
  const port = before.port()
  await before.end()
  const link = path.join(temporaryFolder(), 'link')
  symlinkSync(before.folder, link, 'junction')
  const { own, hester, desks, file, ...again } = await windowOffice({
    ...{ folder: link, remembered: before.file, port },
  })
  const far = await again.program(front)
  await own.signIn(before.imogen)
  await far.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  const { found, byAnother, desks: joined } = await own.ask.desks.list({})
  expect([found?.length, byAnother]).toEqual([expect.any(Number), false])
  expect(joined).toMatchObject([{ here: true, who: 'Hester Vane' }])
  expect(await told(own)).toEqual([LET_IN])
  await far.ask.signIn.lock({})
  await own.ask.desks.takeDesks({ on: false })
  expect([desks.found(before.folder), await told(own)]).toEqual([
    null,
    [LET_IN, 'desks-shut-out Imogen Tark'],
  ])
  expect((await own.ask.audit.verify({})).findings).toEqual([])
})
