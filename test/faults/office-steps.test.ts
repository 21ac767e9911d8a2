import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { newId } from '../../src-main/wire/new-id.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { readHead } from '../../src-main/vault/head-file.ts'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  temporaryFolder,
  testClock,
  type TestOffice,
} from '../open-office.ts'
import { eachStep, killedAtEachStep } from './each-step.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const NEXT = 'another four plain words'
const names = { officeName: 'Tark', personName: 'Imogen Tark', ...chosen }
const onceMore = someClient({
  surname: 'After',
  prisonNumber: { number: 'A9999ZZ', exception: '' },
})

/** One program that opens one copy after another, as anybody would after a crash. */
async function visitor() {
  const { ask, office, platform } = await doorTo(null)
  onTestFinished(() => office.close())
  async function signIn(passphrases: string[]) {
    const [first] = (await ask.signIn.state({})).people
    for (const passphrase of passphrases) {
      const came = await ask.signIn.unlock({ personId: first!.id, passphrase }).then(
        () => true,
        () => false,
      )
      if (came) return
    }
    throw new Error('Nobody can sign in.')
  }
  /** The log holds, an act is recorded, and both still hold at the next start. */
  async function worksOn() {
    expect((await ask.audit.health({})).checked).toMatchObject({ holds: true })
    await ask.clients.register(onceMore)
    await ask.signIn.lock({})
  }
  return {
    ask,
    platform,
    async opens(folder: string, passphrases = [PASSPHRASE]) {
      platform.choose = folder
      await ask.signIn.chooseOffice({})
      await signIn(passphrases)
      const { entries } = await ask.audit.health({})
      const clients = (await ask.clients.find({})).rows.map(({ surname }) => surname)
      const people = (await ask.people.list({})).map(({ name }) => name)
      await worksOn()
      return { entries, clients, people }
    },
    async makes(folder: string) {
      platform.choose = folder
      await ask.signIn.createOffice(names)
      await worksOn()
    },
    async verifies(folder: string, passphrases = [PASSPHRASE]) {
      platform.choose = folder
      await ask.signIn.chooseOffice({})
      await signIn(passphrases)
      const { findings } = await ask.audit.verify({ codes: [] })
      await ask.signIn.lock({})
      return findings
    },
  }
}

describe('an office killed at any step of its making', () => {
  test('is whole or absent, and nothing is in the way of the next try', async () => {
    const shelf = path.join(temporaryFolder(), 'shelf')
    mkdirSync(shelf)
    const door = await doorTo(path.join(shelf, 'Tark'))
    const copies = await killedAtEachStep(shelf, () => door.ask.signIn.createOffice(names))
    await door.office.close()
    const visit = await visitor()
    const outcomes = new Set<string>()
    for (const copy of copies) {
      const folder = path.join(copy, 'Tark')
      outcomes.add(existsSync(folder) ? 'there' : 'absent')
      if (existsSync(folder)) expect((await visit.opens(folder)).people).toEqual(['Imogen Tark'])
      else await visit.makes(folder)
      expect(readdirSync(copy)).toEqual(['Tark', 'Tark.keys'])
    }
    expect(copies.length).toBeGreaterThan(15)
    expect(outcomes).toEqual(new Set(['absent', 'there']))
    expect(await visit.verifies(path.join(copies.at(-1)!, 'Tark'))).toEqual([])
  })

  test('is absent where the disk was full when its head was written', async () => {
    const shelf = temporaryFolder()
    const { ask, office } = await doorTo(path.join(shelf, 'Tark'))
    const full = Object.assign(new Error('No space left'), { code: 'ENOSPC' })
    const noHead = (call: string, to: string) => {
      if (call === 'openSync' && to.includes('remedy.head')) throw full
    }
    const made = eachStep(noHead, () => ask.signIn.createOffice(names))
    expect((await refusalOf(made)).message).toContain('disk is full')
    expect(readdirSync(shelf)).toEqual([])
    await ask.signIn.createOffice(names)
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    await office.close()
  })
})

describe('an office that an earlier program left in its place before it was founded', () => {
  test('is finished by the first to sign in, killed at any step of that', async () => {
    const folder = path.join(temporaryFolder(), 'office')
    const parts = {
      clock: testClock(),
      random: (bytes: number) => randomBytes(bytes),
      cost: 2 ** 4,
    }
    const vault = createVault({ folder, ...parts })
    const personId = newId(parts.clock, parts.random) as PersonId
    const first = { personId, name: 'Imogen Tark', passphrase: PASSPHRASE }
    await vault.create({ officeName: 'Tark', sample: false, first })
    await vault.lock()
    const door = await doorTo(folder)
    const signIn = () => door.ask.signIn.unlock({ personId, passphrase: PASSPHRASE })
    const copies = await killedAtEachStep(folder, signIn)
    await door.office.close()
    const visit = await visitor()
    const heads = copies.map((copy) => readHead(path.join(copy, 'remedy.head')))
    const found = []
    for (const copy of copies) found.push((await visit.opens(copy)).entries)
    // One of them had its entries and no head: it is not the damage of a head that was taken away.
    expect(heads.filter((head) => head === null).length).toBeGreaterThan(1)
    expect(new Set(found)).toEqual(new Set([3, 4]))
    expect(await visit.verifies(copies[0]!)).toEqual([])
  })

  test('control: one that somebody worked in and whose head is gone is damaged', async () => {
    const test = await openTestOffice()
    await test.office.lock()
    rmSync(path.join(test.folder, 'remedy.head'))
    await test.signIn(test.partner)
    expect((await test.ask.audit.health({})).checked).toMatchObject({ holds: false })
    await refusalOf(test.ask.clients.register(someClient()), 'damaged')
    await test.ask.signIn.lock({})
    const { sheetWords, partner: personId } = test
    await refusalOf(test.ask.signIn.recover({ personId, sheetWords, ...chosen }), 'damaged')
  })
})

/** What somebody does in an office, and what the office may look like when it was killed in between. */
const acts: Record<string, (test: TestOffice) => Promise<unknown>> = {
  'registering a client': ({ ask }) => ask.clients.register(someClient()),
  'adding a person': ({ hire }) => hire('Hester Vane', 'secretary'),
  'changing a passphrase': ({ ask }) =>
    ask.people.changePassphrase({ current: PASSPHRASE, passphrase: NEXT, passphraseAgain: NEXT }),
  'making a new recovery sheet': ({ ask }) =>
    ask.people.renewRecoverySheet({ passphrase: PASSPHRASE }),
  'locking the office': ({ ask }) => ask.signIn.lock({}),
  'signing in': async ({ ask, signIn, partner }) => {
    await ask.signIn.lock({})
    await signIn(partner)
  },
  'using the recovery sheet': async ({ ask, partner, sheetWords }) => {
    await ask.signIn.lock({})
    const next = { passphrase: NEXT, passphraseAgain: NEXT }
    await ask.signIn.recover({ personId: partner, sheetWords, ...next })
  },
}

describe('an office killed at any step', () => {
  for (const [name, act] of Object.entries(acts))
    test(`of ${name} opens, holds and goes on`, async () => {
      const test = await openTestOffice()
      const copies = await killedAtEachStep(test.folder, () => act(test))
      const visit = await visitor()
      let before = 0
      for (const copy of copies) {
        const { entries, people } = await visit.opens(copy, [PASSPHRASE, NEXT])
        expect(entries).toBeGreaterThanOrEqual(before)
        before = entries
        expect(people).toContain('Imogen Tark')
      }
      expect(copies.length).toBeGreaterThan(3)
      for (const copy of [copies[0]!, copies.at(-1)!])
        expect(await visit.verifies(copy, [PASSPHRASE, NEXT])).toEqual([])
    })

  test('between an act and its head mends the head by itself', async () => {
    const test = await openTestOffice()
    const head = () => readHead(path.join(test.folder, 'remedy.head'))!.size
    const before = head()
    const copies = await killedAtEachStep(test.folder, () =>
      test.ask.clients.register(someClient()),
    )
    const visit = await visitor()
    const ahead = []
    for (const copy of copies) {
      const file = path.join(copy, 'remedy.head')
      const { size } = readHead(file)!
      const { clients, entries } = await visit.opens(copy)
      if (clients.length > 0 && size === before) ahead.push(copy)
      expect(entries).toBe(before + clients.length + 1)
      // Its sign-in, one more client and its sign-out came on top.
      expect(readHead(file)!.size).toBe(entries + 2)
    }
    expect(ahead.length).toBeGreaterThan(0)
    expect(head()).toBe(before + 1)
  })

  test('of the migration of an office of an earlier release opens, holds and goes on', async () => {
    const kept = path.resolve(import.meta.dirname, '../vault/offices/0.1.0')
    const folder = path.join(temporaryFolder(), 'office')
    cpSync(kept, folder, { recursive: true })
    const passphrase = readFileSync(path.join(folder, 'passphrase.txt'), 'utf8').trim()
    const door = await doorTo(folder)
    const [first] = (await door.ask.signIn.state({})).people
    const signIn = () => door.ask.signIn.unlock({ personId: first!.id, passphrase })
    const copies = await killedAtEachStep(folder, signIn)
    await door.office.close()
    const visit = await visitor()
    for (const copy of copies) await visit.opens(copy, [passphrase])
    expect(copies.length).toBeGreaterThan(5)
    expect(await visit.verifies(copies[0]!, [passphrase])).toEqual([])
  })
})
