import { expect, test } from 'vitest'
import type { LimitsOn } from '../../src-main/day/limits-ahead.ts'
import { limitsInWords, reminding } from '../../src-main/shell/reminding.ts'

const DAY = '2026-11-30'
const NEXT = '2026-12-01'

/** Somebody's computer at nine in the morning, its window not in use; what is told and marked is written down. */
function desk(counts: readonly LimitsOn[] | null) {
  const said = {
    ...{ at: `${DAY}T09:00:00Z`, on: true, inUse: false },
    counts: counts as LimitsOn[] | null,
    told: [] as string[],
    marked: -1,
    asked: 0,
    faults: 0,
  }
  const reminder = reminding({
    clock: () => new Date(said.at),
    async ask() {
      said.asked += 1
      return said.counts
    },
    isOn: () => said.on,
    isInUse: () => said.inUse,
    tell: (words) => void said.told.push(words),
    mark: (count) => void (said.marked = count),
    report: () => void (said.faults += 1),
  })
  return { said, ...reminder }
}
const day = (on: string, late: number, due: number) => ({ on, late, due })

test.each([
  [{ late: 0, due: 1 }, 'One time limit is due today. Open Remedy.'],
  [{ late: 0, due: 2 }, 'Two time limits are due today. Open Remedy.'],
  [{ late: 1, due: 0 }, 'One time limit is late. Open Remedy.'],
  [{ late: 30, due: 1 }, '30 time limits are late, one is due today. Open Remedy.'],
])('counts alone are said: %j', (counts, words) => {
  expect(limitsInWords(counts)).toBe(words)
})

test('the same counts are told once a day, more are told again, fewer are not', async () => {
  const { said, look, changed } = desk([day(DAY, 0, 2)])
  for (let nth = 0; nth < 3; nth++) await look()
  expect(said.told).toHaveLength(1)
  for (const [late, due] of [
    [0, 1],
    [0, 2],
    [0, 3],
  ] as const) {
    said.counts = [day(DAY, late, due)]
    changed()
    await look()
  }
  expect(said.told).toEqual([
    'Two time limits are due today. Open Remedy.',
    'Three time limits are due today. Open Remedy.',
  ])
  said.counts = [day(DAY, 1, 2)]
  changed()
  await look()
  expect(said.told.at(-1)).toBe('One time limit is late, two are due today. Open Remedy.')
})

test('a locked office tells of the next day by what was counted before, and asks nothing else', async () => {
  const { said, look, changed } = desk([day(DAY, 0, 0), day(NEXT, 0, 1)])
  await look()
  expect(said.told).toEqual([])
  said.counts = null
  changed()
  said.at = `${NEXT}T00:10:00Z`
  await look()
  expect([said.told, said.marked]).toEqual([[], 1])
  said.at = `${NEXT}T08:00:00Z`
  await look()
  expect(said.told).toEqual(['One time limit is due today. Open Remedy.'])
})

test.each([
  ['2026-11-30T07:59:00Z', 0],
  ['2026-11-30T08:00:00Z', 1],
  ['2026-11-30T17:59:00Z', 1],
  ['2026-11-30T18:00:00Z', 0],
  // In summer the office's clock is an hour ahead of the moment's.
  ['2026-07-01T07:30:00Z', 1],
  ['2026-07-01T17:30:00Z', 0],
])('nothing is told at night: %s', async (at, times) => {
  const { said, look } = desk([day(at.slice(0, 10), 1, 0)])
  said.at = at
  await look()
  expect(said.told).toHaveLength(times)
})

test('whoever has the window before them is not told, and not afterwards of what they saw', async () => {
  const { said, look } = desk([day(DAY, 1, 0)])
  said.inUse = true
  await look()
  said.inUse = false
  await look()
  expect([said.told, said.marked]).toEqual([[], 1])
})

test('switched off, nothing is told and nothing marked', async () => {
  const { said, look } = desk([day(DAY, 1, 0)])
  said.on = false
  await look()
  expect([said.told, said.marked]).toEqual([[], 0])
})

test('an office that never was open, or cannot be asked, tells nothing', async () => {
  const never = desk(null)
  await never.look()
  expect([never.said.told, never.said.marked]).toEqual([[], 0])
  const broken = reminding({
    ...{ clock: () => new Date(`${DAY}T09:00:00Z`), isOn: () => true, isInUse: () => false },
    ask: () => Promise.reject(new Error('no')),
    tell: (words) => void never.said.told.push(words),
    mark: () => {},
    report: () => void (never.said.faults += 1),
  })
  await broken.look()
  expect([never.said.told, never.said.faults]).toEqual([[], 1])
})

test('nothing is counted again until something was recorded or the day has turned', async () => {
  const { said, look, changed } = desk([day(DAY, 0, 0), day(NEXT, 0, 0)])
  await look()
  await look()
  expect(said.asked).toBe(1)
  changed()
  await look()
  said.at = `${NEXT}T09:00:00Z`
  await look()
  expect(said.asked).toBe(3)
})
