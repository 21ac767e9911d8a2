import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyForReading } from '../../src-main/vault/copy-for-reading.ts'
import {
  addPerson,
  fingerprint,
  hester,
  newFolder,
  newVault,
  people,
  root,
  vaultIn,
} from './new-vault.ts'

function copied(folder: string): string {
  const copy = copyForReading(folder)
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }))
  return copy
}

test('a copy opens with the same passphrase and leaves the office as it was', async () => {
  const { vault, folder } = await newVault()
  await vault.write((tx) => addPerson(tx, 'a').then(() => tx.setHead({ size: 1, root })))
  await vault.lock()
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
  const before = fingerprint(folder)
  const copy = copied(folder)
  const reading = vaultIn(copy)
  await reading.unlock(hester.personId, hester.passphrase)
  expect([await people(reading), reading.head()]).toEqual([['a'], { size: 1, root }])
  expect(fingerprint(folder)).toEqual(before)
  if (process.platform !== 'win32') expect(statSync(copy).mode & 0o077).toBe(0)
})

test('an office that is open is not copied, and stays locked to others afterwards', async () => {
  const { vault, folder } = await newVault()
  expect(() => copyForReading(folder)).toThrow(expect.objectContaining({ code: 'busy' }))
  await expect(vaultIn(folder).unlock(hester.personId, hester.passphrase)).rejects.toMatchObject({
    code: 'busy',
  })
  await vault.write((tx) => addPerson(tx, 'a'))
})

test('a copy of an office that was cut off has the acts of its write-ahead log', async () => {
  const { vault, folder } = await newVault()
  await vault.write((tx) => addPerson(tx, 'a'))
  const crashed = newFolder()
  for (const name of ['remedy.db', 'remedy.db-wal', 'remedy.keys'])
    copyFileSync(join(folder, name), join(crashed, name))
  const reading = vaultIn(copied(crashed))
  await reading.unlock(hester.personId, hester.passphrase)
  expect(await people(reading)).toEqual(['a'])
})

test('a folder without an office gives a copy that says so', async () => {
  const copy = copied(newFolder())
  expect(vaultIn(copy).phase()).toBe('none')
  expect(existsSync(copy)).toBe(true)
})
