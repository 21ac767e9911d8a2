import { randomBytes } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { contract, type RemedyContract } from '../../src-main/contract.ts'
import { deskKeysIn } from '../../src-main/desks/desk-keys.ts'
import { noDesks, type DeskHost } from '../../src-main/desks/host.ts'
import { openShared, type Office } from '../../src-main/office.ts'
import type { PersonId } from '../../src-main/people/contract.ts'
import { askThrough } from '../../src-main/wire/ask.ts'
import type { Change } from '../../src-main/wire/bridge.ts'
import type { Client } from '../../src-main/wire/operation.ts'
import {
  copyOf,
  PASSPHRASE,
  resources,
  shippedProgram,
  someClient,
  temporaryFolder,
  testClock,
  testPlatform,
  type TestPlatform,
} from '../open-office.ts'
import { deskAt } from './desk-at.ts'

/** A place at a shared office, as its own window has it. */
export interface TestPlace {
  ask: Client<RemedyContract>
  office: Office
  platform: TestPlatform
  /** What its window was told. */
  changes: Change[]
  signIn(personId: PersonId): Promise<unknown>
}

/** An office of three people and one client, at which nobody is signed in; desks of these names have joined it. */
export async function sharedOffice(
  folder = '',
  desks: DeskHost = noDesks,
  joined: readonly string[] = [],
) {
  const made = await copyOf(`of three, with ${joined.join()}`, async (office) => {
    await office.hire('Hester Vane', 'caseworker')
    await office.hire('Ada Quill', 'partner')
    await office.ask.clients.register(someClient())
    for (const name of joined) await deskAt(office, name)
  })
  await made.office.lock()
  const { people } = await made.ask.signIn.state({})
  const idOf = (name: string) => people.find((one) => one.name === name)!.id
  const at = folder || path.join(temporaryFolder(), 'office')
  if (!folder) cpSync(made.folder, at, { recursive: true })
  const clock = testClock()
  const shared = openShared({
    ...{ folder: at, resources, program: shippedProgram(), clock, random: randomBytes },
    ...{ judge: async () => false, keyCost: 2 ** 4, desks },
    report(name, error) {
      throw new Error(`Nobody foresaw this in ${name}.`, { cause: error })
    },
  })
  onTestFinished(() => shared.close())
  /** One computer has seen how far the log of the office went; of one that others went on in it knows nothing. */
  const seen = new Map(folder ? [] : [...made.platform.seen].map(([, one]) => [at, one]))
  /** The id of the desk of this name; of one that did not join, what it was called. */
  const deskId = (name: string) => deskKeysIn(at).find((one) => one.name === name)?.id ?? name
  return {
    ...{ deskId, folder: at, clock, shared, sheetWords: made.sheetWords },
    ...{ imogen: made.partner, hester: idOf('Hester Vane'), ada: idOf('Ada Quill') },
    at(desk: string): TestPlace {
      const platform = Object.assign(testPlatform(at), { seen })
      const office = shared.at({ desk: deskId(desk), platform })
      const changes: Change[] = []
      office.onChange((change) => void changes.push(change))
      const ask = askThrough(contract, office.dispatch)
      return {
        ...{ ask, office, platform, changes },
        signIn: (personId) => ask.signIn.unlock({ personId, passphrase: PASSPHRASE }),
      }
    },
    /** The office as a kill of the program at this moment leaves it, opened anew. */
    async afterKill() {
      const copy = path.join(temporaryFolder(), 'office')
      cpSync(at, copy, { recursive: true })
      rmSync(path.join(copy, 'office.lock'), { force: true })
      return sharedOffice(copy)
    },
  }
}

/** The same with these desks, that nothing lets in. */
export const sharedBy = (...joined: string[]) => sharedOffice('', noDesks, joined)
