import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { createLog } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import { newId } from '../../src-main/wire/new-id.ts'
import {
  readKeyFile,
  stageKeyFile,
  writeKeyFile,
  type KeyFile,
} from '../../src-main/vault/key-file.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  temporaryFolder,
  testClock,
  type TestOffice,
} from '../open-office.ts'
import type { PersonId } from '../../src-main/people/contract.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

/*
 * Keys and log are two stores. These tests leave an office as a program leaves it that dies between
 * the two, by doing the first half of an act and no more.
 */
const parts = { clock: testClock(), random: (bytes: number) => randomBytes(bytes), cost: 2 ** 4 }
const passphrase = PASSPHRASE

async function halfway(
  { folder, partner, office }: TestOffice,
  half: (vault: ReturnType<typeof createVault>) => Promise<void>,
) {
  await office.close()
  const vault = createVault({ folder, ...parts })
  await vault.unlock(partner, passphrase)
  await half(vault)
  await vault.lock()
}

const keyNames = async ({ ask }: TestOffice) =>
  (await ask.signIn.state({})).people.map(({ name }) => name)

/** Writes the key file, or one beside it, as somebody may do who has the folder. */
function rewrite(
  { folder }: TestOffice,
  change: (keys: KeyFile) => KeyFile,
  put: (file: string, keys: KeyFile) => void = writeKeyFile,
): void {
  const file = path.join(folder, 'remedy.keys')
  put(file, change(readKeyFile(file)!))
}
const withStray = (personId: string) => (keys: KeyFile) => ({
  ...keys,
  people: [...keys.people, { ...keys.people[0]!, personId, name: 'Hester Vane' }],
})

test('a key of somebody who does not work here opens nothing and is taken away, which is an entry', async () => {
  const test = await openTestOffice()
  const personId = newId(parts.clock, parts.random) as PersonId
  await test.office.lock()
  rewrite(test, withStray(personId))
  expect(await keyNames(test)).toEqual(['Imogen Tark', 'Hester Vane'])
  await refusalOf(test.signIn(personId), 'not-allowed')
  expect(test.office.phase()).toBe('locked')
  await test.signIn(test.partner)
  expect(await keyNames(test)).toEqual(['Imogen Tark'])
  expect((await test.ask.people.list({})).map(({ name }) => name)).toEqual(['Imogen Tark'])
  const [newest, before] = (await test.ask.audit.list({ limit: 2 })).entries
  expect([before!.act, newest!.act]).toEqual(['sign-ins-failed', 'stray-key-removed'])
  await test.hire('Hester Vane', 'secretary')
  const { findings, remarks } = await test.ask.audit.verify({})
  expect(findings).toEqual([])
  expect(remarks).toMatchObject([
    { what: 'The key file, remedy.keys, was another than the log had named.' },
  ])
})

test('an earlier key file that was put back is told of by the next verification, and opens no more than it did', async () => {
  const test = await openTestOffice()
  const file = path.join(test.folder, 'remedy.keys')
  const earlier = readFileSync(file)
  const next = 'another four plain words'
  await test.ask.people.changePassphrase({
    ...{ current: PASSPHRASE, passphrase: next, passphraseAgain: next },
  })
  expect((await test.ask.audit.verify({})).remarks).toEqual([])
  await test.office.lock()
  writeFileSync(file, earlier)
  await refusalOf(test.signIn(test.partner, next), 'not-allowed')
  await test.signIn(test.partner)
  const { findings, remarks } = await test.ask.audit.verify({})
  expect([findings.length, remarks.length]).toEqual([0, 1])
})

test('a key file that was exchanged while the office is open is told of by the next change of a key', async () => {
  const test = await openTestOffice()
  const personId = newId(parts.clock, parts.random) as PersonId
  rewrite(test, withStray(personId))
  await test.hire('Ada Quill', 'auditor')
  const { findings, remarks } = await test.ask.audit.verify({})
  expect(findings.map(({ what }) => what)).toEqual([
    'The key file, remedy.keys, is not the one of this log.',
  ])
  expect(remarks).toHaveLength(1)
})

test('a change of keys that no entry names is thrown away by the next to come in', async () => {
  const test = await openTestOffice()
  const personId = newId(parts.clock, parts.random) as PersonId
  await test.office.lock()
  rewrite(test, withStray(personId), stageKeyFile)
  await refusalOf(test.signIn(personId), 'not-allowed')
  await test.signIn(test.partner)
  expect(readdirSync(test.folder)).not.toContain('remedy.keys.next')
  expect(await keyNames(test)).toEqual(['Imogen Tark'])
  expect((await test.ask.audit.verify({})).remarks).toEqual([])
})

test('a person whom an earlier program removed in the log alone cannot come in, by passphrase or by sheet', async () => {
  const test = await openTestOffice()
  const personId = await test.hire('Hester Vane', 'partner')
  await halfway(test, async (vault) => {
    const log = createLog({ vault, folds, ...parts })
    const detail = { personId, name: 'Hester Vane', role: 'partner' }
    await vault.write(async (tx) => {
      await log.record(tx, { id: test.partner }, { act: 'person-removed', subject: null, detail })
    })
  })
  await refusalOf(test.signIn(personId), 'not-allowed')
  const { sheetWords } = test
  await refusalOf(test.ask.signIn.recover({ personId, sheetWords, ...chosen }), 'not-allowed')
  expect(test.office.phase()).toBe('locked')
  await test.signIn(test.partner)
  expect(await keyNames(test)).toEqual(['Imogen Tark'])
})

test('a passphrase that an earlier program logged as changed and did not change still opens the office', async () => {
  const test = await openTestOffice()
  await halfway(test, async (vault) => {
    const log = createLog({ vault, folds, ...parts })
    const detail = { personId: test.partner }
    await vault.write(async (tx) => {
      const by = { id: test.partner }
      await log.record(tx, by, { act: 'passphrase-changed', subject: null, detail })
    })
  })
  await test.signIn(test.partner)
  expect(test.office.phase()).toBe('open')
})

test('an office whose file was made but not its first entry is finished by the first to unlock it', async () => {
  const folder = path.join(temporaryFolder(), 'office')
  const vault = createVault({ folder, ...parts })
  const personId = newId(parts.clock, parts.random) as PersonId
  const first = { personId, name: 'Imogen Tark', passphrase }
  await vault.create({ officeName: 'Tark & Prosser', sample: false, first })
  await vault.lock()
  const { ask, office } = await doorTo(folder)
  await ask.signIn.unlock({ personId, passphrase })
  const { entries } = await ask.audit.list({})
  expect(entries.map(({ act }) => act)).toEqual(['signed-in', 'person-added', 'office-created'])
  expect((await ask.signIn.state({})).me).toMatchObject({ name: 'Imogen Tark', role: 'partner' })
  expect((await ask.audit.verify({})).findings).toEqual([])
  await office.close()
})

test('control: the same steps, done whole, are in order', async () => {
  const test = await openTestOffice()
  const hester = await test.hire('Hester Vane', 'partner')
  await halfway(test, async () => {})
  await test.signIn(hester)
  expect(await keyNames(test)).toEqual(['Imogen Tark', 'Hester Vane'])
})
