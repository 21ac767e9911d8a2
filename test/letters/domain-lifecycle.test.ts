import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { disclosureRules } from '../../src-main/disclosures/basis-rule.ts'
import { lettersThen } from '../../src-main/letters/told-without-form.ts'
import { letterRules } from '../../src-main/letters/verify-rules.ts'
import {
  mayFollow,
  reached,
  stateOf,
  type Happened,
  type LetterAct,
} from '../../src-main/letters/lifecycle.ts'

/** The acts before which the office asks the gate. */
const ASKED = new Set<LetterAct>([
  'letter-approved',
  'letter-printed',
  'letter-signed',
  'letter-sent',
])

const acts: LetterAct[] = [
  'letter-drafted',
  'letter-redrafted',
  'letter-approved',
  'letter-printed',
  'letter-signed',
  'letter-sent',
  'letter-recalled',
  'letter-returned',
  'letter-copied',
  'reply-recorded',
]
const anything = fc.array(
  fc.record({
    act: fc.constantFrom(...acts),
    reply: fc.constantFrom('acknowledged', 'answered-in-full', 'refused', 'fee-asked'),
  }),
  { maxLength: 30 },
)
const life = (...short: string[]): Happened[] =>
  short.map((act) => ({ act: `letter-${act}` as LetterAct }))

test.each([
  ['draft', life('drafted')],
  ['draft', life('drafted', 'redrafted')],
  ['approved', life('drafted', 'approved')],
  ['printed', life('drafted', 'approved', 'printed', 'printed')],
  ['signed', life('drafted', 'approved', 'printed', 'signed')],
  ['sent', life('drafted', 'approved', 'printed', 'signed', 'sent')],
  ['returned', life('drafted', 'approved', 'printed', 'signed', 'sent', 'returned')],
  ['recalled', life('drafted', 'approved', 'printed', 'recalled')],
])('a letter is %s by what happened to it', (state, events) => {
  expect(stateOf(events, true)).toBe(state)
})

test('what is approved and has not left is to be recalled as soon as the gate shuts; nothing else is', () => {
  expect(stateOf(life('drafted', 'approved'), false)).toBe('to-recall')
  expect(stateOf(life('drafted', 'approved', 'printed'), false)).toBe('to-recall')
  expect(stateOf(life('drafted', 'approved', 'printed', 'signed'), false)).toBe('to-recall')
  for (const state of ['draft', 'sent', 'recalled'] as const) {
    const events = {
      draft: life('drafted'),
      sent: life('drafted', 'approved', 'printed', 'signed', 'sent'),
      recalled: life('drafted', 'approved', 'recalled'),
    }
    expect(stateOf(events[state], false)).toBe(state)
  }
})

describe('whatever order things happen in', () => {
  test('nothing is sent that was not approved, printed and signed before, and never after a recall', () => {
    fc.assert(
      fc.property(anything, (events) => {
        let state: ReturnType<typeof reached> = null
        const done: LetterAct[] = []
        for (const event of events) {
          if (!mayFollow(state, event.act)) continue
          done.push(event.act)
          state = reached([...events.slice(0, events.indexOf(event) + 1)])
        }
        const at = done.indexOf('letter-sent')
        if (at < 0) return
        const before = done.slice(0, at)
        expect(before).toEqual(
          expect.arrayContaining(['letter-approved', 'letter-printed', 'letter-signed']),
        )
        expect(before).not.toContain('letter-recalled')
      }),
      { numRuns: 3000 },
    )
  })

  test('an office that asks the gate at each step never sends with it shut', () => {
    fc.assert(
      fc.property(
        anything,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        (events, open) => {
          const taken: Happened[] = []
          for (const [place, event] of events.entries()) {
            if (!mayFollow(reached(taken), event.act)) continue
            if (ASKED.has(event.act) && !open[place]) continue
            taken.push(event)
            if (event.act === 'letter-sent') expect(open[place]).toBe(true)
          }
          const approvals = taken.filter(({ act }) => act === 'letter-approved').length
          if (reached(taken) === 'sent') expect(approvals).toBe(1)
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('what was sent is never to be recalled, and a reply in full ends it', () => {
    fc.assert(
      fc.property(anything, fc.boolean(), (more, open) => {
        const events = [...life('drafted', 'approved', 'printed', 'signed', 'sent'), ...more]
        expect(['sent', 'returned', 'replied']).toContain(stateOf(events, open))
      }),
    )
  })
})

describe('what a verification asks of the letters', () => {
  const entry = (seq: number, act: string, detail: object) =>
    ({ seq, at: '2026-11-23T09:00:00.000Z', actor: 'p', subject: 't', act, detail }) as never
  const allowed = {
    what: 'heading',
    at: 'heading',
    reader: 'X',
    class: 'identity',
    allowed: true,
    why: 'Yes',
    cure: null,
    consentId: 'c',
  }
  const approved = (changes: object = {}) =>
    entry(3, 'letter-approved', {
      letterId: 'l',
      version: 1,
      paperId: 'p',
      sha256: 'aa',
      code: '1-X',
      pages: 1,
      firmVersion: 1,
      gateOpen: true,
      decisions: [allowed],
      ...changes,
    })
  const sent = (changes: object = {}) =>
    entry(5, 'letter-sent', {
      letterId: 'l',
      clientId: 'k',
      on: '2026-11-23',
      route: 'dx',
      sha256: 'aa',
      gateOpen: true,
      decisions: [allowed],
      disclosed: [
        {
          reader: 'X',
          role: 'family',
          purpose: 'inform',
          told: [{ class: 'identity', why: 'Yes', consentId: 'c' }],
        },
      ],
      ...changes,
    })
  const form = (receivedOn = '2026-11-06') =>
    entry(1, 'consent-recorded', { consentId: 'c', receivedOn })
  const judged = (...entries: never[]) =>
    [letterRules()[0]!, ...disclosureRules(lettersThen)].map(
      (rule) => rule.judge(entries).findings.length,
    )

  test.each<[string, never[], number[]]>([
    [
      'a letter approved with an open gate, on a form that stood',
      [form(), approved(), sent()],
      [0, 0],
    ],
    ['a letter never approved', [form(), sent()], [1, 0]],
    [
      'a letter approved with the gate shut',
      [form(), approved({ gateOpen: false }), sent()],
      [1, 0],
    ],
    [
      'a letter approved without any decision',
      [form(), approved({ decisions: [] }), sent()],
      [1, 0],
    ],
    ['another paper than the one approved', [form(), approved(), sent({ sha256: 'bb' })], [1, 0]],
    [
      'a gate that was shut on the day it left',
      [form(), approved(), sent({ gateOpen: false })],
      [1, 0],
    ],
    ['a form that is not in the log', [approved(), sent()], [0, 1]],
    ['a form that came in later', [form('2026-11-24'), approved(), sent()], [0, 1]],
    [
      'a form taken back by that day',
      [
        form(),
        entry(2, 'consent-withdrawn', {
          consentId: 'c',
          classes: ['identity'],
          receivedOn: '2026-11-23',
        }),
        approved(),
        sent(),
      ],
      [0, 1],
    ],
    [
      'a form taken back the day after',
      [
        form(),
        entry(2, 'consent-withdrawn', {
          consentId: 'c',
          classes: ['identity'],
          receivedOn: '2026-11-24',
        }),
        approved(),
        sent(),
      ],
      [0, 0],
    ],
  ])('%s', (_, entries, findings) => {
    expect(judged(...entries)).toEqual(findings)
  })
})
