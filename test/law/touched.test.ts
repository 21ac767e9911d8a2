import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysAfter, daysBetween } from '../../src-main/dates/days.ts'
import { bookWith } from '../../src-main/law/amending.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import type { Change } from '../../src-main/law/entry.ts'
import type { OfficeChange } from '../../src-main/law/apply-amendments.ts'
import type { LawBook } from '../../src-main/law/law-book.ts'
import { lawStore } from '../../src-main/law/law-book.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { movedBetween, moves, type OpenDeadline } from '../../src-main/law/moved.ts'
import { touchedBetween, type Touched } from '../../src-main/law/touched.ts'
import { openComplaints, openRequests } from '../../src-main/letters/open-requests.ts'
import { openLimitation } from '../../src-main/matters/open-deadlines.ts'
import { createVault } from '../../src-main/vault/create-vault.ts'
import type { Readable, Vault } from '../../src-main/vault/vault.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { largeOffice } from '../bench/large-office.ts'
import { PASSPHRASE, resources, TODAY } from '../bench/office-stories.ts'

const titleOf = (kind: string) => kind
const listOf = async (tx: Readable, book: LawBook, touched?: Touched) => [
  ...(await openRequests(tx, book, { today: TODAY, titleOf, ...(touched && { touched }) })),
  ...(await openComplaints(tx, book, { today: TODAY, ...(touched && { touched }) })),
  ...(await openLimitation(tx, book, touched)),
]

let vault: Vault
let before: LawBook
let open: OpenDeadline[]
let clear = () => {}

beforeAll(async () => {
  const made = await largeOffice(40)
  clear = made.clear
  vault = createVault({
    ...{ folder: made.folder, clock: () => new Date(TODAY), random: randomBytes, cost: 2 ** 4 },
  })
  await vault.unlock(vault.keyHolders()[0]!.personId, PASSPHRASE)
  const edition = loadEdition(editionTexts(resources))
  const law = lawStore({ editionIn: async () => edition })
  await vault.read(async (tx) => {
    before = await law.book(tx)
    open = await listOf(tx, before)
  })
}, 300_000)
afterAll(async () => {
  await vault.lock()
  clear()
})

/** The book after changes; null where they do not go together. */
function changed(changes: readonly OfficeChange[]): LawBook | null {
  try {
    return bookWith(before, [...before.changes.inForce, ...changes], {})
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const about = { on: TODAY as string, source: 'Gazette' }
const entryChange = (entry: string, change: Change, id = 'e'): OfficeChange => ({
  ...{ ...about, id, sort: 'entry', entry, change, checkedOn: TODAY },
})

function someChange(): fc.Arbitrary<OfficeChange> {
  const dates = [...new Set(open.flatMap(({ date }) => (date ? [date.due, date.prudent] : [])))]
  const near = fc
    .tuple(fc.constantFrom(...dates), fc.integer({ min: -6, max: 4 }))
    .map(([on, days]) => daysAfter(on, days))
  const anywhere = fc.integer({ min: -900, max: 900 }).map((days) => daysAfter(TODAY, days))
  const some = fc.oneof({ arbitrary: near, weight: 3 }, { arbitrary: anywhere, weight: 1 })
  const listed = fc.constantFrom(
    ...[...before.holidays.days.keys()].filter((on) => on > '2024' && on < '2030'),
  )
  const holiday = fc.oneof(
    some.map((on) => ({ what: 'added' as const, on, name: 'Jubilee' })),
    fc.tuple(listed, some).map(([on, to]) => ({ what: 'moved' as const, on, to })),
    listed.map((on) => ({ what: 'removed' as const, on })),
  )
  const entries = [...before.entries.values()]
  const keysOf = (sort: string) =>
    fc.constantFrom(...entries.filter((one) => one.sort === sort).map(({ key }) => key))
  const rules = entries.filter(({ key }) => /^rule:R(01|02|06|22|23|24):/.test(key))
  const period = fc.record({
    unit: fc.constantFrom(...(['days', 'months', 'years'] as const)),
    count: fc.integer({ min: 1, max: 40 }),
  })
  const rule = fc.record(
    {
      period,
      name: fc.constant('Another name'),
      from: fc.option(anywhere, { nil: null }),
      to: fc.option(anywhere, { nil: null }),
    },
    { requiredKeys: [] },
  )
  return fc
    .oneof(
      { arbitrary: holiday, weight: 4 },
      { arbitrary: fc.tuple(fc.constantFrom(...rules.map(({ key }) => key)), rule), weight: 3 },
      fc.tuple(keysOf('receipt'), fc.integer({ min: 0, max: 9 })),
      fc.tuple(keysOf('days'), fc.record({ weekends: fc.boolean(), listedHolidays: fc.boolean() })),
      keysOf('topic'),
    )

    .map((drawn): OfficeChange => {
      const id = JSON.stringify(drawn)
      if (typeof drawn === 'string')
        return entryChange(drawn, { sort: 'topic', text: 'Other words.' }, id)
      if (!Array.isArray(drawn)) return { ...about, id, sort: 'holiday', change: drawn as never }
      const [key, said] = drawn
      if (typeof said === 'number')
        return entryChange(key, { sort: 'receipt', workingDaysAfter: said }, id)
      const sort = key.startsWith('rule') ? 'rule' : 'days'
      return entryChange(key, { sort, ...said } as Change, id)
    })
}

test('the office has open requests and open matters to be moved', () => {
  expect(open.filter(({ what }) => what === 'letter').length).toBeGreaterThan(4)
  expect(open.filter(({ what }) => what === 'limitation').length).toBeGreaterThan(20)
})

test('a preview that looks only at what a change can move lists just what a look at everything lists', async () => {
  let moved = 0
  const change = fc.array(someChange(), { minLength: 1, maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(change, async (changes) => {
      const after = changed(changes)
      fc.pre(after !== null)
      await vault.read(async (tx) => {
        const narrow = await movedBetween(tx, listOf, before, after)
        expect(narrow).toEqual(moves(open, await listOf(tx, after)))
        moved += narrow.length
      })
    }),
    { numRuns: 40, maxSkipsPerRun: 50 },
  )
  expect(moved).toBeGreaterThan(0)
}, 300_000)

test('a topic, a name, a source and a rule that nothing open runs on move nothing and are not looked for', () => {
  const key = (begins: string) => [...before.entries.keys()].find((one) => one.startsWith(begins))!
  const topic = changed([entryChange(key('topic:'), { sort: 'topic', text: 'Other words.' })])!
  expect(touchedBetween(before, topic)).toBeNull()
  const named = changed([entryChange(key('rule:R02'), { sort: 'rule', name: 'Another name' })])!
  expect(touchedBetween(before, named)).toBeNull()
  const ageing = changed([
    entryChange(key('rule:R29'), { sort: 'rule', period: { unit: 'months', count: 9 } }),
  ])!
  expect([...touchedBetween(before, ageing)!.rules]).toEqual(['R29'])
})

test('a holiday touches the limitation dates about it and no others', async () => {
  const dates = open.flatMap(({ what, date }) => (what === 'limitation' ? [date!.prudent] : []))
  // One that has few about it: the office's first clients all have their day in common.
  const near = (day: string) => dates.filter((on) => Math.abs(daysBetween(on, day)) < 60).length
  const day = dates.toSorted((one, other) => near(one) - near(other))[0]!
  const holiday = { what: 'added' as const, on: day as never, name: 'Jubilee' }
  const after = changed([{ ...about, id: 'h', sort: 'holiday', change: holiday }])!
  const touched = touchedBetween(before, after)!
  const looked = await vault.read((tx) => openLimitation(tx, after, touched))
  const all = open.filter(({ what }) => what === 'limitation')
  expect(looked.length).toBeGreaterThan(0)
  expect(looked.length).toBeLessThan(all.length / 2)
})
