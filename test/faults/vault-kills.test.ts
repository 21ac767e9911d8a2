import { describe, expect, test, vi } from 'vitest'
import { killAtWork } from './killed-office.ts'
import { full, LIMIT } from './full.ts'

const kills = full ? 500 : 50

// They wait for what they watch, however busy the machine is; this ends only one that hangs.
vi.setConfig({ testTimeout: LIMIT, hookTimeout: LIMIT })

describe('a program killed at a random moment of its work', () => {
  test('has lost nothing acknowledged and left nothing half done', async () => {
    const tally = await killAtWork('honest', kills)
    console.log('A vault killed at work:', tally)
    expect(tally).toMatchObject({ kills, lost: 0, half: 0, badHead: 0, unsound: 0 })
    expect(tally.acknowledged).toBeGreaterThan(kills)
    expect(tally.leftWal).toBeGreaterThan(0)
  })

  test('control: acknowledging before the commit is seen to lose acts', async () => {
    const { lost } = await killAtWork('early', 100, (tally) => tally.lost > 0)
    expect(lost).toBeGreaterThan(0)
  })

  test('control: writing without a transaction is seen to leave half an act', async () => {
    const { half } = await killAtWork('loose', 100, (tally) => tally.half > 0)
    expect(half).toBeGreaterThan(0)
  })
})
