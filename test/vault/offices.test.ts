import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Act } from '../../src-main/audit/entry.ts'
import { readInBulk } from './read-in-bulk.ts'
import { migrations } from '../../src-main/vault/migrations/all.ts'
import { projections } from '../../src-main/vault/projections.ts'
import { doorTo, someClient, testClock } from '../open-office.ts'
import { readOffice, type Frozen, type Logged } from './freeze-office.ts'
import { lost, spellingNow, type Spelling } from './logged-spelling.ts'
import { fingerprint, newFolder, vaultIn } from './new-vault.ts'
import { READ_AT } from './office-facts.ts'

/** The parts of a JSON Schema that are changed here. */
interface Schema {
  type?: string
  default?: unknown
  enum: string[]
  maxLength?: number
  properties: Record<string, Partial<Schema>>
  required: string[]
}

/** One folder per release, each a small office as that release made it, with its `passphrase.txt`. */
const kept = resolve(import.meta.dirname, 'offices')
const offices = existsSync(kept) ? readdirSync(kept) : []

test('there is an office of an earlier release to open', () => {
  expect(offices).not.toEqual([])
})

for (const name of offices)
  test(`the office of ${name} opens, migrates and is whole`, async () => {
    const before = fingerprint(join(kept, name))
    const copy = join(newFolder(), name)
    cpSync(join(kept, name), copy, { recursive: true })
    const vault = vaultIn(copy)
    const passphrase = readFileSync(join(copy, 'passphrase.txt'), 'utf8').trim()
    await vault.unlock(vault.keyHolders()[0]!.personId, passphrase)
    const left = readInBulk(vault.lend(), (db) => ({
      version: db.pragma('user_version', { simple: true }),
      check: db.pragma('integrity_check', { simple: true }),
      references: db.pragma('foreign_key_check'),
      entries: db.prepare('select count(*) from log').pluck().get(),
    }))
    const size = vault.head()?.size
    expect(left).toEqual({
      version: migrations.length,
      check: 'ok',
      references: [],
      entries: size,
    })
    expect(size).toBeGreaterThan(0)
    await vault.lock()
    expect(fingerprint(join(kept, name))).toEqual(before)
  })

for (const name of offices)
  test(`the log of ${name} holds, and so do the lists drawn from it`, async () => {
    const copy = join(newFolder(), name)
    cpSync(join(kept, name), copy, { recursive: true })
    const passphrase = readFileSync(join(copy, 'passphrase.txt'), 'utf8').trim()
    const { ask, office } = await doorTo(copy)
    const { people, lastCode } = await ask.signIn.state({})
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase })
    expect(await ask.audit.verify({ codes: [lastCode!] })).toMatchObject({
      verdict: 'whole',
      findings: [],
    })
    await office.close()
  })

/** A copy of the office, to be opened at a time later than anything in it. */
function copyOf(name: string) {
  const copy = join(newFolder(), name)
  cpSync(join(kept, name), copy, { recursive: true })
  const clock = testClock()
  clock.set(READ_AT)
  return { copy, clock, passphrase: readFileSync(join(copy, 'passphrase.txt'), 'utf8').trim() }
}

/** Every row of every list drawn from the log. */
async function listsIn(copy: string, passphrase: string) {
  const vault = vaultIn(copy)
  await vault.unlock(vault.keyHolders()[0]!.personId, passphrase)
  const lists = readInBulk(vault.lend(), (db) =>
    // The newest sign-in leaves its own mark; the first one names the key file and gives a key its public half.
    Object.keys(projections)
      .filter((table) => !['sign_in_mark', 'key_mark', 'person_pair'].includes(table))
      .map((table) => [
        table,
        db
          .prepare(`select * from "${table}"`)
          .all()
          .map((row) => JSON.stringify(row))
          .sort(),
      ]),
  )
  await vault.lock()
  return lists
}

for (const name of offices)
  test(`the lists of ${name} are drawn from its log again as they stood, and it is worked in`, async () => {
    const { copy, clock, passphrase } = copyOf(name)
    const before = await listsIn(copy, passphrase)
    const { ask, office } = await doorTo(copy, clock)
    const { people } = await ask.signIn.state({})
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase })
    await office.rebuild()
    await ask.signIn.lock({})
    expect(await listsIn(copy, passphrase)).toEqual(before)
    await ask.signIn.unlock({ personId: people[0]!.id, passphrase })
    const prisonNumber = { number: 'A9999ZZ', exception: '' }
    const { id: clientId } = await ask.clients.register(
      someClient({ surname: 'Newcomer', prisonNumber }),
    )
    expect(await ask.clients.get({ clientId })).toMatchObject({ surname: 'Newcomer', version: 1 })
    expect((await ask.audit.verify({ codes: [] })).findings).toEqual([])
    await office.close()
  }, 60_000)

const readJson = (name: string, file: string): unknown =>
  JSON.parse(readFileSync(join(kept, name, file), 'utf8'))
const whole = offices.filter((name) => existsSync(join(kept, name, 'answers.json')))

describe.each(whole)('the office of %s', (name) => {
  const frozen = readJson(name, 'answers.json') as Frozen
  const logged = readJson(name, 'logged.json') as Logged

  test('answers every question about what is in it as it did when it was frozen', async () => {
    const publisher = readFileSync(join(kept, name, 'publisher.pub'), 'utf8')
    const now = await readOffice(join(kept, name), publisher)
    expect(now.frozen).toEqual(frozen)
    expect(now.logged.written).toEqual(logged.written)
  }, 60_000)

  test('holds a letter in every state, of every kind and law, and a form in every state', () => {
    const { letters, clients } = frozen.facts
    const all = (values: unknown[]) => [...new Set(values.map(String))].sort()
    expect(all(letters.map(({ state }) => state))).toEqual([
      ...['approved', 'discarded', 'draft', 'printed', 'recalled', 'replied', 'returned'],
      ...['sent', 'signed', 'to-recall'],
    ])
    expect(all(letters.map(({ kind }) => kind))).toEqual([
      ...['L03', 'L05', 'L09', 'L24', 'L36', 'L37'],
    ])
    expect(all(letters.map(({ edition }) => edition))).toEqual(['dpa-1998', 'uk-gdpr'])
    expect(all(letters.flatMap(({ sent }) => (sent ? [sent[1]] : [])))).toEqual([
      ...['cjsm', 'dx', 'email', 'first-class', 'hand', 'portal', 'second-class'],
      'special-delivery',
    ])
    const states = clients.flatMap(({ consents }) => consents.flatMap((one) => one.states))
    expect(all(states.map(([, state]) => state))).toEqual([
      ...['awaiting-check', 'expired', 'expiring', 'held', 'in-force', 'not-chosen', 'refused'],
      ...['review-due', 'sent-back', 'withdrawn'],
    ])
    expect(letters.some(({ chasing }) => chasing[0] === 2)).toBe(true)
  })

  test('is of a log whose words this program still reads: no act, field or value is gone, nothing new is needed', () => {
    const now = spellingNow()
    const faults = Object.entries(logged.read).flatMap(([act, old]) => lost(old, now[act], act))
    expect(faults).toEqual([])
  })
})

test('the office of 0.1.0 in full has every act that the log knew then', () => {
  const { facts } = readJson('0.1.0-full', 'answers.json') as Frozen
  expect(Object.keys(facts.acts)).toEqual(ACTS_OF_0_1_0)
})

/** All that 0.1.0 recorded; `client-erased` had its name and nothing that recorded it. */
const ACTS_OF_0_1_0: readonly Act[] = [
  ...(['arrangement-corrected', 'arrangement-recorded', 'call-recorded', 'check-chosen'] as const),
  ...(['check-opened', 'client-corrected', 'client-registered', 'consent-checked'] as const),
  ...(['consent-recorded', 'consent-returned', 'consent-reviewed', 'consent-withdrawn'] as const),
  ...(['edition-imported', 'firm-recorded', 'holiday-recorded', 'holiday-withdrawn'] as const),
  ...(['law-amended', 'law-amendment-withdrawn', 'law-vouched', 'letter-approved'] as const),
  ...(['letter-copied', 'letter-discarded', 'letter-drafted', 'letter-printed'] as const),
  ...(['letter-recalled', 'letter-redrafted', 'letter-returned', 'letter-sent'] as const),
  ...(['letter-signed', 'logo-recorded', 'logo-removed', 'matter-closed'] as const),
  ...(['matter-corrected', 'matter-noted', 'matter-opened', 'office-created'] as const),
  ...(['passphrase-changed', 'person-added', 'person-removed', 'person-role-changed'] as const),
  ...(['receipt-made', 'record-read', 'recovery-renewed', 'recovery-used'] as const),
  ...(['reply-recorded', 'scan-attached', 'signatory-recorded', 'signed-in'] as const),
  ...(['signed-out', 'stay-corrected', 'stay-recorded', 'transfer-recorded'] as const),
]

describe('a change of what the log reads is caught', () => {
  const old = spellingNow()['consent-recorded']!
  const changed = (change: (one: Schema) => void) => {
    const now = structuredClone(old) as unknown as Schema
    change(now)
    return lost(old, now as unknown as Spelling, 'consent-recorded')
  }

  test.each<[string, (one: Schema) => void, string]>([
    ['a field that is gone', (one) => delete one.properties.how, '.how is gone'],
    [
      'a value that is spelled otherwise',
      (one) => (one.properties.purpose!.enum![0] = 'get-records'),
      '.purpose no longer reads "obtain-records"',
    ],
    ['a new field without a default', (one) => one.required.push('pages'), '.pages has no default'],
    ['a limit', (one) => (one.properties.wording!.maxLength = 10), '.wording has become strict'],
    ['another type', (one) => (one.properties.note!.type = 'number'), '.note is of another type'],
  ])('%s', (_, change, fault) => {
    expect(changed(change).join()).toContain(fault)
  })

  test('and a new field with a default, or a new value, is none', () => {
    expect(
      changed((one) => {
        one.properties.pages = { type: 'number', default: 1 }
        one.properties.purpose!.enum!.push('another')
      }),
    ).toEqual([])
  })
})
