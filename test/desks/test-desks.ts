import type { DeskHost, Joined } from '../../src-main/desks/host.ts'
import type { LettingIn } from '../../src-main/vault/desks-lock.ts'

/** What lets desks in without a network: a desk comes with its key. */
export interface TestDesks extends DeskHost {
  /** Comes by the code that was made last. */
  comes(key: string): Promise<Joined>
  settled: string[]
}

export function testDesks(): TestDesks {
  let on = true
  // What was never turned on or off is no matter of the log.
  let letting: LettingIn | null | undefined
  let join: ((key: string) => Promise<Joined>) | undefined
  const settled: string[] = []
  return {
    settled,
    switchable: true,
    found: () => (on ? ['RECEPTION'] : null),
    lettingIn: async () => letting,
    fault: () => null,
    knownSince: () => null,
    async turn(_, now) {
      const changed = on !== now
      on = now
      letting = now ? { since: '2026-11-30T09:00:00.000Z', through: 'window' } : null
      return changed
    },
    invite(_, joins) {
      join = joins
      return { code: '00000-00000-000000-00000-00000', until: new Date('2026-11-30T12:00:00Z') }
    },
    withdraw: () => void (join = undefined),
    here: () => new Set(),
    settle: (folder) => void settled.push(folder),
    apart: (_, act) => act(),
    moved: () => {},
    async comes(key) {
      const joins = join
      join = undefined
      if (!joins) throw new Error('There is no code.')
      return joins(key)
    },
  }
}
