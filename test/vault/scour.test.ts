import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openConnection } from '../../src-main/vault/connection.ts'
import { migrate } from '../../src-main/vault/migrate.ts'
import { owesScouring, scour } from '../../src-main/vault/scour.ts'
import { foundIn, pagesOf } from '../erasure/decrypted.ts'
import { newFolder, newVault, random } from './new-vault.ts'

/** A file in whose free space, indexes and write-ahead log the words of rows that are gone still lie. */
function littered() {
  const folder = newFolder()
  const file = join(folder, 'remedy.db')
  const key = random(32)
  const db = openConnection({ file, key, readonly: false, create: true })
  onTestFinished(() => void db.close())
  migrate(db, file)
  // As a program would leave it that does not overwrite what it deletes.
  db.pragma('secure_delete = 0')
  const note = db.prepare("insert into matter_note values (?, 'm', 'then', 'p', ?)")
  for (let seq = 1; seq <= 200; seq++) note.run(seq, `left-in-free-space-${seq} `.repeat(20))
  const name = db.prepare("insert into searchable values (?, 'c', 'name', 'x', ?)")
  for (let id = 1; id <= 50; id++) name.run(id, `q${id}leftinindex${id}end`)
  db.exec('delete from matter_note where seq % 2 = 0; delete from searchable where id > 1')
  db.pragma('secure_delete = 1')
  writeFileSync(join(folder, 'remedy.db.before-7'), 'a copy')
  const words = ['left-in-free-space-100', 'leftinindex20end']
  return { db, file, folder, key, found: () => foundIn(pagesOf(folder, key), words), words }
}

test('What was erased is cleared from free pages, indexes, the write-ahead log and copies', () => {
  const { db, file, folder, found, words } = littered()
  expect(found()).toEqual(words)
  db.exec('insert into erasure_unfinished values (9)')
  scour(db, file)
  expect(found()).toEqual([])
  expect(owesScouring(db)).toBe(false)
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([])
  expect(db.prepare('select count(*) from matter_note').pluck().get()).toBe(100)
  const hit = "select rowid from searchable_words where searchable_words match 'q1leftinindex1end'"
  expect(db.prepare(hit).pluck().all()).toEqual([1])
})

test('Where nothing was erased the file is left as it is', () => {
  const { db, file, folder, found, words } = littered()
  scour(db, file)
  expect(found()).toEqual(words)
  expect(readdirSync(folder)).toContain('remedy.db.before-7')
})

test('While somebody reads, it is still owed', () => {
  const { db, file, key } = littered()
  const reader = openConnection({ file, key, readonly: true })
  onTestFinished(() => void reader.close())
  reader.exec('begin')
  reader.prepare('select count(*) from matter_note').get()
  db.exec('insert into erasure_unfinished values (9)')
  db.pragma('busy_timeout = 50')
  expect(() => scour(db, file)).toThrow(/It is tried again at the next sign-in/)
  expect(owesScouring(db)).toBe(true)
  reader.exec('commit')
  scour(db, file)
  expect(owesScouring(db)).toBe(false)
})

test('Whoever works goes on while a large file is written anew', async () => {
  const { vault } = await newVault()
  const text = 'x'.repeat(100_000)
  await vault.write(async (tx) => {
    for (let seq = 1; seq <= 200; seq++) {
      const note = { seq, matter_id: 'm', at: 'then', by: 'p', text }
      await tx.insertInto('matter_note').values(note).execute()
    }
    await tx.insertInto('erasure_unfinished').values({ seq: 1 }).execute()
  })
  let beats = 0
  const beat = setInterval(() => (beats += 1), 5)
  await vault.scour()
  clearInterval(beat)
  expect(beats).toBeGreaterThan(5)
  const left = await vault.read((tx) => tx.selectFrom('erasure_unfinished').selectAll().execute())
  expect(left).toEqual([])
  const { n } = await vault.read((tx) =>
    tx
      .selectFrom('matter_note')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  )
  expect(n).toBe(200)
})
