import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { enclosuresRule } from '../../src-main/letters/enclosures-rule.ts'
import { someDocument } from '../documents/some-document.ts'

const sha256 = 'ab'.repeat(32)
const [clientId, otherId] = ['client', 'other']
const said = someDocument({ class: 'identity' })
const kept = (of = clientId): [string, object] => [
  'document-kept',
  {
    ...{ ...said, documentId: 'document', clientId: of, name: 'a.pdf', paperId: 'paper' },
    ...{ sha256, size: 9, kind: 'pdf' },
  },
]
const drafted = (enclosed: object = {}): [string, object] => [
  'letter-drafted',
  {
    ...{ letterId: 'letter', clientId, version: 1 },
    content: {
      ...{ matterId: 'matter', kind: 'L03', datedOn: '2026-11-23', delivery: 'post' },
      ...{
        addressee: { name: 'A', role: 'treating', lines: [] },
        salutation: 'Dear',
        heading: 'B',
      },
      ...{ passages: [], signatory: null, telling: null },
      enclosures: [
        { name: 'C', class: 'identity', document: { id: 'document', sha256 }, ...enclosed },
      ],
    },
  },
]
const approved: [string, object] = [
  'letter-approved',
  {
    ...{ letterId: 'letter', version: 1, paperId: 'p', sha256, code: '1', pages: 1 },
    ...{ gateOpen: true, decisions: [], firmVersion: 1 },
  },
]
const judged = (...entries: [string, object][]) =>
  enclosuresRule.judge(
    entries.map(([act, detail], at) => ({
      ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', actor: 'somebody', subject: 'tag', act },
      detail,
    })) as unknown as OpenedEntry[],
  )

test('what was on record and told what the letter says passes', () => {
  expect(judged(kept(), drafted(), approved)).toMatchObject({ of: 1, failed: 0 })
})

test.each([
  ['not on record', [drafted(), approved]],
  [
    'removed',
    [
      kept(),
      drafted(),
      ['document-removed', { documentId: 'document', clientId, reason: 'x' }],
      approved,
    ],
  ],
  ['of another client', [kept(otherId), drafted(), approved]],
  [
    'another file',
    [kept(), drafted({ document: { id: 'document', sha256: 'cd'.repeat(32) } }), approved],
  ],
  ['tells something else', [kept(), drafted({ class: 'health' }), approved]],
  [
    'tells something else',
    [
      kept(),
      drafted(),
      [
        'document-corrected',
        { ...said, documentId: 'document', clientId, class: 'offence', version: 2, reason: 'x' },
      ],
      approved,
    ],
  ],
] as [string, [string, object][]][])('a document that is %s is found', (why, entries) => {
  const { failed, findings } = judged(...entries)
  expect(failed).toBe(1)
  expect(findings[0]?.differs).toContain(
    why.replace(/^of/, 'is of').replace(/^another/, 'is another'),
  )
})

const sent = (more: object = {}): [string, object] => [
  'letter-sent',
  {
    ...{ letterId: 'letter', clientId, on: '2026-11-23', route: 'first-class', sha256 },
    ...{ gateOpen: true, decisions: [], disclosed: [], ordered: 'by-signature', ...more },
  },
]
const signedIn = (rules: number): [string, object] => ['signed-in', { rules }]
const removed: [string, object] = [
  'document-removed',
  { documentId: 'document', clientId, reason: 'x' },
]
const corrected = (changes: object): [string, object] => [
  'document-corrected',
  { ...said, documentId: 'document', clientId, version: 2, reason: 'x', ...changes },
]
const NAME = 'Letter, from Northgate Health, HMP Leeds, received 20 November 2026'
const named = drafted({ name: NAME })

test('what still stood when the letter left passes', () => {
  const counted = corrected({ pages: 4 })
  expect(judged(signedIn(5), kept(), named, approved, counted, sent())).toMatchObject({
    ...{ of: 2, failed: 0, remarks: [] },
  })
})

test.each([
  ['had been removed', removed],
  ['had been corrected', corrected({ sender: 'Somebody else' })],
  ['tells something else', corrected({ class: 'hiv-sexual-health' })],
] as const)('a document that %s before the letter left is found', (why, since) => {
  const { failed, findings } = judged(signedIn(5), kept(), named, approved, since, sent())
  expect(failed).toBe(1)
  expect(findings[0]).toMatchObject({ what: expect.stringContaining('should not have left') })
  expect(findings[0]?.differs).toContain(why)
})

test('a letter that had left before, as is said with the reason, is none; one of before the rule is a remark', () => {
  const alreadyLeft = { reason: 'It was posted on Friday.', since: ['x'] }
  const told = judged(signedIn(5), kept(), named, approved, removed, sent({ alreadyLeft }))
  expect(told).toMatchObject({ of: 1, failed: 0, remarks: [] })
  const before = judged(signedIn(4), kept(), named, approved, removed, sent())
  expect(before.failed).toBe(0)
  expect(before.remarks).toHaveLength(1)
})

const form = (of = clientId): [string, object] => [
  'consent-recorded',
  { consentId: 'form', clientId: of },
]
const scanned: [string, object] = ['scan-attached', { consentId: 'form', sha256 }]
const withForm = drafted({ document: { id: 'form', sha256, from: 'form' } })

test('a scan that was on record of the client passes; one that was not, or of another client, is found', () => {
  expect(judged(form(), scanned, withForm, approved)).toMatchObject({ of: 1, failed: 0 })
  expect(judged(form(), withForm, approved, scanned).findings[0]?.differs).toContain(
    'not on record',
  )
  const theirs = judged(form(otherId), scanned, withForm, approved)
  expect(theirs.findings[0]?.differs).toContain('of another client')
})

const hidden: [string, object] = [
  'document-corrected',
  {
    ...{
      ...said,
      documentId: 'other',
      clientId,
      class: 'hiv-sexual-health',
      version: 2,
      reason: 'x',
    },
    enclosedBy: ['earlier'],
  },
]
const EARLIER = 'cd'.repeat(32)
const asked = (classes: (string | null)[], what = 'passage', at = 'x') =>
  classes.map((about) => ({
    ...{ what, at, class: about, reader: 'A', allowed: true, why: '', cure: null, consentId: null },
  }))
/** An earlier letter that was approved and told this, of the client. */
const earlier = (tells: (string | null)[], content: object = {}): [string, object][] => {
  const [act, said] = drafted() as [string, { content: object }]
  return [
    [
      act,
      { ...said, letterId: 'earlier', content: { ...said.content, enclosures: [], ...content } },
    ],
    [
      'letter-approved',
      { ...approved[1], letterId: 'earlier', sha256: EARLIER, decisions: asked(tells) },
    ],
  ]
}
const withEarlier = (tells: (string | null)[], more: object = {}) =>
  drafted({ document: { id: 'earlier', sha256: EARLIER, from: 'letter', tells }, ...more })
const gated = (classes: (string | null)[]): [string, object] => [
  'letter-approved',
  { ...approved[1], decisions: asked(classes, 'enclosure', '0') },
]

test('an earlier letter that is enclosed as all that it told, and was asked of the gate as all that, passes', () => {
  const told = judged(
    ...earlier(['health', null, 'identity', 'none']),
    withEarlier(['identity', 'health', null]),
    gated(['identity', 'health', null]),
  )
  expect(told).toMatchObject({ of: 1, failed: 0, findings: [] })
})

test.each([
  ['told something else', ['identity'], ['identity', 'health'], []],
  ['told something else', ['identity', 'health'], ['identity'], [hidden]],
  ['was not asked', ['identity', 'health'], ['identity'], []],
] as [string, string[], string[], [string, object][]][])(
  'an earlier letter of which it %s is found',
  (why, tells, gate, between) => {
    const { failed, findings } = judged(
      ...earlier(['identity', 'health']),
      ...between,
      withEarlier(tells),
      gated(gate),
    )
    expect(failed).toBe(1)
    expect(findings[0]?.differs).toContain(why)
  },
)

test('what an earlier letter only asked for is asked of the gate unless each reader had that letter', () => {
  const [begun, last] = earlier(['identity'])
  const [act, approval] = last!
  const decisions = [...asked(['identity']), ...asked(['health'], 'asked')]
  const before: [string, object][] = [begun!, [act, { ...approval, decisions }]]
  const [to, said] = withEarlier(['identity', 'health']) as [string, { content: object }]
  const copies = [{ addressee: { name: 'Somebody else', role: 'family', lines: [] } }]
  const other: [string, object] = [to, { ...said, content: { ...said.content, copies } }]
  expect(judged(...before, [to, said], gated(['identity'])).failed).toBe(0)
  expect(judged(...before, other, gated(['identity'])).findings[0]?.differs).toContain(
    'was not asked',
  )
})
