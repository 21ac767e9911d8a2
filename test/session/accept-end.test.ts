import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { leafHash } from '../../src-main/audit/tree.ts'
import { openConnection } from '../../src-main/vault/connection.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import {
  openTestOffice,
  PASSPHRASE,
  refusalOf,
  someClient,
  type TestOffice,
} from '../open-office.ts'

// Each verifies the log more than once, in a thread that starts slowly on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const reason = 'The computer failed, and the folder was copied back by hand'

const accept = async ({ ask }: TestOffice, more: { reason?: string; code?: string } = {}) => {
  await ask.signIn.examineEnd({})
  return ask.signIn.acceptEnd({ passphrase: PASSPHRASE, reason, ...more })
}

/** Registers a client, closes the office and gives the code of its log then. */
async function withOneMore(office: TestOffice, changes = {}) {
  await office.ask.clients.register(someClient(changes))
  const { code } = await office.ask.audit.health({})
  await office.office.close()
  return code
}
const inFolder = (office: TestOffice, name: string) => path.join(office.folder, name)

async function reopened(office: TestOffice) {
  await office.restart()
  await office.signIn(office.partner)
  return office.ask.audit.health({})
}

/** Every way in which a log can have an end that is not the one seen before, and what is then said. */
const ends: Record<string, (office: TestOffice) => Promise<RegExp>> = {
  async 'remedy.head is gone'(office) {
    await withOneMore(office)
    rmSync(inFolder(office, 'remedy.head'))
    return /remedy\.head.* is missing/
  },
  async 'remedy.head cannot be read'(office) {
    await withOneMore(office)
    writeFileSync(inFolder(office, 'remedy.head'), 'nothing')
    return /remedy\.head.* is missing/
  },
  async 'the database is older than remedy.head'(office) {
    await withOneMore(office)
    const older = readFileSync(inFolder(office, 'remedy.db'))
    await office.restart()
    await office.signIn(office.partner)
    await withOneMore(office, {
      surname: 'Marlowe',
      prisonNumber: { number: 'A4321CB', exception: '' },
    })
    writeFileSync(inFolder(office, 'remedy.db'), older)
    return /Entries are missing at the end/
  },
  async 'the whole folder is an older copy'(office) {
    await withOneMore(office)
    const copy = `${office.folder} copy`
    cpSync(office.folder, copy, { recursive: true })
    await office.restart()
    await office.signIn(office.partner)
    await withOneMore(office, {
      surname: 'Marlowe',
      prisonNumber: { number: 'A4321CB', exception: '' },
    })
    rmSync(office.folder, { recursive: true })
    cpSync(copy, office.folder, { recursive: true })
    return /older than when this computer last had it open/
  },
  async 'the whole folder is a copy that went on elsewhere'(office) {
    await withOneMore(office)
    const copy = `${office.folder} copy`
    cpSync(office.folder, copy, { recursive: true })
    await office.restart()
    await office.signIn(office.partner)
    await withOneMore(office, {
      surname: 'Marlowe',
      prisonNumber: { number: 'A4321CB', exception: '' },
    })
    const seen = office.platform.seen.get(office.folder)!
    rmSync(office.folder, { recursive: true })
    cpSync(copy, office.folder, { recursive: true })
    office.platform.seen.clear()
    await office.restart()
    await office.signIn(office.partner)
    for (const surname of ['Vane', 'Prosser', 'Tark'])
      await office.ask.clients.register(
        someClient({ surname, prisonNumber: { number: '', exception: 'not-known' } }),
      )
    await office.office.close()
    office.platform.seen.set(office.folder, seen)
    return /not as this computer last had it open/
  },
}

describe.each(Object.entries(ends))('where %s', (_, breaks) => {
  test('nothing is recorded until a partner accepts the end, and then everything is', async () => {
    const office = await openTestOffice()
    const said = await breaks(office)
    const { damage, entries } = await reopened(office)
    expect(damage).toMatch(said)
    const late = someClient({
      ...{ surname: 'Late', prisonNumber: { number: 'A9876BC', exception: '' } },
    })
    await refusalOf(office.ask.clients.register(late), 'damaged')

    const proven = await office.ask.signIn.examineEnd({})
    expect(proven).toMatchObject({ entries, mends: false })
    await accept(office)
    const health = await office.ask.audit.health({})
    expect(health.damage).toBeNull()
    const { entries: newest } = await office.ask.audit.list({ limit: health.entries - entries })
    expect(newest.at(0)?.act).toBe('end-accepted')
    expect(newest.at(-1)?.act).toBe('signed-in')

    await office.ask.clients.register(late)
    const verdict = await office.ask.audit.verify({ codes: [] })
    expect(verdict.findings).toEqual([])
    expect(verdict.remarks.map(({ seq }) => seq)).toContain(health.entries)
    expect(JSON.stringify(verdict.remarks)).toContain(reason)

    // Nothing is owed at the next opening.
    await office.office.close()
    expect((await reopened(office)).damage).toBeNull()
  })
})

describe('a code from paper', () => {
  async function cut() {
    const office = await openTestOffice()
    const earlier = await withOneMore(office)
    const older = readFileSync(inFolder(office, 'remedy.db'))
    await office.restart()
    await office.signIn(office.partner)
    const later = await withOneMore(office, {
      surname: 'Marlowe',
      prisonNumber: { number: 'A4321CB', exception: '' },
    })
    writeFileSync(inFolder(office, 'remedy.db'), older)
    await reopened(office)
    return { office, earlier, later }
  }
  const remarked = async (office: TestOffice) =>
    JSON.stringify((await office.ask.audit.verify({ codes: [] })).remarks)

  test('of what is still there agrees, and is kept with the entry', async () => {
    const { office, earlier } = await cut()
    await accept(office, { code: earlier })
    expect(await remarked(office)).toContain(`The code ${earlier} from paper agreed.`)
  })

  test('of what is gone does not stop it: it says how far the log once went', async () => {
    const { office, later } = await cut()
    await accept(office, { code: later })
    expect(await remarked(office)).toContain(`The code ${later} from paper was of more entries.`)
  })

  test('that the entries here do not give stops it', async () => {
    const { office, earlier } = await cut()
    const wrong = earlier.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const { message } = await refusalOf(accept(office, { code: wrong }), 'conflict')
    expect(message).toContain('letter by letter')
    expect((await office.ask.audit.health({})).damage).not.toBeNull()
  })
})

test('an entry that was changed under a signature is not taken for damage: nothing is made of it', async () => {
  const office = await openTestOffice()
  await withOneMore(office)
  rmSync(inFolder(office, 'remedy.head'))
  const { folder, clock, partner } = office
  const vault = createVault({ folder, clock, random: (bytes) => randomBytes(bytes) })
  await vault.unlock(partner, PASSPHRASE)
  const db = openConnection({ ...vault.lend(), readonly: false })
  db.exec('drop trigger log_never_changes')
  const leaf = String(db.prepare('select leaf from log where seq = 2').pluck().get())
  const other = leaf.replace('"act":"person-added"', '"act":"person-moved"')
  expect(other).not.toBe(leaf)
  db.prepare('update log set leaf = ?, hash = ? where seq = 2').run(
    other,
    leafHash(Buffer.from(other)),
  )
  db.close()
  await vault.lock()
  await reopened(office)
  const { message } = await refusalOf(office.ask.signIn.examineEnd({}), 'damaged')
  expect(message).toContain('they were changed')
  expect(message).toContain('Restore from a backup')
})

test('only a partner accepts it, only with a reason, and only where something is wrong', async () => {
  const office = await openTestOffice()
  const caseworker = await office.hire('Hester Vane', 'caseworker')
  await refusalOf(accept(office), 'conflict')
  await office.office.close()
  rmSync(inFolder(office, 'remedy.head'))
  await office.restart()
  await office.signIn(caseworker)
  await refusalOf(accept(office), 'not-allowed')
  await office.signIn(office.partner)
  await refusalOf(accept(office, { reason: ' ' }), 'invalid-input')
  await accept(office)
  expect((await office.ask.audit.health({})).damage).toBeNull()
})

test('an office of another name in the same folder is not taken for an older one', async () => {
  const office = await openTestOffice()
  await withOneMore(office)
  const other = await openTestOffice({ anew: true })
  await other.office.close()
  rmSync(office.folder, { recursive: true })
  cpSync(other.folder, office.folder, { recursive: true })
  await office.restart()
  await office.signIn(other.partner)
  expect((await office.ask.audit.health({})).damage).toBeNull()
})
