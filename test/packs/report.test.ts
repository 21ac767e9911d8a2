import { expect, test } from 'vitest'
import type { Finding } from '../../src-main/audit/contract.ts'
import { reportSheet, type Reported } from '../../src-main/packs/report.ts'

const found = (seq: number | null, more = {}): Finding => ({
  ...{ seq, what: 'The disclosure to Northgate Health had no basis.', doNow: 'Tell a partner.' },
  ...{ differs: 'Dominic Fenwright’s form refuses health.', ...more },
})
const line = (seq: number, basis: 'none' | 'consent'): Reported['register'][number] => ({
  ...{ seq, basis, on: '2026-11-23', by: 'Imogen Tark', route: 'first-class' },
  ...{ reader: 'Northgate Health', client: 'Dominic Fenwright', classes: ['health'] },
})
const reported = (changes: Partial<Reported> = {}): Reported => ({
  ...{ kind: 'full', on: '2026-11-29', firm: 'Prosser Tark', scope: 'the whole log', made: null },
  log: { size: 4182, root: new Uint8Array(32), origin: 'remedy.office/0123456789abcdef0123' },
  counts: { entries: 4182, checkpoints: 1, papers: 0 },
  verdict: { findings: [], remarks: [], checks: [], cannotShow: [] },
  ...{ register: [], lacking: [], page: 'f'.repeat(64) },
  ...changes,
})
const exceptionsIn = (changes: Partial<Reported>) =>
  reportSheet(reported(changes)).parts[0]!.paragraphs
const verdict = (findings: Finding[], remarks: Finding[] = []) => ({
  ...{ findings, remarks, checks: [], cannotShow: [] },
})

test('exceptions come in order: without a basis, findings, papers that are lacking, and remarks apart', () => {
  const more = { more: { count: 2, entries: [9, 11] } }
  const paragraphs = exceptionsIn({
    register: [line(7, 'none'), line(8, 'consent')],
    verdict: verdict([found(7, more)], [found(3)]),
    lacking: ['The document of entry 5 is left out: the office does not have it as it was.'],
  })
  expect(paragraphs).toEqual([
    'No recorded basis: Entry 7, 23 November 2026: Dominic Fenwright, to Northgate Health (first class): health. Basis: no recorded basis. Recorded by Imogen Tark.',
    'Finding at entry 7: The disclosure to Northgate Health had no basis. Dominic Fenwright’s form refuses health. And 2 more of this kind, at entries 9, 11.',
    'The document of entry 5 is left out: the office does not have it as it was.',
    'Remarks, which are no exceptions: right by the rule of their day, and refused by one that came later.',
    'Remark at entry 3: The disclosure to Northgate Health had no basis. Dominic Fenwright’s form refuses health.',
  ])
})

test('remarks alone leave it that there are no exceptions', () => {
  const [first, ...others] = exceptionsIn({ verdict: verdict([], [found(3)]) })
  expect(first).toMatch(/^None: /)
  expect(others).toHaveLength(2)
})

test('a redacted report says where something was found and never in what words', () => {
  const sheet = reportSheet(
    reported({
      ...{ kind: 'redacted', firm: null, scope: 'one client' },
      verdict: verdict([found(7), found(null)], [found(3)]),
      register: [{ ...line(7, 'none'), reader: null, client: null, classes: null, by: '' }],
    }),
  )
  const text = JSON.stringify(sheet)
  for (const word of ['Northgate', 'Fenwright', 'Tark', 'health']) expect(text).not.toContain(word)
  expect(sheet.parts[0]!.paragraphs).toEqual([
    'No recorded basis: Entry 7, 23 November 2026. Basis: no recorded basis.',
    'Finding at entry 7.',
    'Finding, which names no entry.',
    'Remarks, which are no exceptions: right by the rule of their day, and refused by one that came later.',
    'Remark at entry 3.',
  ])
})

test('a log of many disclosures without a basis is printed as far as it can be read, and the rest counted', () => {
  const register = Array.from({ length: 2101 }, (_, at) => line(at + 1, 'none'))
  const paragraphs = exceptionsIn({ register })
  expect(paragraphs).toHaveLength(2001)
  expect(paragraphs.at(-1)).toBe('101 more without a recorded basis are not printed here.')
})
