import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter } from '../../src-main/dates/days.ts'
import { editionTexts } from '../../src-main/law/edition-file.ts'
import { loadEdition } from '../../src-main/law/load-edition.ts'
import { complaintClock, deadlineOf, type Request } from '../../src-main/letters/deadline.ts'
import type { Reply } from '../../src-main/letters/replies.ts'
import { resources } from '../open-office.ts'

const parts = loadEdition(editionTexts(resources))
const SENT = { on: '2026-11-20', route: 'hand' }
const TODAY = '2026-11-20'

const anyDay = fc.integer({ min: 0, max: 150 }).map((days) => daysAfter(SENT.on, days))
/** Whatever can come of a request that does not end it; what a solicitor decides on is decided so that it goes on. */
const anyReply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      ...(['clarification-asked', 'clarification-answered', 'id-supplied'] as const),
      ...(['extended', 'acknowledged', 'fee-asked', 'answered-in-part'] as const),
    ),
    on: anyDay,
  }),
  fc.record({
    kind: fc.constant('id-asked' as const),
    on: anyDay,
    decided: fc.constantFrom(
      null,
      { decision: 'stand' as const, until: null },
      { decision: 'restart' as const, until: null },
    ),
  }),
  fc.record({
    kind: fc.constantFrom('refused' as const, 'not-held' as const),
    on: anyDay,
    toDecide: fc.constant(true),
    decided: fc.constant({ decision: 'chase' as const, until: null }),
  }),
)
const records = fc.constantFrom(
  ...(['health-records', 'prison-records', 'deceased-records'] as const),
)

/** What we send ourselves settles what they asked on its day: sooner, the sooner it was sent. */
const OURS: ReadonlySet<string> = new Set(['clarification-answered', 'id-supplied'])
const theirs = anyReply.filter(({ kind }) => !OURS.has(kind))

test('whatever else comes of a request, its time is never earlier for one more event of theirs, but may stand still', () => {
  fc.assert(
    fc.property(records, fc.array(anyReply, { maxLength: 5 }), theirs, (of, before, more) => {
      const clock = (replies: readonly Reply[]) =>
        deadlineOf({ records: of, sent: SENT, replies } as Request, TODAY, parts)!
      const [was, is] = [clock(before), clock([...before, more])]
      expect(is.due >= was.due || is.paused !== null).toBe(true)
      expect(is.receivedOn).toBe(was.receivedOn)
    }),
    { seed: 5, numRuns: 1500 },
  )
})

test('what they wrote brings an estimated receipt forward, and nothing else of theirs makes the time earlier', () => {
  const post = { on: SENT.on, route: 'second-class' }
  fc.assert(
    fc.property(records, fc.array(anyReply, { maxLength: 5 }), theirs, (of, before, more) => {
      const clock = (replies: readonly Reply[]) =>
        deadlineOf({ records: of, sent: post, replies } as Request, TODAY, parts)!
      const [was, is] = [clock(before), clock([...before, more])]
      if (is.due < was.due && !is.paused) expect(is.receivedOn < was.receivedOn).toBe(true)
    }),
    { seed: 6, numRuns: 1500 },
  )
})

test('the time to acknowledge a complaint is earlier for nothing but what shows that it was received', () => {
  const post = { on: SENT.on, route: 'second-class' }
  fc.assert(
    fc.property(fc.array(anyReply, { maxLength: 5 }), anyReply, (before, more) => {
      const clock = (replies: readonly Reply[]) =>
        complaintClock({ sent: post, replies }, TODAY, parts)!
      const [was, is] = [clock(before), clock([...before, more])]
      if (is.due < was.due) expect(is.receivedOn < was.receivedOn).toBe(true)
      else expect(is.due).toBe(was.due)
    }),
    { seed: 7, numRuns: 1000 },
  )
})
