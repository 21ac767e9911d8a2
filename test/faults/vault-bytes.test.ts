import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { openConnection, type Connection } from '../../src-main/vault/connection.ts'
import {
  addPerson,
  hester,
  newFolder,
  newVault,
  people,
  root,
  vaultIn,
} from '../vault/new-vault.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const places = full ? 1000 : 100
const acts = 300

/** An office of many acts, closed, with its key and everything that its tables say. */
async function workedOffice() {
  const { vault, folder, file } = await newVault()
  for (let seq = 1; seq <= acts; seq += 50)
    await vault.write(async (tx) => {
      for (let i = seq; i < seq + 50; i++) await addPerson(tx, `p${i}`.padEnd(300, '-'))
      tx.setHead({ size: seq + 49, root })
    })
  const key = Buffer.from(vault.lend().key)
  return { vault, folder, file, key }
}

const everything = (db: Connection) =>
  JSON.stringify(db.prepare('select * from person order by id').all())

type Outcome = 'refused' | 'wrong' | 'right, found by the check' | 'right, unseen'

/** Flips one bit at each of many places spread over the file, one at a time, and tells what a reader then gets. */
function flipBits(file: string, open: (path: string) => Connection, places: number) {
  const bytes = readFileSync(file)
  const first = open(file)
  const truth = everything(first)
  first.close()
  const tally: Record<Outcome, number> = {
    refused: 0,
    wrong: 0,
    'right, found by the check': 0,
    'right, unseen': 0,
  }
  const spoilt = join(newFolder(), 'spoilt.db')
  for (let i = 0; i < places; i++) {
    const at = Math.floor(((i + Math.random()) * bytes.length) / places)
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1 << (i % 8)
    writeFileSync(spoilt, changed)
    tally[readSpoilt(spoilt, open, truth)]++
    for (const end of ['-wal', '-shm']) rmSync(spoilt + end, { force: true })
  }
  return tally
}

function readSpoilt(file: string, open: (path: string) => Connection, truth: string): Outcome {
  let db: Connection | undefined
  try {
    db = open(file)
    if (everything(db) !== truth) return 'wrong'
    const found = db.pragma('integrity_check', { simple: true }) !== 'ok'
    return found ? 'right, found by the check' : 'right, unseen'
  } catch {
    return 'refused'
  } finally {
    db?.close()
  }
}

test('a flipped bit anywhere in an office’s file is refused or found, never served', async () => {
  const { vault, file, key } = await workedOffice()
  await vault.lock()
  const tally = flipBits(
    file,
    (path) => openConnection({ file: path, key, readonly: false }),
    places,
  )
  console.log(`A bit flipped at each of ${places} places:`, tally)
  expect(tally).toMatchObject({ wrong: 0, 'right, unseen': 0 })
  // How the pages fall out between table, index and free list decides the rest.
  expect(tally.refused).toBeGreaterThan(0)
  expect(tally['right, found by the check']).toBeGreaterThan(0)
})

test('control: in a plain file flipped bits are served as if they were true', async () => {
  const file = join(newFolder(), 'plain.db')
  const db = new Database(file)
  db.exec('create table person (id text primary key, name text, role text, works integer) strict')
  const add = db.prepare("insert into person values (?, ?, 'secretary', 1)")
  for (let i = 0; i < acts; i++) add.run(`p${i}`, 'Person '.repeat(60))
  db.close()
  expect(flipBits(file, (path) => new Database(path), 40).wrong).toBeGreaterThan(0)
})

test('the office refuses a spoilt file with one sentence, before or after it opens', async () => {
  const { vault, folder, file } = await workedOffice()
  await vault.lock()
  const bytes = readFileSync(file)
  for (const at of [5, 100, 4200]) {
    const changed = Buffer.from(bytes)
    for (let i = at; i < changed.length; i += 4096) changed[i]! ^= 16
    writeFileSync(file, changed)
    const next = vaultIn(folder)
    const opening = async () => {
      await next.unlock(hester.personId, hester.passphrase)
      return people(next)
    }
    await expect(opening()).rejects.toMatchObject({ name: 'Refusal', code: 'damaged' })
    await next.lock()
  }
})

test('a file cut short is refused', async () => {
  const { vault, folder, file } = await workedOffice()
  await vault.lock()
  const { size } = statSync(file)
  for (const left of [size - 4096, Math.floor(size / 2), 4096, 100]) {
    truncateSync(file, left)
    const unlocking = vaultIn(folder).unlock(hester.personId, hester.passphrase)
    await expect(unlocking).rejects.toMatchObject({ code: 'damaged' })
  }
})

/** The office as it lay on the disk while it was open, its last acts only in the write-ahead log. */
async function crashedOffice(change: (wal: string) => void) {
  const { folder, file } = await workedOffice()
  const crashed = newFolder()
  for (const name of ['remedy.db', 'remedy.db-wal', 'remedy.keys', 'remedy.head'])
    copyFileSync(join(folder, name), join(crashed, name))
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(10_000)
  change(join(crashed, 'remedy.db-wal'))
  const vault = vaultIn(crashed)
  await vault.unlock(hester.personId, hester.passphrase)
  const left = await people(vault)
  return { left: left.length, head: vault.head()?.size ?? 0 }
}

test('an office left with its write-ahead log opens with every act', async () => {
  expect(await crashedOffice(() => {})).toEqual({ left: acts, head: acts })
})

test.each<[string, (wal: string) => void]>([
  ['cut in half', (wal) => truncateSync(wal, Math.floor(statSync(wal).size / 2))],
  ['missing its last page', (wal) => truncateSync(wal, statSync(wal).size - 4096)],
  ['gone', (wal) => rmSync(wal)],
  [
    'changed in the middle',
    (wal) => {
      const bytes = readFileSync(wal)
      bytes[bytes.length >> 1]! ^= 1
      writeFileSync(wal, bytes)
    },
  ],
])('a write-ahead log that is %s leaves fewer acts than the head remembers', async (_, change) => {
  const { left, head } = await crashedOffice(change)
  expect(head).toBe(acts)
  expect(left).toBeLessThan(head)
  expect(left % 50).toBe(0)
})
