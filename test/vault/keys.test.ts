import Signal from '@signalapp/sqlcipher'
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { unwrapKey, wrapKey } from '../../src-main/vault/key-slot.ts'
import { readKeyFile, recoverySlot, writeKeyFile } from '../../src-main/vault/key-file.ts'
import { plainRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import { keyOfWords, wordsOf } from '../../src-main/vault/recovery-words.ts'
import { keysNamed } from '../../src-main/vault/keys.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import {
  addPerson,
  bySheet,
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
  const { vault, folder } = await lockedVault()
  const before = fingerprint(folder)
  const otherWords = wordsOf(random(32)).join(' ')
  // Of one person no more than cost nothing.
  const tries = [
    () => vault.unlock(hester.personId, 'plum orchard gate lamq'),
    () => vault.unlock(hester.personId, tom.passphrase),
    () => vault.unlock('p-nobody', hester.passphrase),
    () => vault.unlock(hester.personId, ''),
    () => vault.recover(otherWords, tom.personId, 'a new passphrase', bySheet(tom)),
    () => vault.recover('', tom.personId, 'a new passphrase', bySheet(tom)),
    () => vault.askWithSheet(otherWords, async () => 'told'),
    () => vault.recover('7K2D-4QV0-WJ9Q', tom.personId, 'a new passphrase', bySheet(tom)),
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
    await vault.removeKey(tom.personId, entry)
    expect(vault.keyHolders().map(({ name }) => name)).toEqual([hester.name])
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
      () => vault.dropCode(entry),
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
  test('opens the office and gives a new passphrase, however the words are typed', async () => {
    const { vault, sheetWords } = await lockedVault()
    const words = sheetWords.split(' ')
    const typed = words.map((word, n) => `${n + 1}. ${word.slice(0, 4).toUpperCase()}`).join('\n')
    await vault.recover(typed, tom.personId, 'found the sheet again', bySheet(tom))
    expect(await people(vault)).toEqual(['a'])
    await vault.lock()
    await expect(vault.unlock(tom.personId, tom.passphrase)).rejects.toEqual(refused('not-allowed'))
    await vault.unlock(tom.personId, 'found the sheet again')
    await vault.lock()
    await vault.unlock(hester.personId, hester.passphrase)
  })

  test('with a code, of an earlier kind, opens the office until it is dropped', async () => {
    const { vault, folder } = await newVault()
    const code = '7K2D-4QV0-WJ9Q-MX3T-0HRE-5ZPA-B6'
    const file = join(folder, 'remedy.keys')
    const keys = readKeyFile(file)!
    const identity = recoverySlot(keys.office.id)
    const slot = await wrapKey(vault.lend().key, plainRecoveryCode(code), identity, parts)
    writeKeyFile(file, { ...keys, recovery: slot })
    expect(vault.hasCode()).toBe(true)
    await vault.lock()
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `
    await vault.recover(typed, hester.personId, 'found the sheet again', bySheet(hester))
    await vault.dropCode(entry)
    expect(vault.hasCode()).toBe(false)
    await vault.lock()
    await expect(
      vault.recover(code, hester.personId, 'found it once more', bySheet(hester)),
    ).rejects.toEqual(refused('not-allowed'))
    await vault.unlock(hester.personId, 'found the sheet again')
    expect(plainRecoveryCode('oi lL-1')).toBe('01111')
  })

  test('brings a lost or damaged key file back as it was, with everybody’s passphrase', async () => {
    for (const lose of [rmSync, (file: string) => writeFileSync(file, 'not keys')]) {
      const { vault, folder, sheetWords } = await lockedVault()
      lose(join(folder, 'remedy.keys'))
      rmSync(`${folder}.keys`)
      expect(vault.phase()).toBe('locked')
      expect(vault.keysLost()).not.toBeNull()
      await expect(vault.unlock(tom.personId, tom.passphrase)).rejects.toEqual(refused('damaged'))
      expect(await vault.askWithSheet(sheetWords, (tx) => keysNamed(tx))).toHaveLength(64)
      await vault.recover(sheetWords, hester.personId, 'found the sheet again', bySheet(hester))
      await vault.lock()
      expect(vault.keysLost()).toBeNull()
      await vault.unlock(tom.personId, tom.passphrase)
      await vault.lock()
      await vault.unlock(hester.personId, 'found the sheet again')
    }
  })

  test('opens remedy.db alone, with no other file, for whoever the log knows', async () => {
    const { folder, sheetWords } = await lockedVault()
    const alone = newFolder()
    copyFileSync(join(folder, 'remedy.db'), join(alone, 'remedy.db'))
    const vault = vaultIn(alone)
    expect(vault.phase()).toBe('locked')
    await vault.recover(sheetWords, 'p-tom', 'found the sheet again', bySheet(tom))
    expect(await people(vault)).toEqual(['a'])
    await vault.lock()
    await vault.unlock('p-tom', 'found the sheet again')
  })

  test('stands nowhere in the folder, and is the key that another library opens remedy.db with', async () => {
    const { vault, folder, sheetWords, file } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    const keys = readFileSync(join(folder, 'remedy.keys'), 'utf8')
    for (const text of [sheetWords, hester.passphrase]) expect(keys).not.toContain(text)
    const key = Buffer.from(vault.lend().key)
    expect(keys).not.toContain(key.toString('base64'))
    await vault.lock()
    const said = Buffer.from(keyOfWords(sheetWords)!)
    expect(said.equals(key)).toBe(true)
    const db = new Signal(file)
    onTestFinished(() => db.close())
    db.exec(`pragma key = "x'${said.toString('hex')}'"`)
    expect(db.prepare('select id from person').get()).toEqual({ id: 'a' })
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
    expect(keys).toMatchObject({ people: [{ slot: cost }] })
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

test('a key file from a future format is refused, not guessed at, and not replaced by the copy beside the folder', async () => {
  const { vault, folder } = await lockedVault()
  const file = join(folder, 'remedy.keys')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 2', '"version": 3'))
  const newer = readFileSync(file, 'utf8')
  await expect(vault.unlock(hester.personId, hester.passphrase)).rejects.toMatchObject({
    ...{ code: 'conflict', message: expect.stringContaining('a newer Remedy') },
  })
  expect(vaultIn(folder).keysLost()).toBe('damaged')
  expect(readFileSync(file, 'utf8')).toBe(newer)
})
