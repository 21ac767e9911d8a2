import { spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { readInBulk } from '../vault/read-in-bulk.ts'
import type { Connection } from '../../src-main/vault/connection.ts'
import { onTestFinished } from 'vitest'
import { bundled } from './bundled.ts'
import { killAtRandom } from './kill-at-random.ts'
import { hester, newFolder, newVault } from '../vault/new-vault.ts'

/** How the child works: `honest` through the vault; the others are controls that must be caught. */
export type Way = 'honest' | 'early' | 'loose'

// A kill takes nothing from the page cache, so memory serves as well as a disk, and the test is quicker.
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

export interface Tally {
  kills: number
  acknowledged: number
  /** Acknowledged acts that were not there afterwards. */
  lost: number
  /** Kills after which some table had more or less of an act than another. */
  half: number
  /** Kills after which the head file was ahead of the log, behind an acknowledgement, or not of this log. */
  badHead: number
  unsound: number
  /** Kills that left a write-ahead log to recover from. */
  leftWal: number
}

/** Kills a child at work at random moments, again and again in one office, and looks at what is left each time. */
export async function killAtWork(way: Way, kills: number, enough = (_: Tally) => false) {
  const { vault, folder, file } = await newVault(newFolder(place))
  await vault.lock()
  const tally: Tally = {
    kills: 0,
    acknowledged: 0,
    lost: 0,
    half: 0,
    badHead: 0,
    unsound: 0,
    leftWal: 0,
  }
  const writer = await bundled('office-writer.ts')
  let next = readyChild(writer, folder, way)
  onTestFinished(() => void next.kill('SIGKILL'))
  while (tally.kills < kills && !enough(tally)) {
    const child = next
    next = readyChild(writer, folder, way)
    const told = await killAtRandom(child, { acts: 10, firstMs: 2 })
    const acknowledged = told.map(Number).filter((seq) => seq > 0)
    tally.kills++
    tally.acknowledged += acknowledged.length
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) tally.leftWal++
    await vault.unlock(hester.personId, hester.passphrase)
    const head = vault.head()
    const left = readInBulk(vault.lend(), (db) => lookAt(db, head?.size))
    await vault.lock()
    const newest = acknowledged.at(-1) ?? 0
    tally.lost += Math.max(0, newest - left.acts)
    if (left.counts.some((count) => count !== left.acts)) tally.half++
    if (!left.sound) tally.unsound++
    if (
      head
        ? head.size > left.acts || head.size < newest || head.root !== left.rootAtHead
        : newest > 0
    )
      tally.badHead++
  }
  return tally
}

/** A child that has loaded everything and waits to be told to begin. */
function readyChild(writer: string, folder: string, way: Way) {
  const args = [writer, folder, way, hester.personId, hester.passphrase]
  return spawn(process.execPath, args, { stdio: 'pipe' })
}

/** Counts the acts in every table, and asks SQLite about the rest. */
function lookAt(db: Connection, headSize = 0) {
  const one = (sql: string, ...values: unknown[]) =>
    db
      .prepare(sql)
      .pluck()
      .get(...values)
  const count = (table: string) => Number(one(`select count(*) from ${table}`))
  const hash = one('select hash from log where seq = ?', headSize)
  const sound =
    one('pragma integrity_check') === 'ok' &&
    one('pragma foreign_key_check') === undefined &&
    Number(one('select count(*) from searchable_words_docsize')) === count('searchable')
  return {
    acts: Number(one('select coalesce(max(seq), 0) from log')),
    counts: [
      'log',
      'log_payload',
      'log_node',
      'person',
      'searchable',
      'searchable_trigrams_docsize',
    ].map(count),
    rootAtHead: hash instanceof Uint8Array ? Buffer.from(hash).toString('hex') : null,
    sound,
  }
}
