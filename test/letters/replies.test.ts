import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  endsWaiting,
  hasEnded,
  isDecidedUpon,
  undecided,
  type Reply,
} from '../../src-main/letters/replies.ts'

const DAYS = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'] as const
const KINDS = [
  ...(['acknowledged', 'answered-in-full', 'answered-in-part', 'refused', 'not-held'] as const),
  ...(['fee-asked', 'id-asked', 'clarification-asked'] as const),
]
const DECISIONS = ['accept', 'challenge', 'chase', 'restart', 'stand'] as const

/** Replies with what was decided of them, in the order in which all of it was recorded. */
const histories: fc.Arbitrary<Reply[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      on: fc.constantFrom(...DAYS),
      decision: fc.option(fc.constantFrom(...DECISIONS), { nil: null }),
      // How many entries after its own it was decided.
      after: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ kind, on, decision, after }, at): Reply => {
      const asked = isDecidedUpon(kind)
      return {
        ...{ kind, on, seq: at * 2, toDecide: asked },
        ...(asked && decision
          ? { decided: { decision, until: '2026-12-20' }, decidedSeq: at * 2 + after * 2 - 1 }
          : { decided: null }),
      }
    }),
  )

test('no refusal, fee or demand that came after the reply that ended the waiting is passed over', () => {
  fc.assert(
    fc.property(histories, (replies) => {
      const asked = undecided(replies, [], '2026-12-05')
      const ends = replies.filter(endsWaiting).map(({ on }) => on)
      const last = ends.sort().at(-1) ?? ''
      const place = replies.findLastIndex((one) => endsWaiting(one) && one.on === last)
      for (const [at, one] of replies.entries())
        if (one.toDecide && !one.decided && (one.on > last || (one.on === last && at > place)))
          expect(asked).toContain(one)
      // A letter on which nothing is open and whose waiting goes on was never answered, or somebody decided so.
      if (ends.length > 0 && !hasEnded(replies))
        expect(replies.some(({ decided, on }) => decided && on >= last)).toBe(true)
      if (ends.length === 0) expect(hasEnded(replies)).toBe(false)
    }),
    { seed: 11, numRuns: 2000 },
  )
})

test('what the ending reply settled is not asked for again', () => {
  fc.assert(
    fc.property(histories, (replies) => {
      const whole: Reply = { kind: 'answered-in-full', on: '2026-12-05', seq: 100 }
      expect(undecided([...replies, whole], [], '2027-01-01')).toEqual([])
      expect(hasEnded([...replies, whole])).toBe(
        !replies.some(
          ({ decidedSeq, decided, on }) => decided && on >= whole.on && decidedSeq! > 100,
        ),
      )
    }),
    { seed: 12, numRuns: 1000 },
  )
})
