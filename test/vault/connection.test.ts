import Signal from '@signalapp/sqlcipher'
import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { assertSettings, openConnection, settings } from '../../src-main/vault/connection.ts'
import { addPerson, newFolder, newVault, random } from './new-vault.ts'

const hex = (key: Uint8Array) => Buffer.from(key).toString('hex')

test('another program opens the file as SQLCipher 4 with the raw key and reads a table', async () => {
  const { vault, file } = await newVault()
  await vault.write((tx) => addPerson(tx, 'p1'))
  const key = hex(vault.lend().key)
  await vault.lock()
  const db = new Signal(file)
  db.pragma(`key = "x'${key}'"`)
  expect(db.prepare('select id, name from person').all()).toEqual([{ id: 'p1', name: 'Person p1' }])
  expect(db.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  db.close()
})

test('nothing of an office can be read in its file', async () => {
  const { vault, folder } = await newVault()
  await vault.write((tx) => addPerson(tx, 'p1'))
  for (const name of ['remedy.db', 'remedy.db-wal']) {
    const bytes = readFileSync(join(folder, name))
    expect(bytes.includes('SQLite format')).toBe(false)
    expect(bytes.includes('Person p1')).toBe(false)
  }
})

describe('every connection', () => {
  test.each([true, false])('has every setting (readonly %s)', async (readonly) => {
    const { vault } = await newVault()
    const db = openConnection({ ...vault.lend(), readonly })
    expect(settings).toMatchObject({ synchronous: 2, journal_mode: 'wal', foreign_keys: 1 })
    for (const [name, value] of Object.entries(settings))
      expect([name, db.pragma(name, { simple: true })]).toEqual([name, value])
    expect(db.pragma('cipher', { simple: true })).toBe('sqlcipher')
    expect(db.pragma('legacy', { simple: true })).toBe('4')
    db.close()
  })

  test.each([
    ['synchronous = 1', 'synchronous 1 instead of 2'],
    ['foreign_keys = 0', 'foreign_keys 0 instead of 1'],
    ['secure_delete = 0', 'secure_delete 0 instead of 1'],
    ['temp_store = 0', 'temp_store 0 instead of 2'],
    ['journal_mode = delete', 'journal_mode delete instead of wal'],
  ])('is refused with %s', async (pragma, message) => {
    const key = random(32)
    const db = openConnection({
      file: join(newFolder(), 'a.db'),
      key,
      readonly: false,
      create: true,
    })
    db.pragma(pragma)
    expect(() => assertSettings(db)).toThrow(message)
    db.close()
  })

  test('is refused in another cipher or another version of this one', () => {
    for (const choice of ["cipher = 'chacha20'", 'legacy = 3']) {
      const db = new Database(join(newFolder(), 'a.db'))
      if (choice.startsWith('legacy')) db.pragma("cipher = 'sqlcipher'")
      db.pragma(choice)
      db.pragma(`key = "x'${hex(random(32))}'"`)
      db.pragma('journal_mode = wal')
      expect(() => assertSettings(db)).toThrow(/cipher chacha20|legacy 3/)
      db.close()
    }
  })

  test('that cannot be brought to them is not opened at all', () => {
    const opening = { file: join(newFolder(), 'a.db'), key: random(32) }
    const db = openConnection({ ...opening, readonly: false, create: true })
    db.exec('create table t (a)')
    db.pragma('journal_mode = delete')
    db.close()
    expect(() => openConnection({ ...opening, readonly: true })).toThrow('delete instead of wal')
  })

  test('that only reads cannot write', async () => {
    const { vault } = await newVault()
    const db = openConnection({ ...vault.lend(), readonly: true })
    expect(() => db.exec("insert into person values ('a', 'A', 'auditor', 1)")).toThrow('readonly')
    db.close()
  })
})

describe('what is no office’s file is refused as damaged', () => {
  const place = () => join(newFolder(), 'remedy.db')
  const opening = (file: string) => () => openConnection({ file, key: random(32), readonly: false })
  const damaged = expect.objectContaining({ code: 'damaged' })

  test.each([
    ['a text file', (file: string) => writeFileSync(file, 'Dear Sirs, '.repeat(2000))],
    ['an empty file', (file: string) => writeFileSync(file, '')],
    ['one byte', (file: string) => writeFileSync(file, 'x')],
    ['a folder', (file: string) => mkdirSync(file)],
    ['no file', () => {}],
    [
      'a plain SQLite file',
      (file: string) => new Database(file).exec('create table t (a)').close(),
    ],
  ])('%s', (_, make) => {
    const file = place()
    make(file)
    expect(opening(file)).toThrow(damaged)
  })

  test('another office’s file', async () => {
    const { file } = await newVault()
    expect(opening(file)).toThrow(damaged)
  })
})

const connection = resolve(import.meta.dirname, '../../src-main/vault/connection.ts')

test('a process with an older Node-API gets a sentence, not a crash', () => {
  const script = `
    Object.defineProperty(process.versions, 'napi', { value: '9' })
    const { openConnection } = await import(${JSON.stringify(connection)})
    openConnection({ file: ${JSON.stringify(join(newFolder(), 'a.db'))}, key: new Uint8Array(32), readonly: false, create: true })`
  const { SQLITE_NATIVE_BINDING: _, ...env } = process.env
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { env })
  expect(run.status).toBe(1)
  expect(String(run.stderr)).toContain('needs Node-API 10')
})

test('no variable loads another addon into a process that needs none', () => {
  const program = `
    import { openPlain } from ${JSON.stringify(connection)}
    openPlain(${JSON.stringify(join(newFolder(), 'a.lock'))}, { readonly: false }).close()
    console.log('opened')`
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, SQLITE_NATIVE_BINDING: '/nowhere/foreign.node' },
  })
  expect(String(run.stdout)).toContain('opened')
})
