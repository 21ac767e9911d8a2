import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Act } from '../../src-main/audit/entry.ts'
import { londonDay } from '../../src-main/dates/days.ts'
import { Refusal } from '../../src-main/wire/refusal.ts'
import { day, letterOffice } from '../letters/letter-office.ts'
import { asItStands } from './as-it-stands.ts'
import { putRight, type Cure, type World } from './put-right.ts'

const acts = Object.keys(putRight) as Act[]
const cured = acts.flatMap((act) => {
  const row = putRight[act]
  return 'by' in row ? [{ act, row }] : []
})

async function world(): Promise<World> {
  const office = await letterOffice()
  const colleague = await office.hire('Hester Vane', 'secretary')
  return Object.assign(office, { colleague, today: () => day(londonDay(office.clock())) })
}

/** Numbers that look drawn by lot and are the same for the same seed. */
function drawn(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}
const shuffled = <T>(all: readonly T[], draw: (below: number) => number): T[] =>
  all
    .map((one) => ({ one, at: draw(1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

/** Where two pictures of the office differ, by the path. */
const differing = (one: unknown, other: unknown, path = ''): string[] => {
  if (Object.is(one, other)) return []
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other)
    return [`${path}: ${JSON.stringify(one)} became ${JSON.stringify(other)}`]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((key) =>
    differing(one[key as never], other[key as never], `${path}.${key}`),
  )
}

/** The act is done, and put right; what the office shows of itself is then what it showed before. */
async function doneAndPutRight(office: World, { done }: Cure): Promise<void> {
  const { act, cure } = await done(office)
  const before = await asItStands(office)
  await act()
  await cure()
  const differ = differing(before, await asItStands(office))
  if (differ.length > 0) throw new Error(differ.join('\n'))
}

describe('No act is without a way to put it right:', () => {
  test('every act of the log has its row, and no row is of an act that there is none of', () => {
    const text = readFileSync(join('src-main', 'audit', 'entry.ts'), 'utf8')
    const named = /export type Act =([^]*?)\n\n/.exec(text)![1]!.match(/(?<=\| ')[a-z-]+(?=')/g)
    expect(acts.toSorted()).toEqual(named!.toSorted())
  })

  test('there is no act that cannot be put right', () => {
    expect(acts.filter((act) => !('by' in putRight[act]) && !('none' in putRight[act]))).toEqual([])
  })

  test('in any order of the acts, the office stands after each as it stood before it', async () => {
    const office = await world()
    const draw = drawn(1)
    const failed: string[] = []
    for (const { act, row } of shuffled(cured, draw)) {
      office.clock.set(new Date(office.clock().getTime() + draw(2) * 86_400_000).toISOString())
      await doneAndPutRight(office, row).catch((error: Error) =>
        failed.push(`${act}: ${error.message}`),
      )
    }
    expect(failed).toEqual([])
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  }, 300_000)

  test('nor does it matter what else was done by mistake and left so', async () => {
    const office = await world()
    const draw = drawn(3)
    let tried = 0
    for (const { act, row } of shuffled(cured, draw)) {
      try {
        // A passphrase that is left changed would let nobody sign in again.
        if (draw(4) > 0 || act === 'passphrase-changed') {
          await doneAndPutRight(office, row)
          tried += 1
        } else await (await row.done(office)).act()
      } catch (error) {
        // What was left so may stand in the way of what another act needs.
        if (!(error instanceof Refusal))
          throw new Error(`${act} is not put right`, { cause: error })
        await office.signIn(office.partner)
      }
    }
    expect(tried).toBeGreaterThan(15)
    expect((await office.ask.audit.verify({})).findings).toEqual([])
  }, 300_000)
})
