import { describe, expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { accessRule } from '../../src-main/matters/access-rule.ts'
import { someDocument } from '../documents/some-document.ts'

/** An entry of the log by somebody. */
type Told = [actor: string, act: string, detail: object]
const judged = (...entries: Told[]) =>
  accessRule.judge(
    entries.map(([actor, act, detail], at) => ({
      ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', actor, subject: 'tag', act, detail },
    })) as unknown as OpenedEntry[],
  )

const role = (personId: string, is = 'partner', by = 'imogen'): Told => [
  ...([by, 'person-role-changed', { personId, role: is }] as const),
]
const partners: Told[] = [
  ['imogen', 'office-created', {}],
  ['imogen', 'person-added', { personId: 'owain', role: 'partner' }],
]
const restricted: Told = [
  'imogen',
  'matter-access-restricted',
  { matterId: 'closed', people: ['imogen'], reason: 'r' },
]
const kept = (by: string, filed: object): Told => [
  by,
  'document-kept',
  { documentId: 'document', clientId: 'client', ...someDocument({}), ...filed },
]
const corrected = (by: string, filed: object): Told => [
  by,
  'document-corrected',
  { ...kept(by, filed)[2], version: 2, reason: 'r' },
]
const ofDocument = (by: string, act: string): Told => [
  by,
  act,
  { documentId: 'document', clientId: 'client', reason: 'r', way: 'reader' },
]
const drafted: Told = [
  'imogen',
  'letter-drafted',
  { letterId: 'letter', clientId: 'client', content: { matterId: 'closed' } },
]
const sent: Told = ['imogen', 'letter-sent', { letterId: 'letter' }]
const before = [...partners, drafted, sent]
const inMatter = { matterId: 'closed', letterId: null }
const inLetter = { matterId: null, letterId: 'letter' }
const elsewhere = { matterId: 'open', letterId: null }
const lineOf = (by: string, act: string): Told => [
  by,
  act,
  { disclosureId: 4 * 100 + 3, reason: 'r' },
]

describe('what an entry names by other ids than those of the matter', () => {
  test.each<[string, (by: string) => Told[]]>([
    [
      'a document removed',
      (by) => [kept('imogen', inMatter), restricted, ofDocument(by, 'document-removed')],
    ],
    [
      'a document opened',
      (by) => [kept('imogen', inLetter), restricted, ofDocument(by, 'document-opened')],
    ],
    [
      'a document moved out of it',
      (by) => [kept('imogen', inMatter), restricted, corrected(by, elsewhere)],
    ],
    [
      'a document moved into it',
      (by) => [kept('imogen', elsewhere), restricted, corrected(by, inMatter)],
    ],
    [
      'a document that was there once',
      (by) => [
        ...[kept('imogen', inMatter), corrected('imogen', elsewhere), restricted],
        ofDocument(by, 'document-opened'),
      ],
    ],
    ['a line of the register followed', (by) => [restricted, lineOf(by, 'line-followed')]],
    [
      'a line opened whose sending was undone',
      (by) => [
        ['imogen', 'sending-undone', { letterId: 'letter', replaces: 4 }],
        restricted,
        lineOf(by, 'record-read'),
      ],
    ],
  ])('%s is for whoever is named', (_, entries) => {
    expect(judged(...before, ...entries('imogen'))).toMatchObject({ failed: 0 })
    const { failed, findings } = judged(...before, ...entries('owain'))
    expect(failed).toBe(1)
    expect(findings[0]!.differs).toMatch(/not named for the matter/)
  })

  test('a document that never was in it is for everybody', () => {
    const entries = [kept('imogen', elsewhere), restricted, ofDocument('owain', 'document-removed')]
    expect(judged(...before, ...entries)).toMatchObject({ failed: 0 })
  })
})

describe('a matter taken over', () => {
  const taken: Told = [
    'owain',
    'matter-access-taken',
    { matterId: 'closed', people: ['imogen', 'owain'], reason: 'r' },
  ]
  const third: Told = ['imogen', 'person-added', { personId: 'carys', role: 'partner' }]
  const remarks = (...entries: Told[]) => {
    const { failed, remarks: found } = judged(...partners, third, restricted, ...entries)
    expect(failed).toBe(0)
    return found!.map(({ seq }) => seq)
  }

  test('by whoever took the role of the last partner named, or removed them, is remarked on', () => {
    const restored = role('imogen', 'partner', 'owain')
    expect(remarks(role('imogen', 'caseworker', 'owain'), taken, restored)).toEqual([6])
    expect(remarks(['owain', 'person-removed', { personId: 'imogen' }], taken)).toEqual([6])
  })

  test('after another did so is as it should be', () => {
    expect(remarks(role('imogen', 'caseworker', 'carys'), taken)).toEqual([])
    expect(
      remarks(
        ...[role('imogen', 'caseworker', 'owain'), role('imogen', 'partner', 'owain')],
        ...[role('imogen', 'caseworker', 'carys'), taken],
      ),
    ).toEqual([])
  })
})
