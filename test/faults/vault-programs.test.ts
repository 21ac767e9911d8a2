import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { addPerson, fingerprint, hester, newVault, people, vaultIn } from '../vault/new-vault.ts'
import { bundled } from './bundled.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

let writer: string
beforeAll(async () => {
  writer = await bundled('office-writer.ts')
})

/** Another program on the same office: its process, and what it says first (`ready`, or why not). */
function otherProgram(folder: string) {
  const args = [writer, folder, 'alone', hester.personId, hester.passphrase]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const said = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]).then(String)
  return { child, said }
}

test('a second program on the same office is refused, and the first is not disturbed', async () => {
  const { vault, folder } = await newVault()
  const { child, said } = otherProgram(folder)
  expect(await said).toContain('open in another window')
  await once(child, 'close')
  await vault.write((tx) => addPerson(tx, 'a'))
  expect(await people(vault)).toEqual(['a'])
})

test('an office that another program has open is refused, and free as soon as that program dies', async () => {
  const { vault, folder } = await newVault()
  await vault.lock()
  const { child, said } = otherProgram(folder)
  expect(await said).toContain('ready')
  const unlock = () => vault.unlock(hester.personId, hester.passphrase)
  await expect(unlock()).rejects.toMatchObject({ name: 'Refusal', code: 'busy' })
  child.kill('SIGKILL')
  await once(child, 'close')
  await unlock()
  expect(vault.phase()).toBe('open')
})

test('a program that is refused changes no file', async () => {
  const { vault, folder } = await newVault()
  await vault.write((tx) => addPerson(tx, 'a'))
  const before = fingerprint(folder)
  const refused = vaultIn(folder).unlock(hester.personId, hester.passphrase)
  await expect(refused).rejects.toMatchObject({ code: 'busy' })
  expect(fingerprint(folder)).toEqual(before)
})

test('where the lock was removed a second program comes in, and the first records nothing more', async () => {
  const { vault, folder } = await newVault()
  await vault.write((tx) => addPerson(tx, 'a'))
  rmSync(join(folder, 'office.lock'))
  const { said } = otherProgram(folder)
  expect(await said).toContain('ready')
  await expect(vault.write((tx) => addPerson(tx, 'b'))).rejects.toMatchObject({ code: 'damaged' })
  expect(await people(vault)).not.toContain('b')
})
