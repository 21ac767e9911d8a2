import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { plainLines } from '../../src-main/platform/plain-log.ts'
import { logLine } from '../../src-main/shell/log-line.ts'
import { sources } from '../house.ts'
import { doorTo, openTestOffice, temporaryFolder, testClock } from '../open-office.ts'
import { readInBulk } from '../vault/read-in-bulk.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { READ_AT } from '../vault/office-facts.ts'
import { vaultIn } from '../vault/new-vault.ts'

type Door = Awaited<ReturnType<typeof doorTo>>

async function bundleOf({ ask, platform }: Pick<Door, 'ask' | 'platform'>): Promise<string> {
  platform.choose = 'somewhere'
  expect(await ask.signIn.saveDiagnostics({})).toEqual({ saved: true })
  return platform.paper.at(-1)!.pdf.toString()
}
/** Whatever is more than a figure. */
const wordsIn = (text: string) => new Set(text.match(/\p{L}{2,}/gu))

/** An office in which every act was done, with names and texts in all their fields, under a folder that is a name too. */
async function fullOffice() {
  const folder = path.join(temporaryFolder(), 'Zyxwarth')
  const kept = path.resolve(import.meta.dirname, '../vault/offices/0.1.0-full')
  mkdirSync(folder)
  cpSync(kept, folder, { recursive: true })
  const passphrase = readFileSync(path.join(folder, 'passphrase.txt'), 'utf8').trim()
  const clock = testClock()
  clock.set(READ_AT)
  return { folder, passphrase, door: await doorTo(folder, clock) }
}

/** What the program's log never holds, in case it did. */
const STRAY = [
  '[2026-11-23 09:00:00.000] [error] Zyxwarth has hepatitis',
  '[2026-11-23 09:00:00.000] [error] clients.register: Zyxwarth',
  '[2026-11-23 09:00:00.000] [error] Zyxwarth: Error',
  '[2026-11-23 09:00:00.000] [error] clients.register: Error Zyxwarth',
  '    at /home/zyxwarth/letter.ts:1:2',
  '    at out/main/office.js:1:2 of Zyxwarth',
  'Zyxwarth',
]

test('the bundle of a full office has no word that the bundle of a new one has not', async () => {
  const { door, folder, passphrase } = await fullOffice()
  const { people } = await door.ask.signIn.state({})
  await door.ask.signIn.unlock({ personId: people[0]!.id, passphrase })
  door.platform.ownLog = () => STRAY.join('\n')
  const full = await bundleOf(door)
  await door.office.close()
  const fresh = await bundleOf(await openTestOffice())
  const allowed = wordsIn(fresh)
  expect([...wordsIn(full)].filter((word) => !allowed.has(word))).toEqual([])
  expect(full).toContain(`${STRAY.length} lines left out`)

  // The office does hold words: those of its people, of its clients and of its papers.
  const vault = vaultIn(folder)
  await vault.unlock(people[0]!.id, passphrase)
  const counted = readInBulk(vault.lend(), (db) =>
    Number(db.prepare('select count(*) from client').pluck().get()),
  )
  await vault.lock()
  expect(counted).toBeGreaterThan(0)
  expect(full).toContain(`  client ${counted}\n`)
  expect(full).toContain(`migration ${migrations.length}, `)
  expect(full).toContain('structure: no fault')
  for (const { name } of people) expect(full).not.toContain(name.split(' ').at(-1))
})

test('who is not signed in gets what can be told without opening the file, and who has no office the rest', async () => {
  const { door } = await fullOffice()
  const locked = await bundleOf(door)
  expect(locked).toContain('Nobody is signed in: the file was not looked into.')
  expect(locked).toMatch(/remedy\.db: \d{5,} bytes/)
  await door.office.close()
  expect(await bundleOf(await doorTo(null))).toContain('Office\nnone')
})

test('only lines of the known shapes pass, as the log writes them', () => {
  const program = path.resolve(import.meta.dirname, '../..')
  const thrown = Object.assign(new TypeError('Zyxwarth was typed'), { code: 'ENOENT' })
  const head = '[2026-11-23 09:00:00.000] [error] '
  const own = [
    ...`${head}${logLine('clients.register', thrown, program)}`
      .split('\n')
      .filter((line) => !line.includes(' at test/')),
    `${head}window gone: crashed 5: undefined`,
    `${head}close the office: Error SQLITE_IOERR`,
  ]
  expect(own.length).toBeGreaterThan(4)
  const questions = ['clients.register']
  expect(plainLines([...own, ...STRAY].join('\n'), questions)).toEqual({
    ...{ lines: own, left: STRAY.length },
  })
  expect(plainLines(own[0]!, []).left).toBe(1)
})

test('every name by which the program reports is one that passes', () => {
  const names = sources('src-main')
    .filter(({ path: file }) => !file.includes('/audit/pack/'))
    .flatMap(({ text }) => [...text.matchAll(/\breport\('([^']+)', /g)].map(([, name]) => name!))
  expect(names.length).toBeGreaterThan(10)
  const lines = names.map((name) => `[2026-11-23 09:00:00.000] [error] ${name}: Error`)
  expect(plainLines(lines.join('\n'), [])).toEqual({ lines, left: 0 })
})

test('a dialog that is closed saves nothing', async () => {
  const { ask, platform } = await openTestOffice()
  platform.choose = null
  expect(await ask.signIn.saveDiagnostics({})).toEqual({ saved: false })
})
