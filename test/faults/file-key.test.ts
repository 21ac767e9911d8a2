import { cpSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { PersonId } from '../../src-main/people/contract.ts'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  temporaryFolder,
  type TestOffice,
} from '../open-office.ts'
import { eachStep, killedAtEachStep } from './each-step.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

// `npm run faults` tries every step; `npm test` some.
type World = TestOffice & { hester: PersonId }

async function world(): Promise<World> {
  const office = await openTestOffice()
  await office.ask.clients.register(someClient())
  return Object.assign(office, { hester: await office.hire('Hester Vane', 'secretary') })
}
const change = ({ ask }: TestOffice) => ask.people.changeFileKey({ passphrase: PASSPHRASE })

/** Comes to copies of the office as people do, and says which key it has. */
async function visitor({ partner, hester, sheetWords }: World) {
  const { ask, office, platform } = await doorTo(null)
  onTestFinished(() => office.close())
  async function copyOf(folder: string) {
    const copy = path.join(temporaryFolder(), 'office')
    cpSync(folder, copy, { recursive: true })
    platform.choose = copy
    await ask.signIn.chooseOffice({})
    return copy
  }
  return async (folder: string): Promise<boolean> => {
    const copy = await copyOf(folder)
    // Whoever comes in first settles it, a colleague as well as a partner.
    await ask.signIn.unlock({ personId: hester, passphrase: PASSPHRASE })
    await ask.signIn.unlock({ personId: partner, passphrase: PASSPHRASE })
    const acts = (await ask.audit.list({ limit: 50 })).entries.map(({ act }) => act)
    const { findings, remarks } = await ask.audit.verify({ codes: [] })
    expect([findings, remarks]).toEqual([[], []])
    expect((await ask.clients.find({})).total).toBe(1)
    const { since } = await ask.people.fileKey({})
    await office.lock()
    expect(readdirSync(copy).filter((name) => /rekeyed|next$/.test(name))).toEqual([])
    const recovery = { personId: partner, sheetWords, ...chosen }
    const before = await ask.signIn.recover(recovery).then(
      () => true,
      () => false,
    )
    await office.lock()
    // The sheet of before opens the office exactly while its file has the key of before.
    expect(before).toBe(since === null)
    expect(acts.includes('file-key-changed')).toBe(!before)
    return !before
  }
}

describe('another file key', () => {
  test('is there whole or not at all, whatever kills the program, and the office opens by itself', async () => {
    const office = await world()
    const all = await killedAtEachStep(office.folder, () => change(office))
    const visit = await visitor(office)
    // Around the step at which one file takes the place of the other, and a few before and after.
    const turn = all.findIndex((copy) => existsSync(path.join(copy, 'remedy.db.rekeyed')))
    expect(turn).toBeGreaterThan(0)
    const some = all.filter((_, at) => full || at % 6 === 0 || at >= all.length - 4)
    const outcomes: boolean[] = []
    for (const copy of some) outcomes.push(await visit(copy))
    // Once it is changed it stays so.
    expect(outcomes.lastIndexOf(false)).toBeLessThan(outcomes.indexOf(true))
    expect(new Set(outcomes)).toEqual(new Set([false, true]))
  })

  test('that the disk has no room for, or that cannot be put in its place, leaves the office as it was', async () => {
    const office = await world()
    const visit = await visitor(office)
    const noRoom = () => Object.assign(new Error('No space left'), { code: 'ENOSPC' })
    for (const failing of [/remedy\.keys\.next/, /remedy\.db\.rekeyed$/]) {
      const fails = (call: string, at: string) => {
        if (/^(openSync|renameSync)$/.test(call) && failing.test(at)) throw noRoom()
      }
      await eachStep(fails, () => refusalOf(change(office)))
      // It goes on without being opened again.
      expect((await office.ask.clients.find({})).total).toBe(1)
      expect((await office.ask.audit.verify({ codes: [] })).findings).toEqual([])
      expect(await visit(office.folder)).toBe(false)
    }
    await change(office)
    expect(await visit(office.folder)).toBe(true)
  })
})
