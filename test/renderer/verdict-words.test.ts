import { describe, expect, test } from 'vitest'
import { Verdict } from '../../src-main/audit/contract.ts'
import { verdictInWords } from '../../src-renderer/audit/verdict-words.ts'

const verdict = (part: object) =>
  Verdict.parse({
    verdict: 'consistent',
    entries: 4182,
    at: '2026-11-23T09:31:00.000Z',
    tookMs: 2100,
    keyFingerprint: '6d2f',
    checks: [],
    codes: [],
    findings: [],
    remarks: [],
    cannotShow: [],
    ...part,
  })
const code = { code: '4140-9QTC3M7XK2D4V0WJ', agrees: true, why: '' }
const finding = (seq: number | null) => ({ seq, what: 'What.', differs: 'How.', doNow: 'Do.' })

describe('a verdict in words', () => {
  test('says whole only where paper agrees', () => {
    expect(verdictInWords(verdict({})).title).toBe('Log intact, not yet compared with paper')
    expect(verdictInWords(verdict({ verdict: 'whole', codes: [code] }))).toMatchObject({
      title: 'Log intact, confirmed by paper',
      says: 'All 4,182 entries passed, and one code typed from paper agrees with them.',
      when: 'Verified Monday 23 November 2026 at 09:31, in 2.1 seconds.',
    })
  })

  test('names the first entry that does not match, and how many more', () => {
    const said = verdictInWords(
      verdict({ verdict: 'finding', findings: [finding(3117), finding(3118)] }),
    )
    expect(said).toMatchObject({
      kind: 'finding',
      title: 'Entry 3,117 does not match',
      says: 'What. One more finding below.',
    })
  })

  test('gives a finding that concerns no single entry by its own words', () => {
    const said = verdictInWords(verdict({ verdict: 'finding', findings: [finding(null)] }))
    expect(said).toMatchObject({ title: 'What.', says: 'How.' })
  })

  test('claims nothing before a verification', () => {
    expect(verdictInWords(null).title).toBe('Not verified since sign-in')
  })
})
