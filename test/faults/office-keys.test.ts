import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { createLog } from '../../src-main/audit/log.ts'
import { folds } from '../../src-main/folds.ts'
import { newId } from '../../src-main/wire/new-id.ts'
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

test('a key whose person was never logged opens nothing and is taken away', async () => {
  const test = await openTestOffice()
  const personId = newId(parts.clock, parts.random) as PersonId
  await halfway(test, (vault) => vault.addKey({ personId, name: 'Hester Vane', passphrase }))
  expect(await keyNames(test)).toEqual(['Imogen Tark', 'Hester Vane'])
  await refusalOf(test.signIn(personId), 'not-allowed')
  expect(test.office.phase()).toBe('locked')
  await test.signIn(test.partner)
  expect(await keyNames(test)).toEqual(['Imogen Tark'])
  expect((await test.ask.people.list({})).map(({ name }) => name)).toEqual(['Imogen Tark'])
  await test.hire('Hester Vane', 'secretary')
  expect((await test.ask.audit.verify({})).findings).toEqual([])
})

test('a person removed in the log whose key is still there cannot come in, by passphrase or by sheet', async () => {
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
  const { recoveryCode } = test
  await refusalOf(test.ask.signIn.recover({ personId, recoveryCode, ...chosen }), 'not-allowed')
  expect(test.office.phase()).toBe('locked')
  await test.signIn(test.partner)
  expect(await keyNames(test)).toEqual(['Imogen Tark'])
})

test('a passphrase logged as changed but never changed still opens the office', async () => {
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
