import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  addPerson,
  entry,
  fingerprint,
  hester,
  newFolder,
  newVault,
  people,
  root,
  vaultIn,
} from './new-vault.ts'

const refused = (code: string) => expect.objectContaining({ name: 'Refusal', code })

describe('a new office', () => {
  test('is open when it is made, and says its name while locked', async () => {
    const folder = join(newFolder(), 'Our office')
    const vault = vaultIn(folder)
    expect([vault.phase(), vault.title(), vault.keyHolders(), vault.head()]).toEqual([
      'none',
      null,
      [],
      null,
    ])
    await vault.create({ officeName: 'Vane & Co', sample: true, first: hester })
    expect(vault.phase()).toBe('open')
    await vault.lock()
    expect(vault.phase()).toBe('locked')
    expect(vault.title()).toEqual({ name: 'Vane & Co', folder: 'Our office', sample: true })
    expect(vault.keyHolders()).toEqual([{ personId: 'p-hester', name: 'Hester Vane' }])
    expect(readdirSync(folder).sort()).toEqual(['office.lock', 'remedy.db', 'remedy.keys'])
  })

  test('is not made over an office, or over what is left of one', async () => {
    const { vault, folder } = await newVault()
    const again = () =>
      vaultIn(folder).create({ officeName: 'Other', sample: false, first: hester })
    await expect(again()).rejects.toEqual(refused('conflict'))
    await vault.lock()
    await expect(again()).rejects.toEqual(refused('conflict'))
    rmSync(join(folder, 'remedy.keys'))
    const before = fingerprint(folder)
    await expect(again()).rejects.toEqual(refused('conflict'))
    expect(fingerprint(folder)).toEqual(before)
  })

  test('that cannot be finished leaves the folder as it was, and can be tried again', async () => {
    const folder = newFolder()
    const vault = vaultIn(folder)
    mkdirSync(join(folder, 'remedy.keys.new'))
    const office = { officeName: 'Vane & Co', sample: false, first: hester }
    await expect(vault.create(office)).rejects.toEqual(refused('damaged'))
    expect(vault.phase()).toBe('none')
    expect(readdirSync(folder).filter((name) => name.startsWith('remedy.db'))).toEqual([])
    rmSync(join(folder, 'remedy.keys.new'), { recursive: true, force: true })
    await vault.create(office)
    expect(vault.phase()).toBe('open')
  })
})

describe('unlocking', () => {
  test('gives back what was written', async () => {
    const { vault, folder } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    await vault.lock()
    const next = vaultIn(folder)
    await next.unlock(hester.personId, hester.passphrase)
    expect(await people(next)).toEqual(['a'])
  })

  test('an office that is open proves the passphrase and changes nothing', async () => {
    const { vault } = await newVault()
    await vault.unlock(hester.personId, hester.passphrase)
    expect(vault.phase()).toBe('open')
    await expect(vault.unlock(hester.personId, 'wrong')).rejects.toEqual(refused('not-allowed'))
    expect(await people(vault)).toEqual([])
  })

  const keysOf = (folder: string) => join(folder, 'remedy.keys')
  const respell = (change: (text: string) => string) => (folder: string) =>
    writeFileSync(keysOf(folder), change(readFileSync(keysOf(folder), 'utf8')))

  test.each<[string, string, (folder: string) => void]>([
    ['no file', 'remedy.db', (folder) => rmSync(join(folder, 'remedy.db'))],
    ['no keys', 'remedy.keys', (folder) => rmSync(keysOf(folder))],
    ['keys cut short', 'remedy.keys', respell((text) => text.slice(0, 200))],
    ['empty keys', 'remedy.keys', respell(() => '')],
    ['a letter changed in a name', 'remedy.keys', respell((text) => text.replace('Hes', 'Hez'))],
    [
      'a wrapped key changed',
      'remedy.keys',
      respell((text) =>
        text.replace(/("wrapped": ")(.)/, (_, start, first) => start + (first === 'A' ? 'B' : 'A')),
      ),
    ],
  ])('with %s is refused as damaged, naming the file and touching nothing', async (...row) => {
    const [, named, damage] = row
    const { vault, folder } = await newVault()
    await vault.write(async (tx) => tx.setHead({ size: 1, root }))
    await vault.lock()
    damage(folder)
    const before = fingerprint(folder)
    const unlocking = vaultIn(folder).unlock(hester.personId, hester.passphrase)
    await expect(unlocking).rejects.toEqual(refused('damaged'))
    await expect(unlocking).rejects.toThrow(named)
    expect(fingerprint(folder)).toEqual(before)
  })

  test('an office whose keys are damaged says so before anyone types', async () => {
    const { vault, folder } = await newVault()
    await vault.lock()
    writeFileSync(join(folder, 'remedy.keys'), '{}')
    expect(vaultIn(folder).keysLost()).toBe('damaged')
    expect(vaultIn(folder).keyHolders()).toEqual([])
  })

  test('is refused while another has the office open, and allowed once it is locked', async () => {
    const { vault, folder } = await newVault()
    const second = vaultIn(folder)
    const unlock = () => second.unlock(hester.personId, hester.passphrase)
    await expect(unlock()).rejects.toEqual(refused('busy'))
    await vault.write((tx) => addPerson(tx, 'a'))
    await vault.lock()
    await unlock()
    expect(await people(second)).toEqual(['a'])
  })

  test('leaves the office free for others when it fails half way', async () => {
    const { vault, folder } = await newVault()
    const key = Buffer.from(vault.lend().key)
    await vault.lock()
    const { migrations } = await import('../../src-main/vault/migrations/all.ts')
    const { openConnection } = await import('../../src-main/vault/connection.ts')
    const version = (value: number) => {
      const db = openConnection({ file: join(folder, 'remedy.db'), key, readonly: false })
      db.pragma(`user_version = ${value}`)
      db.close()
    }
    version(99)
    const one = vaultIn(folder)
    await expect(one.unlock(hester.personId, hester.passphrase)).rejects.toEqual(
      refused('conflict'),
    )
    expect(one.phase()).toBe('locked')
    version(migrations.length)
    await vaultIn(folder).unlock(hester.personId, hester.passphrase)
  })
})

describe('locking', () => {
  test('closes the doors, wipes the key and leaves no write-ahead log', async () => {
    const { vault, folder } = await newVault()
    const { key } = vault.lend()
    expect(key.some((byte) => byte !== 0)).toBe(true)
    await vault.write((tx) => addPerson(tx, 'a'))
    await vault.lock()
    expect(key.every((byte) => byte === 0)).toBe(true)
    expect(existsSync(join(folder, 'remedy.db-wal'))).toBe(false)
    await expect(people(vault)).rejects.toEqual(refused('locked'))
    await expect(vault.write((tx) => addPerson(tx, 'b'))).rejects.toEqual(refused('locked'))
    await expect(vault.check(hester.personId, hester.passphrase)).rejects.toEqual(refused('locked'))
    expect(() => vault.lend()).toThrow(refused('locked'))
    await vault.lock()
  })

  test('lets every call under way finish or refuses it, and loses nothing acknowledged', async () => {
    const { vault } = await newVault()
    const ids = Array.from({ length: 20 }, (_, i) => `p${String(i).padStart(2, '0')}`)
    const writes = ids.map((id) => vault.write((tx) => addPerson(tx, id)).then(() => id))
    const reads = ids.map(() => people(vault))
    const locking = vault.lock()
    const late = people(vault)
    const settled = await Promise.allSettled(writes)
    for (const one of await Promise.allSettled([...writes, ...reads, late]))
      if (one.status === 'rejected') expect(one.reason).toEqual(refused('locked'))
    await expect(late).rejects.toEqual(refused('locked'))
    await locking
    await vault.unlock(hester.personId, hester.passphrase)
    const acknowledged = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    expect(await people(vault)).toEqual(acknowledged)
  })

  test('and unlocking asked at once come one after the other', async () => {
    const { vault } = await newVault()
    const unlock = () => vault.unlock(hester.personId, hester.passphrase)
    await Promise.all([vault.lock(), unlock(), vault.lock(), unlock()])
    expect(vault.phase()).toBe('open')
    expect(await people(vault)).toEqual([])
  })
})

describe('files that change while the office is open', () => {
  test('a database that was moved away takes no act, and every act again once it is put back', async () => {
    const { vault, folder, file } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    renameSync(file, join(folder, 'elsewhere'))
    await expect(vault.write((tx) => addPerson(tx, 'b'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(
        /remedy\.db .* Nothing was recorded\. If it was moved, put it/,
      ),
    })
    renameSync(join(folder, 'elsewhere'), file)
    await vault.write((tx) => addPerson(tx, 'c'))
    expect(await people(vault)).toEqual(['a', 'c'])
  })

  test('nor one in whose place a copy of it stands', async () => {
    const { vault, folder, file } = await newVault()
    copyFileSync(file, join(folder, 'copy'))
    renameSync(join(folder, 'copy'), file)
    await expect(vault.write((tx) => addPerson(tx, 'a'))).rejects.toEqual(refused('damaged'))
  })

  test.each(['office.lock', 'remedy.db-wal'])(
    'an office without its %s takes no act and no key until it is locked and opened again',
    async (name) => {
      const { vault, folder } = await newVault()
      await vault.write((tx) => addPerson(tx, 'a'))
      rmSync(join(folder, name))
      const wren = { personId: 'b', name: 'Jenny Wren', passphrase: 'seven small green doors' }
      for (const act of [
        vault.write((tx) => addPerson(tx, 'b')),
        vault.addKey(wren, entry),
        vault.removeKey(hester.personId, entry),
        vault.dropCode(entry),
        vault.changePassphrase(hester.personId, hester.passphrase, wren.passphrase, entry),
      ])
        await expect(act).rejects.toMatchObject({
          code: 'damaged',
          message: expect.stringContaining('Lock the office and sign in again.'),
        })
      await vault.lock()
      await vault.unlock(hester.personId, hester.passphrase)
      await vault.write((tx) => addPerson(tx, 'c'))
      expect(await people(vault)).toEqual(['a', 'c'])
    },
  )
})
