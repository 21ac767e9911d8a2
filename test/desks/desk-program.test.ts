import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { contract } from '../../src-main/contract.ts'
import { deskProgram } from '../../src-main/far/desk-program.ts'
import type { DeskOffice } from '../../src-main/far/local.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Change } from '../../src-main/wire/bridge.ts'
import { day } from '../letters/letter-office.ts'
import { PASSPHRASE, refusalOf, temporaryFolder, testPlatform } from '../open-office.ts'
import { hostedOffice } from './hosted-office.ts'

/** An office that takes desks, and a program on another computer. */
async function officeAndProgram(judge = async () => false) {
  const office = await hostedOffice()
  const file = path.join(temporaryFolder(), 'desk.json')
  const platform = testPlatform('')
  const parts = {
    ...{ file, contract, platform, clock: () => new Date(), random: randomBytes, judge },
    cost: 2 ** 4,
    report(name: string, error: unknown) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  }
  const program = deskProgram(parts)
  const place = `127.0.0.1:${office.port}`
  const window = (desk: DeskOffice) => {
    onTestFinished(() => desk.close())
    const changes: Change[] = []
    desk.onChange((change) => void changes.push(change))
    const ask = askThrough(contract, desk.dispatch)
    const reach = async () => (await ask.signIn.state({})).afar?.reach
    return { ask, desk, changes, reach }
  }
  return {
    ...{ ...office, program, file, place, platform, window },
    async joins(name = 'Front desk') {
      const { code } = await office.own.ask.desks.invite({ name })
      const joined = window(await program.join({ code, place }))
      await expect.poll(joined.reach).toBe('reachable')
      return joined
    },
  }
}

test('a program that joined is a desk at every later start, until it leaves', async () => {
  const { joins, window, program, file, hester } = await officeAndProgram()
  const first = await joins()
  const state = await first.ask.signIn.state({})
  expect(state).toMatchObject({
    ...{ phase: 'locked', office: { name: 'Tark & Prosser' }, me: null },
    afar: { desk: 'Front desk', reach: 'reachable', since: null },
  })
  expect(state.people).toHaveLength(3)
  await first.desk.close()
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = window(program.joined()!)
  await expect.poll(again.reach).toBe('reachable')
  await again.ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  expect(again.desk.phase()).toBe('open')
  expect((await again.ask.clients.find({ text: 'Fenwright' })).rows).toHaveLength(1)
  await again.ask.signIn.lock({})
  expect(again.desk.phase()).toBe('locked')
  program.leave()
  expect([existsSync(file), program.joined()]).toEqual([false, null])
})

test('no passphrase leaves the desk: signing in, changing it, choosing another, adding and helping a colleague', async () => {
  const { joins, received, imogen, hester, file, own, window, program } = await officeAndProgram()
  const sending = vi.spyOn(WebSocket.prototype, 'send')
  onTestFinished(() => sending.mockRestore())
  const typed = ['first secret of four', 'second secret of four', 'third secret of four']
  const [one, two, three] = typed.map((passphrase) => ({ passphrase, passphraseAgain: passphrase }))
  const { ask, desk } = await joins()
  await ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
  await ask.people.changePassphrase({ current: PASSPHRASE, ...one! })
  const ivo = await ask.people.add({ name: 'Ivo Tarn', role: 'secretary', ...two! })
  await ask.people.givePassphrase({ personId: hester, ...two! })
  await ask.signIn.lock({})
  const given = { personId: hester, passphrase: typed[1]! }
  expect((await refusalOf(ask.signIn.unlock(given))).fields).toHaveProperty('choose')
  await ask.signIn.unlockChoosing({ personId: hester, current: typed[1]!, ...three! })
  await ask.signIn.unlock({ personId: ivo.id, passphrase: typed[1]! })
  await ask.signIn.unlock({ personId: imogen, passphrase: typed[0]! })
  // What is refused at a desk is not sent to be refused.
  const passphrase = typed[0]!
  await refusalOf(ask.exports.make({ passphrase }), 'not-allowed')
  await refusalOf(ask.people.changeFileKey({ passphrase }), 'not-allowed')
  await refusalOf(ask.people.renewRecoverySheet({ passphrase }), 'not-allowed')
  expect(received.length).toBeGreaterThan(10)
  const sent = sending.mock.calls.map(([data]) => Buffer.from(data as Buffer).toString('utf8'))
  expect(sent.length).toBeGreaterThan(20)
  for (const secret of [PASSPHRASE, ...typed]) {
    expect([...received, ...sent].filter((all) => all.includes(secret))).toEqual([])
    expect(readFileSync(file, 'utf8')).not.toContain(secret)
  }
  // What was chosen at the desk opens the office at its own window, and the log is whole.
  await desk.close()
  await own.ask.signIn.unlock({ personId: hester, passphrase: typed[2]! })
  await own.ask.signIn.unlock({ personId: imogen, passphrase: typed[0]! })
  expect((await own.ask.audit.verify({})).findings).toEqual([])
  const back = window(program.joined()!)
  await expect.poll(back.reach).toBe('reachable')
  await refusalOf(back.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE }))
})

test('a new passphrase is judged at the desk, and typed twice there', async () => {
  const { joins, imogen, received } = await officeAndProgram(async () => true)
  const { ask } = await joins()
  await ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
  const weak = { passphrase: 'passwordpassword', passphraseAgain: 'passwordpassword' }
  const change = (more: object) =>
    ask.people.changePassphrase({ current: PASSPHRASE, ...weak, ...more })
  expect((await refusalOf(change({}))).fields?.['passphrase']).toContain('guessed soon')
  expect((await refusalOf(change({ passphraseAgain: 'x' }))).fields).toHaveProperty(
    'passphraseAgain',
  )
  expect(received.filter((all) => all.includes('changePassphrase'))).toEqual([])
})

test('somebody unknown and a wrong passphrase look the same, and the same each time', async () => {
  const { joins, imogen } = await officeAndProgram()
  const { ask } = await joins()
  const nobody = '0192f0c1-2222-7000-8000-000000000000' as PersonId
  const slot = (personId: PersonId) => ask.signIn.slot({ personId })
  const [known, unknown] = [await slot(imogen), await slot(nobody)]
  expect(await slot(nobody)).toEqual(unknown)
  expect(unknown.salt).not.toBe(known.salt)
  expect([unknown.n, Buffer.from(unknown.salt, 'base64').length]).toEqual([
    known.n,
    Buffer.from(known.salt, 'base64').length,
  ])
  const wrong = (personId: PersonId) =>
    refusalOf(ask.signIn.unlock({ personId, passphrase: 'not this one at all' }))
  const [one, other] = [await wrong(imogen), await wrong(nobody)]
  expect([one.code, one.message]).toEqual([other.code, other.message])
})

test('a desk tries no more than five wrong passphrases for a person in a minute; another desk may', async () => {
  const { joins, imogen, clock, hester } = await officeAndProgram()
  const [one, other] = [await joins('One'), await joins('Two')]
  const wrong = (ask: (typeof one)['ask'], personId = imogen) =>
    refusalOf(ask.signIn.unlock({ personId, passphrase: 'not this one at all' }))
  const at = (seconds: number) =>
    clock.set(new Date(Date.parse('2026-11-23T10:00:00.000Z') + seconds * 1_000).toISOString())
  // Each waits as long as the person's own wait has it.
  for (const [nth, seconds] of [0, 0, 0, 2, 5].entries()) {
    at(seconds)
    expect((await wrong(one.ask)).message, String(nth)).toContain('does not open')
  }
  at(40)
  expect((await wrong(one.ask)).message).toContain('too often at this desk')
  expect((await wrong(one.ask, hester)).message).toContain('does not open')
  expect((await wrong(other.ask)).message).not.toContain('too often at this desk')
  at(240)
  await one.ask.signIn.unlock({ personId: imogen, passphrase: PASSPHRASE })
})

test('twenty people sign in at once, and the office works out none of their passphrases', async () => {
  const { at, imogen, own, joined } = await hostedOffice()
  const names = Array.from({ length: 20 }, (_, nth) => `Desk ${nth}`)
  for (const name of names) await joined(name)
  const { derive } = await import('../../src-main/vault/key-slot.ts')
  const { salt, n } = await own.ask.signIn.slot({ personId: imogen })
  const began = performance.now()
  await derive(PASSPHRASE, Buffer.from(salt, 'base64'), { n: 2 ** 17, r: 8, p: 1 })
  const atOne = performance.now() - began
  const key = (await derive(PASSPHRASE, Buffer.from(salt, 'base64'), { n, r: 8, p: 1 })).toString(
    'base64',
  )
  const places = names.map(at)
  const asked = performance.now()
  await Promise.all(
    places.map(({ ask }) => ask.signIn.unlock({ personId: imogen, passphrase: { key } })),
  )
  // Worked out one after another at the office they would take twenty times as long as one.
  expect(performance.now() - asked).toBeLessThan(5 * atOne)
})

test('not reachable, another version, not known any more and a wrong passphrase are told apart', async () => {
  const { joins, hosting, hester, own, program, window, place } = await officeAndProgram()
  const { ask, reach } = await joins()
  const wrong = await refusalOf(ask.signIn.unlock({ personId: hester, passphrase: 'not this one' }))
  expect([wrong.code, await reach()]).toEqual(['not-allowed', 'reachable'])
  const [front] = (await own.ask.desks.list({})).desks
  await own.ask.desks.remove({ deskId: front!.id })
  await expect.poll(reach).toBe('not-known')
  await joins('Another')
  await hosting.close()
  const lost = window(program.joined()!)
  await expect.poll(lost.reach).toBe('not-reachable')
  const { afar, office, phase } = await lost.ask.signIn.state({})
  expect([afar?.place, office?.name, phase]).toEqual([place, 'Tark & Prosser', 'locked'])
  expect(Date.parse(afar?.since ?? '')).toBeGreaterThan(0)
})

test('an office that stands elsewhere now is found by another name', async () => {
  const { joins, program, window, place } = await officeAndProgram()
  const { desk } = await joins()
  await desk.close()
  const astray = window(program.findAt('127.0.0.1:1')!)
  await expect.poll(astray.reach).toBe('not-reachable')
  expect(() => program.findAt('not a place')).toThrow('as the office shows it')
  const found = window(program.findAt(place)!)
  await expect.poll(found.reach).toBe('reachable')
})

test('a desk counts the time limits of the coming days as its person sees them, while they are signed in and the office answers', async () => {
  const { joins, hester, own, hosting } = await officeAndProgram()
  const { ask, desk } = await joins()
  expect(await desk.limitsAhead()).toBeNull()
  await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  const { id: clientId } = (await own.ask.clients.find({ text: '' })).rows[0]!
  await own.ask.matters.open({
    ...{ clientId, kind: 'treatment', title: 'A claim', responsible: hester, opponents: [] },
    // The office’s own clock stands at 23 November 2026: three years later is in five days.
    ...{ eventOn: day('2023-11-28'), knownOn: null },
    noEventReason: '',
  })
  const ahead = (await desk.limitsAhead())!
  expect(ahead).toEqual(await own.ask.day.limits({}))
  expect(ahead.some(({ due }) => due === 1)).toBe(true)
  expect(Object.keys(ahead[0]!).toSorted()).toEqual(['due', 'late', 'on'])
  await hosting.close()
  await expect.poll(async () => (await ask.signIn.state({})).afar?.reach).toBe('not-reachable')
  expect(await desk.limitsAhead()).toBeNull()
})

test('a desk that is locked while its office cannot be reached shows nothing, and its person is signed out there', async () => {
  const { joins, hester, own, hosting } = await officeAndProgram()
  const { ask, desk, changes } = await joins()
  await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  expect(desk.phase()).toBe('open')
  await hosting.close()
  await expect.poll(async () => (await ask.signIn.state({})).afar?.reach).toBe('not-reachable')
  expect((await ask.signIn.state({})).me?.name).toBe('Hester Vane')
  changes.length = 0
  await desk.lock()
  expect([desk.phase(), changes]).toEqual(['locked', expect.arrayContaining(['session'])])
  expect((await ask.signIn.state({})).me).toBeNull()
  await expect
    .poll(async () => (await own.ask.audit.list({ limit: 1 })).entries[0]?.act)
    .toBe('signed-out')
})

test('what is of the window is answered at the desk, and another office is not opened there', async () => {
  const { joins, hester, platform, received } = await officeAndProgram()
  const { ask } = await joins()
  await refusalOf(ask.platform.settings({}), 'locked')
  await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
  await ask.platform.changeSettings({ theme: 'dark' })
  expect(platform.window.theme).toBe('dark')
  expect((await ask.platform.settings({})).theme).toBe('dark')
  await ask.platform.keepUnfinished({
    forms: [{ form: 'f', screen: '/', title: 'Form', typed: '{}' }],
  })
  expect((await ask.platform.unfinished({})).forms).toHaveLength(1)
  expect((await refusalOf(ask.signIn.chooseOffice({}))).message).toContain('Leave this office')
  expect((await refusalOf(ask.people.changeFileKey({ passphrase: 'x' }))).message).toContain(
    'computer that has the office’s folder',
  )
  const names = received.map((all) => (JSON.parse(all) as [unknown, string])[1])
  expect(names).not.toContain('platform.settings')
  expect(names).toContain('platform.keepUnfinished')
})
