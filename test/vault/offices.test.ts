import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readInBulk } from './read-in-bulk.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { doorTo } from '../open-office.ts'
import { fingerprint, newFolder, vaultIn } from './new-vault.ts'

/** One folder per release, each a small office as that release made it, with its `passphrase.txt`. */
const kept = resolve(import.meta.dirname, 'offices')
const offices = existsSync(kept) ? readdirSync(kept) : []

test('there is an office of an earlier release to open', () => {
  expect(offices).not.toEqual([])
})

for (const name of offices)
  test(`the office of ${name} opens, migrates and is whole`, async () => {
    const before = fingerprint(join(kept, name))
    const copy = join(newFolder(), name)
    cpSync(join(kept, name), copy, { recursive: true })
    const vault = vaultIn(copy)
    const passphrase = readFileSync(join(copy, 'passphrase.txt'), 'utf8').trim()
    await vault.unlock(vault.keyHolders()[0]!.personId, passphrase)
    const left = readInBulk(vault.lend(), (db) => ({
      version: db.pragma('user_version', { simple: true }),
      check: db.pragma('integrity_check', { simple: true }),
      references: db.pragma('foreign_key_check'),
      entries: db.prepare('select count(*) from log').pluck().get(),
    }))
    const size = vault.head()?.size
    expect(left).toEqual({
      version: migrations.length,
      check: 'ok',
      references: [],
      entries: size,
    })
    expect(size).toBeGreaterThan(0)
    await vault.lock()
    expect(fingerprint(join(kept, name))).toEqual(before)
  })

for (const name of offices)
  test(`the log of ${name} holds, and so do the lists drawn from it`, async () => {
    const copy = join(newFolder(), name)
    cpSync(join(kept, name), copy, { recursive: true })
    const passphrase = readFileSync(join(copy, 'passphrase.txt'), 'utf8').trim()
    const { ask, office } = await doorTo(copy)
    const { people, lastCode } = await ask.signIn.state({})
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase })
    expect(await ask.audit.verify({ codes: [lastCode!] })).toMatchObject({
      verdict: 'whole',
      findings: [],
    })
    await office.close()
  })
