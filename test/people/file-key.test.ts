import Signal from '@signalapp/sqlcipher'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { newPair } from '../../src-main/vault/key-pair.ts'
import { readKeyFile, writeKeyFile } from '../../src-main/vault/key-file.ts'
import { expectWhole } from '../../src-main/vault/connection.ts'
import { rekeyedCopy } from '../../src-main/vault/rekeyed-copy.ts'
import { keyOfWords } from '../../src-main/vault/recovery-words.ts'
import {
  chosen,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  type TestOffice,
} from '../open-office.ts'
import { randomBytes } from 'node:crypto'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 300_000 })

const change = ({ ask }: TestOffice) => ask.people.changeFileKey({ passphrase: PASSPHRASE })
const openedBy = (folder: string, words: string) => {
  const db = new Signal(path.join(folder, 'remedy.db'))
  try {
    db.pragma(`key = "x'${Buffer.from(keyOfWords(words)!).toString('hex')}'"`)
    return db.prepare('select count(*) as n from person').get() !== undefined
  } catch {
    return false
  } finally {
    db.close()
  }
}

describe('another file key', () => {
  test('leaves everybody their passphrase and everything its place; neither the sheet nor a key of before opens it', async () => {
    const office = await openTestOffice()
    const hester = await office.hire('Hester Vane', 'secretary')
    const { id: clientId } = await office.ask.clients.register(someClient())
    writeFileSync(path.join(office.folder, 'remedy.db.before-1'), 'as it was')
    expect(await office.ask.people.fileKey({})).toEqual({ since: null, without: [] })
    const unfinished = { form: 'a form', screen: '/', title: 'A form', typed: '{"a":1}' }
    await office.ask.platform.keepUnfinished({ forms: [unfinished] })
    await refusalOf(office.ask.people.changeFileKey({ passphrase: 'not this one' }), 'not-allowed')
    const sheet = await change(office)
    expect(sheet.sheetWords).not.toBe(office.sheetWords)
    expect(await office.ask.people.fileKey({})).toEqual({
      since: '2026-11-23T09:00:00.000Z',
      without: [],
    })
    // It goes on as it was, without anybody signing in again.
    expect((await office.ask.clients.get({ clientId })).surname).toBe('Fenwright')
    expect((await office.ask.platform.unfinished({})).forms).toEqual([unfinished])
    await office.ask.clients.register(
      someClient({ prisonNumber: { number: 'A2222BC', exception: '' } }),
    )
    expect((await office.ask.audit.verify({})).findings).toEqual([])
    expect(readdirSync(office.folder).filter((name) => /rekeyed|before|next/.test(name))).toEqual(
      [],
    )
    expect((await office.ask.people.recoverySheet({})).confirmed).toBeNull()
    await office.restart()
    expect([
      openedBy(office.folder, office.sheetWords),
      openedBy(office.folder, sheet.sheetWords),
    ]).toEqual([false, true])
    const recovery = { personId: hester, ...chosen }
    await refusalOf(
      office.ask.signIn.recover({ ...recovery, sheetWords: office.sheetWords }),
      'not-allowed',
    )
    await office.signIn(hester)
    await office.signIn(office.partner)
    const { findings, remarks } = await office.ask.audit.verify({})
    expect([findings, remarks]).toEqual([[], []])
    await office.ask.signIn.lock({})
    await office.ask.signIn.recover({ ...recovery, sheetWords: sheet.sheetWords })
  })

  test('tells its steps while it goes on, and answers meanwhile', async () => {
    const office = await openTestOffice()
    const { ask } = office
    expect(await ask.people.fileKeyProgress({})).toEqual({ running: false, done: 0, of: 0 })
    const steps = new Set<number>()
    const changing = { goesOn: true }
    const changed = change(office).finally(() => (changing.goesOn = false))
    while (changing.goesOn) {
      const { running, done, of } = await ask.people.fileKeyProgress({})
      if (running && of > 0) steps.add(done)
      if (running) expect([0, 4]).toContain(of)
      expect((await ask.clients.find({})).rows).toEqual([])
      await new Promise(setImmediate)
    }
    await changed
    expect(steps.size).toBeGreaterThan(0)
    for (const done of steps) expect([0, 1, 2, 3]).toContain(done)
    expect(await ask.people.fileKeyProgress({})).toEqual({ running: false, done: 0, of: 0 })
    const hester = await office.hire('Hester Vane', 'secretary')
    await office.signIn(hester)
    await refusalOf(ask.people.fileKeyProgress({}), 'not-allowed')
  })

  test('has its steps counted one by one: copied, encrypted, read again', async () => {
    const office = await openTestOffice()
    await office.office.lock()
    const file = path.join(office.folder, 'remedy.db')
    const key = keyOfWords(office.sheetWords)!
    const target = path.join(office.folder, 'copy.db')
    const newKey = randomBytes(32)
    const opensBy = (its: Uint8Array) => {
      try {
        expectWhole(target, its)
        return true
      } catch {
        return false
      }
    }
    const seen: unknown[] = []
    const steps = {
      begin: (of: number) => void seen.push(of),
      tick: () => void seen.push([opensBy(key), opensBy(newKey)]),
    }
    rekeyedCopy({ file, key, newKey, target }, steps)
    expect(seen).toEqual([4, [true, false], [false, true], [false, true]])
  })

  test('is changed as often as it is asked for, and one key file of before opens nothing more', async () => {
    const office = await openTestOffice()
    const before = readFileSync(path.join(office.folder, 'remedy.keys'))
    await change(office)
    await change(office)
    await office.office.lock()
    writeFileSync(path.join(office.folder, 'remedy.keys'), before)
    await refusalOf(office.signIn(office.partner))
    expect(office.office.phase()).toBe('locked')
  })

  test('is not given to a public half that somebody put into the key file: its person is named, and given a passphrase', async () => {
    const office = await openTestOffice()
    const hester = await office.hire('Hester Vane', 'secretary')
    await office.office.lock()
    const file = path.join(office.folder, 'remedy.keys')
    const keys = readKeyFile(file)!
    const theirs = newPair((bytes) => randomBytes(bytes))
    const people = keys.people.map((one) =>
      one.personId === hester ? { ...one, pair: { ...one.pair!, public: theirs.public } } : one,
    )
    writeKeyFile(file, { ...keys, people })
    await office.signIn(office.partner)
    await change(office)
    expect(readKeyFile(file)!.people.map(({ name }) => name)).toEqual(['Imogen Tark'])
    expect((await office.ask.audit.verify({})).findings).toEqual([])
    await office.ask.people.givePassphrase({ personId: hester, ...chosen })
    const own = { passphrase: 'four words of mine', passphraseAgain: 'four words of mine' }
    await office.ask.signIn.unlockChoosing({ personId: hester, current: PASSPHRASE, ...own })
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  })

  test('is not changed by whoever would be left without a key by it; they choose another passphrase first', async () => {
    const office = await openTestOffice()
    const { ask, folder } = office
    const file = path.join(folder, 'remedy.keys')
    const before = readFileSync(file)
    const own = { passphrase: 'four words of mine', passphraseAgain: 'four words of mine' }
    await ask.people.changePassphrase({ current: PASSPHRASE, ...own })
    await office.office.lock()
    writeFileSync(file, before)
    await office.signIn(office.partner)
    const without = { since: null, without: [{ id: office.partner, name: 'Imogen Tark' }] }
    expect(await ask.people.fileKey({})).toEqual(without)
    expect((await refusalOf(change(office), 'conflict')).message).toContain(
      'Change your passphrase under My passphrase',
    )
    await ask.people.changePassphrase({ current: PASSPHRASE, ...own })
    await ask.people.changeFileKey({ passphrase: own.passphrase })
    await office.office.lock()
    await office.signIn(office.partner, own.passphrase)
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('leaves somebody without a key who is removed like anybody else', async () => {
    const office = await openTestOffice()
    const { ask, folder } = office
    const hester = await office.hire('Hester Vane', 'secretary')
    const file = path.join(folder, 'remedy.keys')
    const before = readFileSync(file)
    await office.signIn(hester)
    const own = { passphrase: 'four words of mine', passphraseAgain: 'four words of mine' }
    await ask.people.changePassphrase({ current: PASSPHRASE, ...own })
    await office.office.lock()
    writeFileSync(file, before)
    await office.signIn(office.partner)
    expect((await ask.people.fileKey({})).without).toMatchObject([{ id: hester }])
    await change(office)
    expect(readKeyFile(file)!.people.map(({ name }) => name)).toEqual(['Imogen Tark'])
    expect(await ask.people.remove({ personId: hester })).toMatchObject({ works: false })
    expect((await ask.audit.verify({})).findings).toEqual([])
  })

  test('is changed by a partner alone, and not while the log is verified', async () => {
    const office = await openTestOffice()
    const verifying = office.ask.audit.verify({})
    await refusalOf(change(office), 'busy')
    await verifying
    const hester = await office.hire('Hester Vane', 'caseworker')
    await office.signIn(hester)
    await refusalOf(change(office), 'not-allowed')
    await refusalOf(office.ask.people.fileKey({}), 'not-allowed')
    expect(existsSync(path.join(office.folder, 'remedy.db.rekeyed'))).toBe(false)
  })
})
