import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addPerson, hester, newVault, people, root, vaultIn } from './new-vault.ts'

/** A folder under the name of the coming head makes its writing fail, as a full disk would. */
const blockHead = (folder: string) => {
  const at = join(folder, 'remedy.head')
  rmSync(at, { force: true })
  mkdirSync(join(at, 'in-the-way'), { recursive: true })
  return () => rmSync(at, { recursive: true })
}

test('the head named in a write stands beside the database before the answer', async () => {
  const { vault, folder } = await newVault()
  expect(vault.head()).toBeNull()
  await vault.write(async (tx) => {
    await addPerson(tx, 'a')
    tx.setHead({ size: 1, root: '0'.repeat(64) })
    tx.setHead({ size: 2, root })
    expect(vault.head()).toBeNull()
  })
  expect(JSON.parse(readFileSync(join(folder, 'remedy.head'), 'utf8'))).toEqual({ size: 2, root })
  await vault.write((tx) => addPerson(tx, 'b'))
  await vault.lock()
  expect(vaultIn(folder).head()).toEqual({ size: 2, root })
})

test('a write without a head leaves the head file alone', async () => {
  const { vault, folder } = await newVault()
  await vault.write(async (tx) => tx.setHead({ size: 1, root }))
  const { ino } = statSync(join(folder, 'remedy.head'))
  await vault.write((tx) => addPerson(tx, 'a'))
  expect(statSync(join(folder, 'remedy.head')).ino).toBe(ino)
})

test('a write that is rolled back leaves the former head', async () => {
  const { vault } = await newVault()
  await vault.write(async (tx) => tx.setHead({ size: 1, root }))
  const failing = vault.write(async (tx) => {
    tx.setHead({ size: 2, root })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(vault.head()).toEqual({ size: 1, root })
})

test('a head that is no head is refused, and so is its write', async () => {
  const { vault } = await newVault()
  for (const head of [
    { size: -1, root },
    { size: 1.5, root },
    { size: 1, root: root.slice(1) },
    { size: 1, root: root.toUpperCase() },
  ])
    await expect(
      vault.write(async (tx) => addPerson(tx, 'a').then(() => tx.setHead(head))),
    ).rejects.toThrow('64 hex digits')
  expect(await people(vault)).toEqual([])
})

test('an act whose head cannot be written stands, and nothing more is written until it can', async () => {
  const { vault, folder } = await newVault()
  const free = blockHead(folder)
  await vault.write(async (tx) => {
    await addPerson(tx, 'a')
    tx.setHead({ size: 1, root })
  })
  expect(await people(vault)).toEqual(['a'])
  const next = () => vault.write((tx) => addPerson(tx, 'b'))
  await expect(next()).rejects.toMatchObject({ name: 'Refusal' })
  expect(await people(vault)).toEqual(['a'])
  free()
  await next()
  expect(vault.head()).toEqual({ size: 1, root })
  expect(await people(vault)).toEqual(['a', 'b'])
})

test('a head still owed is written when the office is locked, and an office locks without it', async () => {
  for (const freed of [true, false]) {
    const { vault, folder } = await newVault()
    const free = blockHead(folder)
    await vault.write(async (tx) => tx.setHead({ size: 1, root }))
    if (freed) free()
    await vault.lock()
    expect(vault.phase()).toBe('locked')
    expect(vault.head()).toEqual(freed ? { size: 1, root } : null)
  }
})

test('a damaged head file reads as none, and does not keep the office shut', async () => {
  const { vault, folder } = await newVault()
  await vault.write(async (tx) => tx.setHead({ size: 1, root }))
  await vault.lock()
  for (const text of [
    '',
    '{"size":1',
    '{"size":"1","root":"ab"}',
    `{"size":1,"root":"${root}","x":1}`,
  ]) {
    writeFileSync(join(folder, 'remedy.head'), text)
    expect(vault.head()).toBeNull()
  }
  await vault.unlock(hester.personId, hester.passphrase)
})
