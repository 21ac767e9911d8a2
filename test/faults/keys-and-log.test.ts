import { cpSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import type { PersonId } from '../../src-main/people/contract.ts'
import {
  chosen,
  doorTo,
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  temporaryFolder,
  type TestOffice,
} from '../open-office.ts'
import { withEarlierSheet } from '../people/earlier-sheet.ts'
import { eachStep, killedAtEachStep } from './each-step.ts'
import { full, LIMIT } from './full.ts'

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

// `npm run faults` tries every step; `npm test` some.
const NEXT = 'another four plain words'
const OWN = 'five words of my own'
const CODE = '7K2D-4QV0-WJ9Q-MX3T-0HRE-5ZPA-B6'
const next = { passphrase: NEXT, passphraseAgain: NEXT }

type World = TestOffice & { hester: PersonId }
/** An act that changes keys: the entry of it, and whether the keys are as it leaves them. */
interface KeyAct {
  entry: string
  act(world: World): Promise<unknown>
  /** Asked of a copy of the office that is locked. */
  holds(copy: Visit, world: World): Promise<boolean>
}
interface Visit {
  opens(personId: PersonId, passphrase: string): Promise<boolean>
  chooses(personId: PersonId, current: string): Promise<boolean>
  names(): Promise<string[]>
  recovers(personId: PersonId, sheetWords: string): Promise<boolean>
}

const ACTS: Record<string, KeyAct> = {
  'a changed passphrase': {
    entry: 'passphrase-changed',
    act: ({ ask }) => ask.people.changePassphrase({ current: PASSPHRASE, ...next }),
    async holds({ opens }, { partner }) {
      const [now, before] = [await opens(partner, NEXT), await opens(partner, PASSPHRASE)]
      expect(now).toBe(!before)
      return now
    },
  },
  'a person added': {
    entry: 'person-added',
    act: ({ hire }) => hire('Ada Quill', 'auditor'),
    holds: async ({ names }) => (await names()).includes('Ada Quill'),
  },
  'a person removed': {
    entry: 'person-removed',
    act: ({ ask, hester }) => ask.people.remove({ personId: hester }),
    holds: async ({ opens }, { hester }) => !(await opens(hester, PASSPHRASE)),
  },
  'a passphrase given to a colleague': {
    entry: 'passphrase-given',
    act: ({ ask, hester: personId }) => ask.people.givePassphrase({ personId, ...next }),
    // Whoever has the one that was given chooses another, and is told so.
    async holds({ chooses, opens }, { hester }) {
      const [given, before] = [await chooses(hester, NEXT), await opens(hester, PASSPHRASE)]
      expect(given).toBe(!before)
      return given
    },
  },
  'a recovery sheet that is read back': {
    entry: 'recovery-confirmed',
    async act({ ask }) {
      const { sheetWords, places } = await ask.people.renewRecoverySheet({ passphrase: PASSPHRASE })
      const [first, second] = places.map((place) => sheetWords.split(' ')[place - 1]!)
      return ask.people.confirmRecoverySheet({ first: first!, second: second! })
    },
    // Whether the code of the sheet of before is void; the words open the office at each step.
    async holds({ recovers }, { hester, sheetWords }) {
      expect(await recovers(hester, sheetWords)).toBe(true)
      return !(await recovers(hester, CODE))
    },
  },
  'a passphrase given by the recovery sheet': {
    entry: 'recovery-used',
    async act({ ask, partner, sheetWords }) {
      await ask.signIn.lock({})
      await ask.signIn.recover({ personId: partner, sheetWords, ...next })
    },
    async holds({ opens }, { partner }) {
      const [now, before] = [await opens(partner, NEXT), await opens(partner, PASSPHRASE)]
      expect(now).toBe(!before)
      return now
    },
  },
}

async function world(): Promise<World> {
  const office = await openTestOffice()
  const hester = await office.hire('Hester Vane', 'partner')
  await withEarlierSheet(office, CODE)
  return Object.assign(office, { hester })
}

/** One program that comes to one copy after another. */
async function visitor() {
  const { ask, office, platform } = await doorTo(null)
  onTestFinished(() => office.close())
  const came = async (coming: Promise<unknown>) => {
    const did = await coming.then(
      () => true,
      () => false,
    )
    await office.lock()
    return did
  }
  async function to(folder: string): Promise<Visit> {
    // Each question is asked of a copy of its own: coming in settles what was left.
    const fresh = async () => {
      const copy = path.join(temporaryFolder(), 'office')
      cpSync(folder, copy, { recursive: true })
      platform.choose = copy
      await ask.signIn.chooseOffice({})
    }
    return {
      async opens(personId, passphrase) {
        await fresh()
        return came(ask.signIn.unlock({ personId, passphrase }))
      },
      async chooses(personId, current) {
        await fresh()
        const own = { passphrase: OWN, passphraseAgain: OWN }
        return came(ask.signIn.unlockChoosing({ personId, current, ...own }))
      },
      async names() {
        await fresh()
        for (const passphrase of [PASSPHRASE, NEXT]) {
          const [first] = (await ask.signIn.state({})).people
          await ask.signIn.unlock({ personId: first!.id, passphrase }).catch(() => undefined)
        }
        const { people } = await ask.signIn.state({})
        await office.lock()
        return people.map(({ name }) => name)
      },
      async recovers(personId, sheetWords) {
        await fresh()
        return came(ask.signIn.recover({ personId, sheetWords, ...chosen }))
      },
    }
  }
  /** Whether the log of the office in `folder` says that it was done, by whoever can come in. */
  async function logged(folder: string, entry: string, since: number): Promise<boolean> {
    const copy = path.join(temporaryFolder(), 'office')
    cpSync(folder, copy, { recursive: true })
    platform.choose = copy
    await ask.signIn.chooseOffice({})
    const [first] = (await ask.signIn.state({})).people
    for (const passphrase of [PASSPHRASE, NEXT])
      await ask.signIn.unlock({ personId: first!.id, passphrase }).catch(() => undefined)
    const { entries } = await ask.audit.list({ limit: 50 })
    const { findings, remarks } = await ask.audit.verify({ codes: [] })
    expect([findings, remarks]).toEqual([[], []])
    await office.lock()
    return entries.some(({ act, seq }) => act === entry && seq > since)
  }
  return { to, logged }
}

describe.each(Object.entries(ACTS))('%s', (_, { entry, act, holds }) => {
  test('stands in the log where the keys say so and nowhere else, killed at any step', async () => {
    const office = await world()
    const { entries: since } = await office.ask.audit.health({})
    const all = await killedAtEachStep(office.folder, () => act(office))
    const copies = full || all.length < 8 ? all : all.filter((_, at) => at % 2 === 0)
    const { to, logged } = await visitor()
    const outcomes = new Set<boolean>()
    for (const copy of copies) {
      const done = await logged(copy, entry, since)
      expect(await holds(await to(copy), office), copy).toBe(done)
      outcomes.add(done)
    }
    expect(outcomes).toEqual(new Set([false, true]))
  })

  test('that the disk has no room for is not in the log, or is done', async () => {
    const noRoom = () => Object.assign(new Error('No space left'), { code: 'ENOSPC' })
    const { to, logged } = await visitor()
    const outcomes: [boolean, boolean][] = []
    for (let failing = 0; ; failing += full ? 1 : 3) {
      const office = await world()
      const { entries: since } = await office.ask.audit.health({})
      let step = 0
      const fails = (call: string, at: string) => {
        if (!/^(openSync|writeFileSync|fsyncSync|renameSync)$/.test(call)) return
        if (call === 'openSync' && !/remedy\.(keys|head)/.test(at)) return
        if (step++ === failing) throw noRoom()
      }
      const refused = await eachStep(fails, () => act(office)).then(
        () => false,
        () => true,
      )
      await office.office.lock()
      if (step <= failing) break
      const done = await logged(office.folder, entry, since)
      expect(await holds(await to(office.folder), office), `step ${failing}`).toBe(done)
      outcomes.push([refused, done])
    }
    // Whatever was refused was not done, and what was done was not refused.
    expect(outcomes.filter(([refused, done]) => refused === done)).toEqual([])
    expect(outcomes.some(([refused]) => refused)).toBe(true)
  })
})

test('A key file that cannot be put in its place counts from its entry on, and is put there at the next chance', async () => {
  const office = await world()
  const noRename = (call: string, at: string) => {
    if (call === 'renameSync' && at.endsWith('remedy.keys.next')) throw new Error('EACCES')
  }
  await eachStep(noRename, () => ACTS['a changed passphrase']!.act(office))
  await refusalOf(
    office.ask.people.changePassphrase({ current: PASSPHRASE, ...next }),
    'not-allowed',
  )
  await office.restart()
  await refusalOf(office.signIn(office.partner, PASSPHRASE), 'not-allowed')
  await office.signIn(office.partner, NEXT)
  const { findings, remarks } = await office.ask.audit.verify({ codes: [] })
  expect([findings, remarks]).toEqual([[], []])
})
