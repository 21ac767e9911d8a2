import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import { migrate } from '../../src-main/vault/migrate.ts'
import { newFolder, random } from './new-vault.ts'

const one = 'create table a (id integer primary key) strict; insert into a values (1)'
const two = 'create table b (a integer references a (id)) strict; insert into b values (1)'
const three = 'alter table b add column c integer not null default 7'

function newFile(): { file: string; db: Connection; open(path?: string): Connection } {
  const file = join(newFolder(), 'remedy.db')
  const key = random(32)
  const open = (path = file) => openConnection({ file: path, key, readonly: false })
  const db = openConnection({ file, key, readonly: false, create: true })
  return { file, db, open }
}
const version = (db: Connection) => db.pragma('user_version', { simple: true })
const tables = (db: Connection) =>
  db.prepare("select name from sqlite_schema where type = 'table' order by name").pluck().all()
const copies = (file: string) =>
  readdirSync(join(file, '..')).filter((name) => name.includes('before'))

test('a new file gets every step, and no copy is made of nothing', () => {
  const { file, db } = newFile()
  migrate(db, file, [one, two, three])
  expect([version(db), tables(db), copies(file)]).toEqual([3, ['a', 'b'], []])
  expect(db.prepare('select * from b').all()).toEqual([{ a: 1, c: 7 }])
  db.close()
})

test('an older file gets what it lacks, after a copy that can be opened', () => {
  const { file, db, open } = newFile()
  migrate(db, file, [one])
  migrate(db, file, [one, two, three])
  expect(copies(file)).toEqual(['remedy.db.before-2'])
  const copy = open(`${file}.before-2`)
  expect([version(copy), tables(copy), copy.prepare('select id from a').pluck().all()]).toEqual([
    1,
    ['a'],
    [1],
  ])
  copy.close()
  db.close()
})

test('only the newest copy is kept, since an older one would outlive what was erased', () => {
  const { file, db } = newFile()
  for (const steps of [[one], [one, two], [one, two, three]]) migrate(db, file, steps)
  expect(copies(file)).toEqual(['remedy.db.before-3'])
  db.close()
})

test('a file that is up to date is not touched', () => {
  const { file, db, open } = newFile()
  migrate(db, file, [one, two])
  db.close()
  const before = readFileSync(file)
  const again = open()
  migrate(again, file, [one, two])
  again.close()
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a newer file is refused and not touched', () => {
  const { file, db, open } = newFile()
  migrate(db, file, [one, two])
  db.close()
  const before = readFileSync(file)
  const newer = open()
  expect(() => migrate(newer, file, [one])).toThrow(expect.objectContaining({ code: 'conflict' }))
  newer.close()
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a step that fails takes every step of that day with it', () => {
  const { file, db } = newFile()
  migrate(db, file, [one])
  expect(() => migrate(db, file, [one, two, 'create table a (x)'])).toThrow(
    'cannot be brought up to date',
  )
  expect([version(db), tables(db)]).toEqual([1, ['a']])
  migrate(db, file, [one, two])
  expect(version(db)).toBe(2)
  db.close()
})

test('a step may remake a table that others point to, but may leave no reference to nothing', () => {
  const { file, db } = newFile()
  migrate(db, file, [one, two])
  const remake =
    'create table fresh (id integer primary key) strict; insert into fresh select id from a; drop table a; alter table fresh rename to a'
  migrate(db, file, [one, two, remake])
  expect(() => migrate(db, file, [one, two, remake, 'delete from a'])).toThrow('reference')
  expect([version(db), db.prepare('select * from a').all()]).toEqual([3, [{ id: 1 }]])
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
  db.close()
  expect(existsSync(`${file}.before-3.new`)).toBe(false)
})

test('a file that says it is of an earlier version than it is, is damaged, in words', () => {
  const { file, db } = newFile()
  migrate(db, file)
  db.pragma('user_version = 3')
  expect(() => migrate(db, file)).toThrow(/says that it is of an earlier version than it is/)
  expect(db.pragma('user_version', { simple: true })).toBe(3)
  db.close()
})
