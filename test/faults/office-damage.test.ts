import {
  copyFileSync,
  cpSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  type TestOffice,
} from '../open-office.ts'
import { full } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const numbered = (n: number) =>
  someClient({ surname: `Client ${n}`, prisonNumber: { number: `A${1000 + n}BC`, exception: '' } })

/** Puts the database of before some work back in place, under the head that was written after it. */
async function dropTail(test: TestOffice): Promise<void> {
  const db = path.join(test.folder, 'remedy.db')
  const before = `${test.folder}-before.db`
  await test.office.lock()
  copyFileSync(db, before)
  await test.signIn(test.partner)
  for (let n = 0; n < 5; n++) await test.ask.clients.register(numbered(n))
  await test.office.lock()
  copyFileSync(before, db)
  for (const name of [`${db}-wal`, `${db}-shm`]) rmSync(name, { force: true })
}

describe('an office whose newest entries were taken away', () => {
  test('opens, says that its log failed its checks, and names what is missing', async () => {
    const test = await openTestOffice({ anew: true })
    await dropTail(test)
    await test.signIn(test.partner)
    expect((await test.ask.audit.health({})).checked).toMatchObject({ holds: false })
    const verdict = await test.ask.audit.verify({})
    expect(verdict.verdict).toBe('finding')
    // Five clients, one sign-in and one sign-out came after the fourth entry.
    expect(verdict).toMatchObject({ entries: 4, findings: [{ seq: 5 }] })
  })

  test('is read and verified, but nothing more is recorded in it, and nobody is shut out', async () => {
    const test = await openTestOffice()
    await test.ask.clients.register(numbered(99))
    await dropTail(test)
    const { lastCode } = await test.ask.signIn.state({})
    await test.signIn(test.partner)
    const refused = await refusalOf(test.ask.clients.register(numbered(1)), 'damaged')
    expect(refused.message).toContain('Copy the office’s folder')
    await refusalOf(test.hire('Hester Vane', 'secretary'), 'damaged')
    const next = {
      passphrase: 'another four plain words',
      passphraseAgain: 'another four plain words',
    }
    await refusalOf(test.ask.people.changePassphrase({ current: PASSPHRASE, ...next }), 'damaged')
    await refusalOf(test.ask.people.renewRecoverySheet({ passphrase: PASSPHRASE }), 'damaged')
    expect((await test.ask.clients.find({})).total).toBe(1)
    await test.ask.signIn.lock({})
    const { sheetWords, partner: personId } = test
    await refusalOf(test.ask.signIn.recover({ personId, sheetWords, ...chosen }), 'damaged')
    await test.signIn(test.partner)
    const state = await test.ask.signIn.state({})
    expect(state.lastCode).toBe(lastCode)
    expect(state.people).toHaveLength(1)
  })

  test('control: the same work without the loss is in order', async () => {
    const test = await openTestOffice()
    for (let n = 0; n < 5; n++) await test.ask.clients.register(numbered(n))
    await test.office.lock()
    await test.signIn(test.partner)
    expect((await test.ask.audit.health({})).checked).toMatchObject({ holds: true })
    expect((await test.ask.audit.verify({})).findings).toEqual([])
  })
})

describe('a write-ahead log found after a crash', () => {
  /** The folder as a crash leaves it: copied while the office was open. */
  async function crashed(): Promise<{ folder: string; test: TestOffice }> {
    const test = await openTestOffice()
    for (let n = 0; n < 5; n++) await test.ask.clients.register(numbered(n))
    const folder = `${test.folder}-crashed`
    cpSync(test.folder, folder, { recursive: true })
    expect(statSync(path.join(folder, 'remedy.db-wal')).size).toBeGreaterThan(10_000)
    return { folder, test }
  }

  test('that was cut short is told: acknowledged entries are missing', async () => {
    const { folder, test } = await crashed()
    const wal = path.join(folder, 'remedy.db-wal')
    truncateSync(wal, Math.floor(statSync(wal).size * 0.8))
    const { ask, office } = await doorTo(folder, test.clock)
    await ask.signIn.unlock({ personId: test.partner, passphrase: PASSPHRASE })
    expect((await ask.audit.health({})).checked).toMatchObject({ holds: false })
    expect((await ask.audit.verify({})).findings).not.toEqual([])
    await refusalOf(ask.clients.register(numbered(9)), 'damaged')
    await office.close()
  })

  test('control: whole, it loses nothing', async () => {
    const { folder, test } = await crashed()
    const { ask, office } = await doorTo(folder, test.clock)
    await ask.signIn.unlock({ personId: test.partner, passphrase: PASSPHRASE })
    expect((await ask.clients.find({})).total).toBe(5)
    expect((await ask.audit.verify({})).findings).toEqual([])
    await office.close()
    expect(existsSync(path.join(folder, 'remedy.db'))).toBe(true)
  })
})

describe('a part of the file that cannot be read', () => {
  test('is told, and once a partner has accepted what can be proved the office is written to again', async () => {
    const office = await openTestOffice()
    for (let n = 0; n < 40; n++) await office.ask.clients.register(numbered(n))
    await office.office.close()
    const whole = readFileSync(path.join(office.folder, 'remedy.db'))
    const told = { untouched: 0, cured: 0, 'restore a backup': 0 }
    for (let page = 4; page < whole.length / PAGE; page += full ? 1 : 12) {
      const folder = `${office.folder}-${page}`
      cpSync(office.folder, folder, { recursive: true })
      const bytes = Buffer.from(whole)
      bytes[page * PAGE + 100]! ^= 1
      writeFileSync(path.join(folder, 'remedy.db'), bytes)
      const door = await doorTo(folder, office.clock)
      told[await goneOn(door.ask, office.partner)] += 1
      await door.office.close()
      rmSync(folder, { recursive: true })
    }
    console.log('Parts of the file that cannot be read:', told)
    expect(told.cured).toBeGreaterThan(0)
    expect(told.untouched).toBeGreaterThan(0)
  })

  const PAGE = 4096

  /** What becomes of an office of which a part cannot be read, as far as the program and a partner can bring it. */
  async function goneOn(ask: TestOffice['ask'], personId: TestOffice['partner']) {
    const damaged = async (asked: Promise<unknown>) => {
      try {
        return void (await asked)
      } catch (error) {
        expect(error).toMatchObject({ code: 'damaged' })
        return true
      }
    }
    if (await damaged(ask.signIn.unlock({ personId, passphrase: PASSPHRASE })))
      return 'restore a backup'
    const before = (await ask.audit.health({})).damage
    if (before === null && !(await damaged(ask.clients.register(numbered(8000)))))
      return 'untouched'
    expect((await ask.audit.health({})).damage).not.toBeNull()
    if (await damaged(ask.signIn.examineEnd({}))) return 'restore a backup'
    await ask.signIn.acceptEnd({ passphrase: PASSPHRASE, reason: 'A part could not be read' })
    await ask.clients.register(numbered(8001))
    expect((await ask.audit.verify({})).findings).toEqual([])
    return 'cured'
  }
})
