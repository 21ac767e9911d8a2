import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as later } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { newIdentity, ownKeyMark } from '../../src-main/far/certificate.ts'
import { farDesk } from '../desks/far-desk.ts'
import { sharedBy, type sharedOffice } from '../desks/shared-office.ts'
import { PASSPHRASE, someClient } from '../open-office.ts'
import { full, LIMIT } from './full.ts'

const [kills, many] = full ? [100, 10] : [3, 4]
/** Kills of the control, in which a desk that was not answered does not ask again. */
const control = full ? 12 : 1
const desks = Array.from({ length: many }, () => newIdentity(randomBytes))
const NAMES = desks.map((_, nth) => `Desk ${nth}`)

/** The office in a process of its own. */
async function served(folder: string, port = 0) {
  const script = path.resolve(import.meta.dirname, '../bench/desks-alone.ts')
  const keys = desks.map(ownKeyMark).join()
  const child = spawn(process.execPath, [script, folder, keys, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const reaching = await new Promise<{ port: number; office: string }>((done, failed) => {
    createInterface({ input: child.stdout }).once('line', (line) => done(JSON.parse(line)))
    child.once('close', () => failed(new Error('The office was not served.')))
  })
  return { child, reaching }
}

const typedBy = (typed: string) => ({
  forms: [{ form: 'new client', screen: '/clients/new', title: 'New client', typed }],
})
let number = 0
const nextNumber = () => `K${(number += 1)}`
const killigrew = (prisonNumber: string) =>
  someClient({
    surname: 'Killigrew',
    prisonNumber: { number: prisonNumber, exception: 'Of a kill' },
  })

/** How often each of these clients is on record, and whether the log holds. */
async function recorded(
  { at, imogen }: Pick<Awaited<ReturnType<typeof sharedOffice>>, 'at' | 'imogen'>,
  numbers: readonly string[],
) {
  const own = at('')
  await own.signIn(imogen)
  const times = new Map<string, number>()
  for (const one of numbers) {
    const { rows } = await own.ask.clients.find({ text: one })
    times.set(one, rows.filter(({ prisonNumber }) => prisonNumber === one).length)
  }
  const { findings, checks } = await own.ask.audit.verify({})
  expect(findings).toEqual([])
  expect(checks.filter(({ held, of }) => held !== of)).toEqual([])
  return times
}

test(
  `${kills} kills of a serving office under ${many} desks lose no act and nothing typed, do nothing twice, and leave nobody unsure`,
  async () => {
    const office = await sharedBy(...NAMES)
    const people = [office.imogen, office.hester, office.ada]
    const asked: string[] = []
    const unsure: unknown[] = []
    const lostTyping: string[] = []
    let running = await served(office.folder)
    const ending = { now: false }
    const working = desks.map(async (identity, nth) => {
      const personId = people[nth % 3]!
      let typed = ''
      const desk = await farDesk({ ...running.reaching, identity, typedMs: 5 })
      let signing: Promise<unknown> | null = null
      /** As its window does: whoever was signed out signs in again. */
      const sitDown = () =>
        (signing ??= (async () => {
          for (;;) {
            while (desk.reach().is !== 'reachable') await later(10)
            const signed = await desk.ask.signIn.unlock({ personId, passphrase: PASSPHRASE }).then(
              (state) => state.me !== null,
              () => false,
            )
            if (signed) return
          }
        })().finally(() => (signing = null)))
      await sitDown()
      desk.onChange((change) => {
        if (change !== 'session' || signing) return
        void desk.ask.signIn.state({}).then(
          ({ me }) => me === null && sitDown(),
          () => {},
        )
      })
      while (!ending.now) {
        const one = nextNumber()
        typed = one
        await desk.ask.platform.keepUnfinished(typedBy(typed))
        asked.push(one)
        const { forms } = await desk.ask.platform.unfinished({})
        if (forms[0]?.typed !== typed) lostTyping.push(typed)
        await desk.ask.clients
          .register(killigrew(one))
          .catch((error: unknown) => unsure.push(error))
      }
      await desk.close()
    })
    for (let kill = 0; kill < kills; kill++) {
      const enough = asked.length + many * 3
      await expect
        .poll(() => asked.length, { timeout: 120_000, interval: 5 })
        .toBeGreaterThan(enough)
      running.child.kill('SIGKILL')
      running = await served(office.folder, running.reaching.port)
    }
    ending.now = true
    await Promise.all(working)
    running.child.kill('SIGKILL')
    await once(running.child, 'close')
    const times = await recorded(office, asked)
    const lost = [...times].filter(([, of]) => of === 0)
    const twice = [...times].filter(([, of]) => of > 1)
    if (full)
      console.log(
        `${kills} kills, ${many} desks: ${asked.length} acts, ${lost.length} lost, ${twice.length} twice, ${unsure.length} unsure, ${lostTyping.length} forms lost`,
      )
    expect({ lost, twice, unsure, lostTyping }).toEqual({
      ...{ lost: [], twice: [], unsure: [], lostTyping: [] },
    })
  },
  LIMIT,
)

test(
  `without asking again, ${control} kills leave desks unsure of what was recorded`,
  async () => {
    const office = await sharedBy(...NAMES)
    const people = [office.imogen, office.hester, office.ada]
    const answered: string[] = []
    const unsure: string[] = []
    for (let kill = 0; kill < control; kill++) {
      const { child, reaching } = await served(office.folder)
      const enough = answered.length + many * 3
      const working = desks.map(async (identity, nth) => {
        const { ask, close } = await farDesk({ ...reaching, identity })
        child.once('close', () => void close())
        await ask.signIn.unlock({ personId: people[nth % 3]!, passphrase: PASSPHRASE })
        for (;;) {
          const one = nextNumber()
          try {
            await ask.clients.register(killigrew(one))
          } catch {
            return void unsure.push(one)
          }
          answered.push(one)
          if (answered.length >= enough) child.kill('SIGKILL')
        }
      })
      await Promise.all(working)
    }
    const times = await recorded(office, [...answered, ...unsure])
    expect(answered.filter((one) => times.get(one) !== 1)).toEqual([])
    const done = unsure.filter((one) => times.get(one) === 1)
    if (full)
      console.log(`Control: ${unsure.length} unsure, of which ${done.length} had been recorded`)
    expect(unsure.length).toBe(control * many)
  },
  LIMIT,
)
