import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { manyClients } from '../imports/some-list.ts'
import {
  doorTo,
  openTestOffice,
  PASSPHRASE,
  resources,
  someClient,
  temporaryFolder,
} from '../open-office.ts'
import { full, LIMIT } from './full.ts'

vi.setConfig({ testTimeout: LIMIT })

const kills = full ? 100 : 6
const disks = full ? 40 : 4
const ROWS = 60

/** Settles once a child says these words. */
const said = (child: ChildProcessWithoutNullStreams, words: string) =>
  new Promise<void>((done, fail) => {
    child.stdout.on('data', (text) => String(text).includes(words) && done())
    child.on('close', () => fail(new Error(`The child ended without saying ${words}.`)))
  })

/** An office that is copied for each kill, and how long the import of the list takes here. */
async function prepared() {
  const test = await openTestOffice()
  const { folder, partner } = test
  await test.office.lock()
  const above = temporaryFolder()
  const list = join(above, 'list.csv')
  writeFileSync(list, manyClients(ROWS))
  // Not joined into one file: it starts a thread of its own, which is another.
  const importer = join(import.meta.dirname, 'office-importer.ts')
  let copies = 0
  const another = (way: string) => {
    const copy = join(above, `office-${copies++}`)
    cpSync(folder, copy, { recursive: true })
    return { copy, args: [importer, copy, way, partner, PASSPHRASE, resources, list] }
  }
  const start = (way: string) => {
    const { copy, args } = another(way)
    return { copy, child: spawn(process.execPath, args, { stdio: 'pipe' }) }
  }
  /** An import whose files may not grow past so many blocks of 512 bytes: to it the disk is full, on any machine. */
  const onSmallDisk = (blocks: number) => {
    const { copy, args } = another('import')
    const limit = `ulimit -f ${blocks}; exec "$@"`
    const run = spawnSync('sh', ['-c', limit, 'sh', process.execPath, ...args], {
      ...{ encoding: 'utf8', input: 'begin\n' },
    })
    return { copy, isDone: run.stdout.includes('done'), said: run.stderr }
  }
  async function looked(copy: string) {
    const { ask, office } = await doorTo(copy)
    await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
    const { checked } = await ask.audit.health({})
    const { total } = await ask.clients.find({ text: '' })
    const imported = (await ask.imports.list({})).length
    // What comes next is recorded as if nothing had happened.
    await ask.clients.register(someClient() as never)
    const { findings } = await ask.audit.verify({})
    await office.close()
    return { holds: checked?.holds, total, imported, findings: findings.map(({ what }) => what) }
  }
  return { start, onSmallDisk, looked }
}

async function killedAt(
  { start }: Awaited<ReturnType<typeof prepared>>,
  way: string,
  after: number,
): Promise<string> {
  const { copy, child } = start(way)
  await said(child, 'ready')
  child.stdin.write('begin\n')
  await new Promise((go) => setTimeout(go, after))
  child.kill('SIGKILL')
  await once(child, 'close')
  return copy
}

test('An office killed at a random moment of an import has all of it or nothing, opens by itself and goes on', async () => {
  const made = await prepared()
  const { copy, child } = made.start('import')
  await said(child, 'ready')
  const began = performance.now()
  child.stdin.write('begin\n')
  await said(child, 'done')
  const whole = performance.now() - began
  child.kill('SIGKILL')
  await once(child, 'close')
  // Answered: all of it is there.
  const all = await made.looked(copy)
  expect(all).toMatchObject({ holds: true, imported: 1, findings: [] })
  expect(all.total).toBeGreaterThan(ROWS - 10)
  const outcomes = new Map<string, number>()
  for (let n = 0; n < kills; n++) {
    const left = await made.looked(await killedAt(made, 'import', Math.random() * whole * 1.1))
    expect(left).toMatchObject({ holds: true, findings: [] })
    const outcome = `${left.imported} of 1 imports, ${left.total === all.total ? 'all' : left.total} clients`
    expect(['0 of 1 imports, 0 clients', '1 of 1 imports, all clients']).toContain(outcome)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  console.log(`An import of ${ROWS} rows killed, ${kills} times:`, Object.fromEntries(outcomes))
  expect(outcomes.get('0 of 1 imports, 0 clients')).toBeGreaterThan(0)
})

test('control: rows that are recorded one by one are seen to be half done', async () => {
  const made = await prepared()
  const seen = []
  for (let n = 0; n < 20; n++) {
    const { total } = await made.looked(await killedAt(made, 'rows', 60 + 60 * n))
    seen.push(total)
    if (total > 0 && total < ROWS) return
  }
  expect(seen).toContain('a part')
})

/** The largest file of an office, in blocks of 512 bytes. */
const largestOf = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => statSync(join(one.parentPath, one.name)).size / 512),
  )

test('An import for which the disk is too small says so and leaves nothing of it, at whatever write; the office opens by itself and goes on', async () => {
  const made = await prepared()
  const enough = made.onSmallDisk(10_000_000)
  expect(enough.isDone).toBe(true)
  const [most, all] = [largestOf(enough.copy), await made.looked(enough.copy)]
  const outcomes = { done: 0, refused: 0 }
  for (let n = 0; n < disks; n++) {
    const blocks = Math.ceil(most * (0.05 + (0.4 * n) / disks))
    const { copy, isDone, said } = made.onSmallDisk(blocks)
    // What was answered stands, and nothing else; whoever asked is told in words.
    if (!isDone) expect(said, `${blocks} blocks`).toMatch(/The disk (is full|reported an error)/)
    const left = await made.looked(copy)
    expect(left, `${blocks} blocks`).toMatchObject({ holds: true, findings: [] })
    expect([left.imported, left.total]).toEqual(isDone ? [1, all.total] : [0, 0])
    outcomes[isDone ? 'done' : 'refused'] += 1
  }
  console.log(`An import of ${ROWS} rows on ${disks} small disks:`, outcomes)
  expect(outcomes.refused).toBeGreaterThan(0)
})
