import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { manyScans } from '../exports/many-scans.ts'
import { doorTo, PASSPHRASE, resources, temporaryFolder } from '../open-office.ts'
import { LIMIT } from './full.ts'

vi.setConfig({ testTimeout: LIMIT })

/** An office whose export of this kind was killed while files lay in its hidden folder. */
async function killed(way: 'file' | 'everything') {
  const { office, folder, partner } = await manyScans()
  await office.lock()
  const into = join(temporaryFolder(), 'stick')
  mkdirSync(into)
  const exporter = join(import.meta.dirname, 'office-exporter.ts')
  const args = [exporter, folder, way, partner, PASSPHRASE, resources, into]
  for (let tries = 0; tries < 20; tries++) {
    const child = spawn(process.execPath, args, { stdio: 'pipe' })
    let told = ''
    child.stderr.on('data', (text) => (told += text))
    await once(child.stdout, 'data')
    const seen = watch(into, () => child.kill('SIGKILL'))
    child.stdin.write('begin\n')
    await once(child, 'close')
    seen.close()
    const [left] = readdirSync(into)
    if (left?.endsWith('.writing')) return { folder, into, partner, left }
    expect(left, told).toMatch(/, (file of|export of) /)
    rmSync(join(into, left!), { recursive: true })
  }
  throw new Error('No export was killed while it was written.')
}

async function opened({ folder, partner }: Awaited<ReturnType<typeof killed>>) {
  const door = await doorTo(folder)
  await door.ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  return door
}

test.each(['file', 'everything'] as const)(
  'What an export left that was killed while it was written (%s) is gone once the office is opened again, wherever it was written, and no name tells whose it was',
  async (way) => {
    const left = await killed(way)
    expect(left.left).toMatch(/^\.remedy-[0-9a-f]{32}\.writing$/)
    const { office, ask } = await opened(left)
    await vi.waitUntil(() => readdirSync(left.into).length === 0, { timeout: 30_000 })
    expect(await ask.exports.left({})).toEqual([])
    const { findings } = await ask.audit.verify({})
    expect(findings).toEqual([])
    await office.close()
  },
)

test('What cannot be removed, since its disk is not there, is told at each opening until it can', async () => {
  const left = await killed('file')
  const elsewhere = `${left.into}-elsewhere`
  renameSync(left.into, elsewhere)
  const folder = join(left.into, left.left)
  const first = await opened(left)
  expect(await first.ask.exports.left({})).toEqual([folder])
  await first.office.close()
  renameSync(elsewhere, dirname(folder))
  const second = await opened(left)
  await vi.waitUntil(() => !existsSync(folder), { timeout: 30_000 })
  expect(await second.ask.exports.left({})).toEqual([])
  await second.office.close()
})
