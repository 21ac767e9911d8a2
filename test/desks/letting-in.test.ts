import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { command } from '../cli/command.ts'
import { PASSPHRASE, refusalOf } from '../open-office.ts'
import { told } from './told.ts'
import { windowOffice } from './window-office.ts'

/** Another program that has the place where desks ask. */
async function inTheWay(port: number): Promise<Server> {
  const other = createServer()
  await new Promise<void>((done) => other.listen(port, done))
  onTestFinished(() => void other.close())
  return other
}

/** An office that was letting desks in as its program ended. */
async function ended() {
  const before = await windowOffice()
  await before.own.signIn(before.imogen)
  await before.own.ask.desks.takeDesks({ on: true })
  const port = before.port()
  await before.end()
  return { ...before, again: { folder: before.folder, remembered: before.file, port } }
}

const LET_IN = 'desks-let-in Imogen Tark'

describe('the log says when an office can be asked over a network', () => {
  test('a partner lets desks in and shuts them out, each once', async () => {
    const { own, awake, imogen } = await windowOffice()
    await own.signIn(imogen)
    for (const on of [false, true, true]) await own.ask.desks.takeDesks({ on })
    expect(awake.count).toBe(1)
    for (const on of [false, false]) await own.ask.desks.takeDesks({ on })
    expect(awake.count).toBe(0)
    expect(await told(own)).toEqual([LET_IN, 'desks-shut-out Imogen Tark'])
    expect((await own.ask.audit.verify({})).findings).toEqual([])
  })

  test('a program that starts again goes on as it was chosen, without an entry, and its desks come back by themselves', async () => {
    const before = await windowOffice()
    await before.own.signIn(before.imogen)
    await before.own.ask.desks.takeDesks({ on: true })
    const far = await before.program(await before.joined('Front desk'))
    const port = before.port()
    await before.end()
    await vi.waitFor(() => expect(far.reach().is).toBe('not-reachable'), 10_000)
    const { own, hester, desks, folder } = await windowOffice({
      ...{ folder: before.folder, remembered: before.file, port },
    })
    await vi.waitFor(() => expect(far.reach().is).toBe('reachable'), 10_000)
    await far.ask.signIn.unlock({ personId: before.imogen, passphrase: PASSPHRASE })
    expect((await far.ask.desks.list({})).desks.map(({ who }) => who)).toEqual(['Imogen Tark'])
    expect(desks.here(folder).size).toBe(1)
    await own.signIn(hester)
    await own.ask.signIn.lock({})
    await own.signIn(before.imogen)
    expect(await told(own)).toEqual([LET_IN])
  })

  test('remedy serve is in the log from the first sign-in on, and the window finds it ended', async () => {
    const { folder, own, imogen, end, file } = await windowOffice()
    await own.signIn(imogen)
    await end()
    const who = ['--passphrase-stdin', '--person', 'Imogen Tark']
    const place = ['--port', '0', '--host', '127.0.0.1']
    const served = ['serve', folder, ...place, '--add-desk', 'Front desk', ...who]
    expect(await command(served, `${PASSPHRASE}\n`)).toMatchObject({ exit: 0 })
    const again = await windowOffice({ folder, remembered: file })
    await again.own.signIn(again.hester)
    await again.own.ask.signIn.lock({})
    await again.own.signIn(imogen)
    expect(await told(again.own)).toEqual([
      expect.stringMatching(/^desks-found Imogen Tark true 20\S+Z serve$/),
      'desks-found Hester Vane false null null',
    ])
    expect((await again.own.ask.audit.verify({})).findings).toEqual([])
  })

  test('a command that only works in the office says nothing of its desks', async () => {
    const { folder, again, imogen } = await ended()
    const who = ['--passphrase-stdin', '--person', 'Imogen Tark']
    const verified = await command(['verify', folder, ...who], `${PASSPHRASE}\n`)
    expect(verified).toMatchObject({ exit: 0 })
    const { own } = await windowOffice(again)
    await own.signIn(imogen)
    expect(await told(own)).toEqual([LET_IN])
  })

  test('in a damaged office nobody is let in any more, and whoever was is shut out', async () => {
    const { own, desks, folder, imogen } = await windowOffice()
    await own.signIn(imogen)
    await own.ask.desks.takeDesks({ on: true })
    await own.ask.signIn.lock({})
    const head = path.join(folder, 'remedy.head')
    const { size, ...rest } = JSON.parse(readFileSync(head, 'utf8')) as { size: number }
    writeFileSync(head, JSON.stringify({ ...rest, size: size + 1 }))
    await own.signIn(imogen)
    expect((await own.ask.audit.health({})).damage).not.toBeNull()
    expect((await own.ask.desks.takeDesks({ on: false })).found).toBeNull()
    await refusalOf(own.ask.desks.takeDesks({ on: true }), 'damaged')
    expect([desks.found(folder), await told(own)]).toEqual([null, [LET_IN]])
  })
})

describe('where desks were let in and the program cannot go on so as it starts', () => {
  test('the office says why, and what mends it does', async () => {
    const { again, imogen } = await ended()
    const other = await inTheWay(again.port)
    const { own, desks, folder } = await windowOffice(again)
    await own.signIn(imogen)
    const { found, fault } = await own.ask.desks.list({})
    expect([found, fault]).toEqual([null, expect.stringContaining('Another program')])
    const NOT = 'desks-found Imogen Tark false null null'
    expect(await told(own)).toEqual([LET_IN, NOT])
    await refusalOf(own.ask.desks.takeDesks({ on: true }), 'conflict')
    expect(desks.fault(folder)).not.toBeNull()
    await new Promise((done) => other.close(done))
    const mended = await own.ask.desks.takeDesks({ on: true })
    expect([mended.found?.length, mended.fault]).toEqual([expect.any(Number), null])
    expect(await told(own)).toEqual([LET_IN, NOT, LET_IN])
  })

  test('or they are let in no more', async () => {
    const { again, imogen } = await ended()
    await inTheWay(again.port)
    const { own, settings } = await windowOffice(again)
    await own.signIn(imogen)
    expect(await own.ask.desks.takeDesks({ on: false })).toMatchObject({ found: null, fault: null })
    expect(settings.read().takesDesks).toBeNull()
  })

  test('an office whose folder is not there any more is not looked for, and whatever office is opened says so', async () => {
    const { folder, again, imogen } = await ended()
    const there = `${folder} elsewhere`
    renameSync(folder, there)
    renameSync(`${folder}.keys`, `${there}.keys`)
    const { own, settings } = await windowOffice({ ...again, folder: there })
    await own.signIn(imogen)
    expect((await own.ask.desks.list({})).fault).toContain(`the office in ${folder}, and there is`)
    await own.ask.desks.takeDesks({ on: true })
    expect(settings.read().takesDesks).toBe(there)
  })

  test('a damaged key of the office towards its desks is named', async () => {
    const { folder, again, imogen } = await ended()
    writeFileSync(path.join(folder, 'remedy.desks'), '{}')
    const { own } = await windowOffice(again)
    await own.signIn(imogen)
    expect((await own.ask.desks.list({})).fault).toContain('remedy.desks of this office is damaged')
  })
})
