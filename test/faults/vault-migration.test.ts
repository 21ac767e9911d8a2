import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { openConnection } from '../../src-main/vault/connection.ts'
import { migrate } from '../../src-main/vault/migrate.ts'
import { newFolder, random } from '../vault/new-vault.ts'
import { bundled } from './bundled.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const kills = full ? 100 : 10
const many = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)'
const first = `create table a (i integer primary key, said text) strict; ${many} insert into a select i, 'old' from n`
const steps = [
  first,
  `create table b (i integer primary key, said text) strict; ${many} insert into b select i, 'new' from n`,
  `update a set said = 'new'`,
  `${many} insert into b select i + 30000, 'new' from n`,
]

let mover: string
beforeAll(async () => {
  mover = await bundled('office-mover.ts')
})

/** Kills migrations of one file at random moments and tells which states were found afterwards. */
async function interrupt(
  way: 'honest' | 'loose',
  kills: number,
  enough = (_: Set<string>) => false,
) {
  const folder = newFolder()
  const key = random(32)
  const pristine = join(folder, 'pristine.db')
  const make = openConnection({ file: pristine, key, readonly: false, create: true })
  migrate(make, pristine, [first])
  make.close()
  const found = new Set<string>()
  const tried = join(folder, 'tried.db')
  copyFileSync(pristine, tried)
  let whole = await migrateFor(Infinity, tried, key, way)
  for (let kill = 0; kill < kills && !enough(found); kill++) {
    const file = join(folder, `office-${kill}.db`)
    copyFileSync(pristine, file)
    // The first may have been held up; a kill after the end tells nothing.
    whole = Math.min(whole, await migrateFor(Math.random() * whole, file, key, way, whole))
    found.add(stateOf(file, key))
    const copy = `${file}.before-2`
    if (existsSync(copy)) expect(stateOf(copy, key)).toBe('old')
  }
  return found
}

/** Lets a child migrate, for so many milliseconds at most, and gives how many it took; `killed` where it did not end. */
async function migrateFor(
  most: number,
  file: string,
  key: Uint8Array,
  way: string,
  killed = Infinity,
) {
  const args = [mover, file, Buffer.from(key).toString('hex'), way, ...steps]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const began = performance.now()
  const timer = most < Infinity ? setTimeout(() => child.kill('SIGKILL'), most) : undefined
  const [, signal] = await once(child, 'close')
  clearTimeout(timer)
  return signal === null ? performance.now() - began : killed
}

function stateOf(file: string, key: Uint8Array): 'old' | 'new' | 'between' | 'unsound' {
  const db = openConnection({ file, key, readonly: false })
  const one = (sql: string) => db.prepare(sql).pluck().get()
  try {
    if (one('pragma integrity_check') !== 'ok') return 'unsound'
    const version = one('pragma user_version')
    const said = one('select group_concat(distinct said) from a')
    const b = one("select count(*) from sqlite_schema where name = 'b'")
    if (version === 1 && said === 'old' && b === 0) return 'old'
    const whole = version === 4 && said === 'new' && one('select count(*) from b') === 60_000
    return whole ? 'new' : 'between'
  } finally {
    db.close()
  }
}

test('a migration killed at a random moment leaves the old file or the new one', async () => {
  const found = await interrupt('honest', kills)
  console.log(`A migration killed ${kills} times leaves:`, found)
  expect([...found].filter((state) => state !== 'old' && state !== 'new')).toEqual([])
  expect(found).toContain('old')
})

test('control: the same steps each on its own are caught between', async () => {
  const found = await interrupt('loose', 100, (states) => states.has('between'))
  expect(found).toContain('between')
})
