import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { unwrapKey, wrapKey } from '../../src-main/vault/key-slot.ts'
import { newRecoveryCode, plainRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import {
  addPerson,
  cheap,
  clock,
  entry,
  fingerprint,
  hester,
  newFolder,
  newVault,
  people,
  random,
  vaultIn,
} from './new-vault.ts'

const tom = { personId: 'p-tom', name: 'Tom Adeyemi', passphrase: 'quiet river stone wall' }
const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const parts = { random, clock, cost: cheap }

async function lockedVault() {
  const made = await newVault()
  await made.vault.addKey(tom, entry)
  await made.vault.write((tx) => addPerson(tx, 'a'))
  await made.vault.lock()
  return made
}

test('a wrong passphrase, an unknown person and a wrong code get one answer and touch nothing', async () => {
  const { vault, folder, recoveryCode } = await lockedVault()
  const before = fingerprint(folder)
  const wrongCode = recoveryCode.replace(/.$/, (last) => (last === '7' ? '8' : '7'))
  // Of one person no more than cost nothing.
  const tries = [
    () => vault.unlock(hester.personId, 'plum orchard gate lamq'),
    () => vault.unlock(hester.personId, tom.passphrase),
    () => vault.unlock('p-nobody', hester.passphrase),
    () => vault.unlock(hester.personId, ''),
    () => vault.recover(wrongCode, tom.personId, 'a new passphrase', entry),
    () => vault.recover('', tom.personId, 'a new passphrase', entry),
    () => vault.recover(recoveryCode, 'p-nobody', 'a new passphrase', entry),
  ]
  const answers = new Set<string>()
  for (const attempt of tries) {
    const error = await attempt().then(
      () => null,
      (reason: unknown) => reason,
    )
    expect(error).toEqual(refused('not-allowed'))
    answers.add(String(error))
    expect(vault.phase()).toBe('locked')
  }
  expect(answers.size).toBe(1)
  const { 'remedy.tries': kept, ...files } = fingerprint(folder)
  expect(kept).toBeDefined()
  expect(files).toEqual(before)
})

test('everyone opens the same office with a passphrase of their own, in any Unicode form', async () => {
  const { vault } = await newVault()
  await vault.addKey({ ...tom, passphrase: 'Siân’s café' }, entry)
  await vault.lock()
  await vault.unlock(tom.personId, 'Siân’s café'.normalize('NFD'))
  expect(vault.keyHolders().map(({ name }) => name)).toEqual(['Hester Vane', 'Tom Adeyemi'])
})

test('an office proves who sits at it without closing', async () => {
  const { vault } = await newVault()
  await vault.addKey(tom, entry)
  await vault.check(tom.personId, tom.passphrase)
  await expect(vault.check(tom.personId, hester.passphrase)).rejects.toEqual(refused('not-allowed'))
  expect(await people(vault)).toEqual([])
})

describe('a key', () => {
  test('is given once to each person', async () => {
    const { vault } = await newVault()
    await vault.addKey(tom, entry)
    await expect(vault.addKey(tom, entry)).rejects.toEqual(refused('conflict'))
  })

  test('that was taken away opens nothing', async () => {
    const { vault } = await newVault()
    await vault.addKey(tom, entry)
    await vault.removeKey(tom.personId, entry)
    await expect(vault.removeKey(tom.personId, entry)).rejects.toEqual(refused('not-found'))
    await vault.lock()
    await expect(vault.unlock(tom.personId, tom.passphrase)).rejects.toEqual(refused('not-allowed'))
    await vault.unlock(hester.personId, hester.passphrase)
  })

  test('is never taken from the last person', async () => {
    const { vault, folder } = await newVault()
    const before = readFileSync(join(folder, 'remedy.keys'), 'utf8')
    await expect(vault.removeKey(hester.personId, entry)).rejects.toEqual(refused('conflict'))
    expect(readFileSync(join(folder, 'remedy.keys'), 'utf8')).toBe(before)
  })

  test('cannot be given, taken or changed while the office is locked', async () => {
    const { vault } = await lockedVault()
    const next = 'a whole new passphrase'
    for (const attempt of [
      () => vault.addKey({ ...tom, personId: 'p-third' }, entry),
      () => vault.removeKey(tom.personId, entry),
      () => vault.changePassphrase(tom.personId, tom.passphrase, next, entry),
      () => vault.renewRecovery(entry),
    ])
      await expect(attempt()).rejects.toEqual(refused('locked'))
  })
})

test('a changed passphrase opens the office and the former one does not', async () => {
  const { vault } = await newVault()
  const next = 'seven brass buttons more'
  await expect(vault.changePassphrase(hester.personId, 'wrong', next, entry)).rejects.toEqual(
    refused('not-allowed'),
  )
  await vault.changePassphrase(hester.personId, hester.passphrase, next, entry)
  await vault.lock()
  await expect(vault.unlock(hester.personId, hester.passphrase)).rejects.toEqual(
    refused('not-allowed'),
  )
  await vault.unlock(hester.personId, next)
})

describe('the recovery sheet', () => {
  test('opens the office and gives a new passphrase, however the code is typed', async () => {
    const { vault, recoveryCode } = await lockedVault()
    const typed = ` ${recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    await vault.recover(typed, tom.personId, 'found the sheet again', entry)
    expect(await people(vault)).toEqual(['a'])
    await vault.lock()
    await expect(vault.unlock(tom.personId, tom.passphrase)).rejects.toEqual(refused('not-allowed'))
    await vault.unlock(tom.personId, 'found the sheet again')
    await vault.lock()
    await vault.unlock(hester.personId, hester.passphrase)
  })

  test('that was renewed opens, and the former one no longer does', async () => {
    const { vault, recoveryCode } = await newVault()
    const renewed = await vault.renewRecovery(entry)
    await vault.lock()
    await expect(
      vault.recover(recoveryCode, hester.personId, hester.passphrase, entry),
    ).rejects.toEqual(refused('not-allowed'))
    await vault.recover(renewed.recoveryCode, hester.personId, hester.passphrase, entry)
  })

  test('has 26 letters and figures of 130 random bits, none easily misread', () => {
    const codes = Array.from({ length: 400 }, () => newRecoveryCode(random))
    for (const code of codes)
      expect(code).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/)
    expect(new Set(codes).size).toBe(400)
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32)
    expect(plainRecoveryCode('oi lL-1')).toBe('01111')
  })

  test('stands nowhere in the folder', async () => {
    const { vault, folder, recoveryCode } = await newVault()
    const keys = readFileSync(join(folder, 'remedy.keys'), 'utf8')
    for (const text of [recoveryCode, plainRecoveryCode(recoveryCode), hester.passphrase])
      expect(keys).not.toContain(text)
    expect(keys).not.toContain(Buffer.from(vault.lend().key).toString('base64'))
  })
})

describe('a slot', () => {
  test('is wrapped at the full cost unless a test asks for less', async () => {
    const folder = newFolder()
    const vault = createVault({ folder, clock, random })
    await vault.create({ officeName: 'Vane & Co', sample: false, first: hester })
    await vault.lock()
    const keys = JSON.parse(readFileSync(join(folder, 'remedy.keys'), 'utf8'))
    const cost = { kdf: 'scrypt', n: 131072, r: 8, p: 1 }
    expect(keys).toMatchObject({ people: [{ slot: cost }], recovery: cost })
  })

  test('opens for its own secret in its own place only', async () => {
    const key = random(32)
    const slot = await wrapKey(key, 'secret', 'here', parts)
    expect(await unwrapKey(slot, 'secret', 'here')).toEqual(Buffer.from(key))
    expect(await unwrapKey(slot, 'secret', 'there')).toBeNull()
    expect(await unwrapKey(slot, 'secreT', 'here')).toBeNull()
    expect(await unwrapKey({ ...slot, n: slot.n * 2 }, 'secret', 'here')).toBeNull()
  })

  test('put under another name opens nothing, even with a right checksum', async () => {
    const { vault, folder } = await lockedVault()
    const { readKeyFile, writeKeyFile } = await import('../../src-main/vault/key-file.ts')
    const file = join(folder, 'remedy.keys')
    const keys = readKeyFile(file)!
    const [first, second] = keys.people
    const swapped = [
      { ...first!, slot: second!.slot },
      { ...second!, slot: first!.slot },
    ]
    writeKeyFile(file, { ...keys, people: swapped })
    await expect(vault.unlock(hester.personId, tom.passphrase)).rejects.toEqual(
      refused('not-allowed'),
    )
    writeKeyFile(file, { ...keys, people: [{ ...first!, personId: tom.personId }, second!] })
    await expect(vault.unlock(tom.personId, hester.passphrase)).rejects.toEqual(
      refused('not-allowed'),
    )
  })

  test('is made on another thread, so that the window is answered meanwhile', async () => {
    let turns = 0
    let counting = true
    const count = () => {
      turns++
      if (counting) setImmediate(count)
    }
    setImmediate(count)
    await wrapKey(random(32), 'secret', 'here', { ...parts, cost: 2 ** 16 })
    counting = false
    expect(turns).toBeGreaterThan(20)
  })
})

test('a key file from a future format is refused, not guessed at', async () => {
  const { vault, folder } = await lockedVault()
  const file = join(folder, 'remedy.keys')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'))
  await expect(vault.unlock(hester.personId, hester.passphrase)).rejects.toEqual(refused('damaged'))
  expect(() => vaultIn(folder).phase()).toThrow('remedy.keys')
})
