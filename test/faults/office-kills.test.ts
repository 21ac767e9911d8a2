import { spawn } from 'node:child_process'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { doorTo, openTestOffice, PASSPHRASE, resources, type TestOffice } from '../open-office.ts'
import { bundled } from './bundled.ts'
import { killAtRandom } from './kill-at-random.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

const kills = full ? 100 : 20
let worker: string
beforeAll(async () => {
  worker = await bundled('dispatch-worker.ts')
})

interface Tally {
  acknowledged: number
  /** Acts that were answered and are not there. */
  lost: string[]
  /** What the check of the tail after each kill, and the verifications, found. */
  findings: string[]
}

/** A worker that has loaded everything and waits to be told to begin. */
function readyWorker({ folder, partner }: TestOffice, way: string) {
  const args = [worker, folder, way, partner, PASSPHRASE, resources]
  return spawn(process.execPath, args, { stdio: 'pipe' })
}

async function killAtWork(way: string, kills: number, enough = (_: Tally) => false) {
  const test = await openTestOffice()
  await test.office.lock()
  const tally: Tally = { acknowledged: 0, lost: [], findings: [] }
  let next = readyWorker(test, way)
  onTestFinished(() => void next.kill('SIGKILL'))
  for (let n = 0; n < kills && !enough(tally); n++) {
    const child = next
    next = readyWorker(test, way)
    const acknowledged = await killAtRandom(child, { acts: 8, firstMs: 4 })
    tally.acknowledged += acknowledged.length
    // The log only grows: what one kill spoils, a later verification still finds.
    await look(test, acknowledged, tally, n % 10 === 9 || n === kills - 1)
  }
  return tally
}

/** Opens the office as anybody would after a crash, looks for what was answered, and may verify the whole log. */
async function look(
  { folder, clock, partner }: TestOffice,
  acknowledged: string[],
  tally: Tally,
  whole: boolean,
) {
  clock.set(new Date().toISOString())
  const { ask, office } = await doorTo(folder, clock)
  await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
  const { checked } = await ask.audit.health({})
  if (!checked?.holds) tally.findings.push('The end of the log failed its check.')
  const rows = (
    await Promise.all([0, 200, 400].map((offset) => ask.clients.find({ offset, limit: 200 })))
  ).flatMap((page) => page.rows)
  for (const line of acknowledged) {
    const [surname, versions, stays] = line.split('/')
    const row = rows.find((one) => one.surname === surname)
    const client = row && (await ask.clients.get({ clientId: row.id }))
    const there =
      client && client.version >= Number(versions) && client.stays.length >= Number(stays)
    if (!there) tally.lost.push(line)
  }
  if (whole) {
    const { findings } = await ask.audit.verify({})
    tally.findings.push(...findings.map(({ what }) => what))
  }
  await office.close()
}

describe('an office killed at a random moment of its work', () => {
  test('has lost nothing that was answered, left nothing half done, and its log holds', async () => {
    const tally = await killAtWork('honest', kills)
    console.log(`An office killed at work, ${kills} times:`, tally)
    expect(tally).toMatchObject({ lost: [], findings: [] })
    expect(tally.acknowledged).toBeGreaterThan(kills)
  })

  test('control: an answer given before the act is seen to be lost', async () => {
    const { lost } = await killAtWork('early', 60, (tally) => tally.lost.length > 0)
    expect(lost).not.toEqual([])
  })
})
