import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readInBulk } from '../vault/read-in-bulk.ts'
import type { Vault } from '../../src-main/vault/vault.ts'
import { addPerson, fingerprint, hester, newVault, people, root } from '../vault/new-vault.ts'
import { bundled } from './bundled.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const unlock = (vault: Vault) => vault.unlock(hester.personId, hester.passphrase)
const isSound = (vault: Vault) =>
  readInBulk(vault.lend(), (db) => db.pragma('integrity_check', { simple: true })) === 'ok'

describe('a full disk', () => {
  let writer: string
  beforeAll(async () => {
    writer = await bundled('office-writer.ts')
  })

  /** A child at work whose files may not grow past `blocks`: to it the disk is full, on any machine. */
  function workUntilFull(folder: string, blocks: number, most: number) {
    const limit = `ulimit -f ${blocks}; exec "$@"`
    const program = [writer, folder, 'alone', hester.personId, hester.passphrase, String(most)]
    const run = spawnSync('sh', ['-c', limit, 'sh', process.execPath, ...program], {
      encoding: 'utf8',
    })
    const acts = run.stdout.split('\n').map(Number).filter(Boolean)
    return { newest: acts.at(-1) ?? 0, status: run.status, said: run.stderr }
  }

  test('ends in a refusal that says so, and loses nothing acknowledged', async () => {
    const { vault, folder } = await newVault()
    await vault.lock()
    const { newest, status, said } = workUntilFull(folder, 1_000, 5_000)
    expect(status).toBe(1)
    expect(said).toMatch(/Refusal: The disk (is full|reported an error)/)
    expect(newest).toBeGreaterThan(5)
    await unlock(vault)
    expect(isSound(vault)).toBe(true)
    expect((await people(vault)).length).toBe(newest)
    expect(vault.head()?.size).toBe(newest)
    await vault.write((tx) => addPerson(tx, 'after'))
    expect((await people(vault)).length).toBe(newest + 1)
  })

  test('control: with room enough the same work ends by itself', async () => {
    const { vault, folder } = await newVault()
    await vault.lock()
    expect(workUntilFull(folder, 1_000_000, 100)).toEqual({ newest: 100, status: 0, said: '' })
  })

  // Only an administrator can make a small disk; the test above needs none.
  test.each(canMount() ? ['3 MB'] : [])(
    'of %s that really is full refuses, keeps every act, and goes on once space is freed',
    async () => {
      const disk = smallDisk()
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(500_000))
      const { vault } = await newVault(disk)
      let acts = 0
      const work = async () => {
        for (;;) {
          const seq = acts + 1
          await vault.write(async (tx) => {
            for (let i = 0; i < 5; i++) await addPerson(tx, `p${seq}-${i}`.padEnd(4000, '-'))
            tx.setHead({ size: seq, root })
          })
          acts = seq
        }
      }
      await expect(work()).rejects.toMatchObject({ name: 'Refusal', code: 'not-allowed' })
      expect(acts).toBeGreaterThan(5)
      expect(await people(vault)).toHaveLength(acts * 5)
      await expect(work()).rejects.toThrow('The disk is full')
      rmSync(join(disk, 'ballast'))
      await vault.write((tx) => addPerson(tx, 'after'))
      expect(vault.head()).toEqual({ size: acts, root })
      await vault.lock()
      await unlock(vault)
      expect(isSound(vault)).toBe(true)
      expect(await people(vault)).toHaveLength(acts * 5 + 1)
    },
  )
})

describe('a folder that cannot be written', () => {
  test('is refused in a sentence, untouched, and can be read on a copy', async () => {
    const visitor = await bundled('office-visitor.ts')
    const { vault, folder } = await newVault()
    await vault.write((tx) => addPerson(tx, 'a'))
    await vault.lock()
    const visit = () => {
      const args = [visitor, folder, hester.personId, hester.passphrase]
      return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    }
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
    chmodSync(folder, 0o555)
    const before = fingerprint(folder)
    const message = expect.stringContaining('cannot be written to')
    expect(visit()).toEqual({ there: { code: 'not-allowed', message }, onCopy: { people: 1 } })
    expect(fingerprint(folder)).toEqual(before)
    // Nor where he may write to the folder, but not to its files.
    chmodSync(folder, 0o777)
    expect(visit()).toEqual({ there: { code: 'not-allowed', message }, onCopy: { people: 1 } })
    // Control: the same visitor gets in where he may write.
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666)
    chmodSync(folder, 0o777)
    expect(visit()).toEqual({ there: { people: 1 }, onCopy: { people: 1 } })
  })

  test('but whose files can is refused in the same way', async () => {
    const visitor = await bundled('office-visitor.ts')
    const { vault, folder } = await newVault()
    await vault.lock()
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o666)
    chmodSync(folder, 0o555)
    const args = [visitor, folder, hester.personId, hester.passphrase]
    const said = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
    expect(said).toMatchObject({ there: { code: 'not-allowed' }, onCopy: { people: 0 } })
    chmodSync(folder, 0o755)
  })
})

function canMount(): boolean {
  try {
    const disk = mounted()
    execFileSync('umount', [disk])
    rmSync(disk, { recursive: true })
    return true
  } catch {
    return false
  }
}

/** A disk of 3 MB in memory, gone when the test is. */
function smallDisk(): string {
  const disk = mounted()
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true })
  })
  return disk
}

function mounted(): string {
  const disk = mkdtempSync(join(tmpdir(), 'remedy-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' })
    return disk
  } catch (error) {
    rmSync(disk, { recursive: true })
    throw error
  }
}
