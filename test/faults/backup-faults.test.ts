import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { verifyCopy } from '../../src-main/audit/verify-copy.ts'
import { backupsIn, papersOf } from '../../src-main/backups/backup-place.ts'
import { makeBackup } from '../../src-main/backups/make-backup.ts'
import { finishSwap } from '../../src-main/backups/restore-backup.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import { readHead } from '../../src-main/vault/head-file.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { officeWithBackups } from '../backups/office-with-backups.ts'
import { PASSPHRASE, temporaryFolder } from '../open-office.ts'
import { bundled } from './bundled.ts'
import { eachStep } from './each-step.ts'
import { killAtRandom } from './kill-at-random.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT })
const kills = full ? 500 : 8
const none = { begin: () => {}, tick: () => {} }
const keep = { daily: 2, weekly: 1, monthly: 1 }

/** A locked office with a document, and its file key. */
async function lockedOffice() {
  const office = await officeWithBackups()
  await office.storePaper()
  await office.office.lock()
  const { folder, clock, partner } = office
  const vault = createVault({ folder, clock, random: (bytes) => randomBytes(bytes) })
  await vault.unlock(partner, PASSPHRASE)
  const key = Buffer.from(vault.lend().key)
  await vault.lock()
  return { folder, partner, key, file: join(folder, 'remedy.db'), clock }
}

/** What is wrong with the backups in a place: each is opened, its log checked, its documents looked for. */
function faultsIn(place: string, key: Uint8Array): string[] {
  return backupsIn(place).flatMap(({ folder, head }) => {
    const scratch = temporaryFolder()
    const copy = join(scratch, 'remedy.db')
    cpSync(join(folder, 'remedy.db'), copy)
    const db = openConnection({ file: copy, key, readonly: false })
    try {
      const { findings, head: found } = verifyCopy(db, readHead(join(folder, 'remedy.head')))
      const lost = papersOf(folder).filter((id) => !existsSync(join(place, 'papers', id)))
      return [
        ...findings.map(({ what }) => what),
        ...(found.size === head.size ? [] : ['another log']),
        ...lost,
      ]
    } finally {
      db.close()
      // Hundreds of rounds would fill the disk with copies.
      rmSync(scratch, { recursive: true })
    }
  })
}

test(`killed ${kills} times at random moments of backups and restorations, every backup that was announced is whole, and what stands in the restored place opens`, async () => {
  const { folder, key, file, partner, clock } = await lockedOffice()
  const [place, target] = [join(temporaryFolder(), 'stick'), join(temporaryFolder(), 'restored')]
  cpSync(folder, target, { recursive: true })
  const maker = await bundled('backup-maker.ts')
  let announced = 0
  for (let kill = 0; kill < kills; kill += 1) {
    const child = spawn(process.execPath, [maker, file, key.toString('hex'), place, target])
    onTestFinished(() => void child.kill('SIGKILL'))
    const told = await killAtRandom(child, { acts: 4, firstMs: 200 })
    const folders = told.filter((line) => line.startsWith(place))
    announced += folders.length
    const newest = folders.at(-1)
    if (newest !== undefined) expect(backupsIn(place)[0]!.folder >= newest).toBe(true)
    expect(faultsIn(place, key)).toEqual([])
    finishSwap(target)
    const vault = createVault({ folder: target, clock, random: (bytes) => randomBytes(bytes) })
    await vault.unlock(partner, PASSPHRASE)
    await vault.lock()
  }
  expect(announced).toBeGreaterThan(0)
  // What the last kill left is cleared away by the next backup.
  makeBackup({ file, key, place, at: new Date(Date.now() + 9e6), keep }, none)
  expect(readdirSync(place).filter((name) => name.startsWith('.'))).toEqual([])
})

test.each([
  ['full', 'ENOSPC', 'is full'],
  ['taken away', 'EIO', 'cannot be reached'],
  ['made read-only', 'EROFS', 'cannot be reached'],
])(
  'a disk that is %s at any step of a backup: said in words, and the earlier one stays whole',
  async (_, code, words) => {
    const { key, file, folder } = await lockedOffice()
    const place = join(temporaryFolder(), 'stick')
    const first = makeBackup({ file, key, place, at: new Date('2026-11-23T09:00:00Z'), keep }, none)
    const before = readFileSync(join(first.folder, 'backup.json'), 'utf8')
    const office = () => readdirSync(folder).sort()
    const stands = office()
    let refused = 0
    for (let fails = 0; ; fails += 1) {
      let step = 0
      const at = new Date(Date.parse('2026-11-24T09:00:00Z') + fails * 1000)
      const outcome: unknown = await eachStep(
        (call, to) => {
          // Only what touches the disk with the backups fails, and never the clearing away.
          if (!to.startsWith(place) || call.startsWith('rm')) return
          if (step++ === fails) throw Object.assign(new Error('the disk'), { code })
        },
        async () => makeBackup({ file, key, place, at, keep: { ...keep, daily: 99 } }, none),
      ).catch((error: unknown) => error)
      expect(faultsIn(place, key)).toEqual([])
      expect(readFileSync(join(first.folder, 'backup.json'), 'utf8')).toBe(before)
      expect(office()).toEqual(stands)
      if (!(outcome instanceof Error)) break
      expect(outcome).toBeInstanceOf(Refusal)
      expect(outcome.message).toContain(words)
      refused += 1
    }
    expect(refused).toBeGreaterThan(8)
  },
)
