import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { detailsRule } from '../../src-main/details/details-rule.ts'

type Said = [act: string, detail: Record<string, unknown> | null]
function judged(said: readonly Said[], rules = 4) {
  const all: Said[] = [['office-created', { rules }], ...said]
  const entries = all.map(([act, detail], at) => ({
    ...{ seq: at + 1, at: '2026-11-23T09:00:00.000Z', subject: 'tag', act, actor: 'one', detail },
  })) as never as OpenedEntry[]
  const { findings, remarks = [], of } = detailsRule.judge(entries)
  const why = (list: typeof findings) => list.map(({ differs }) => differs)
  return { findings: why(findings), remarks: why(remarks), of }
}
const opened: Said = ['matter-opened', { matterId: 'm', clientId: 'c' }]
const recorded = (version: number, more: object = {}): Said => [
  'details-recorded',
  { matterId: 'm', clientId: 'c', group: 'incident', version, rows: [], ...more },
]

test('what was recorded in turn of the matter’s own client is sound, before an erasure and after', () => {
  const other = recorded(1, { group: 'calls' })
  expect(judged([opened, recorded(1), other, recorded(2)])).toEqual({
    ...{ of: 3, findings: [], remarks: [] },
  })
  const again: Said[] = [
    ['matter-closed', { matterId: 'm' }],
    ['matter-reopened', { matterId: 'm' }],
  ]
  expect(judged([opened, recorded(1), ...again, recorded(2)]).findings).toEqual([])
  expect(judged([opened, ['details-recorded', null], recorded(2)]).findings).toEqual([])
})

test('what the program could not have recorded is found', () => {
  const found = (...said: Said[]) => judged([opened, ...said]).findings
  expect(found(recorded(1, { clientId: 'd' }))).toEqual(['Its matter is another client’s.'])
  expect(found(['matter-closed', { matterId: 'm' }], recorded(1))).toEqual([
    'Its matter was closed.',
  ])
  expect(found(recorded(1), recorded(1))).toEqual(['It is not the version after the last.'])
  expect(found(recorded(3))).toEqual(['It is not the version after the last.'])
  // Of before the rule began it is said, and no finding.
  expect(judged([opened, recorded(3)], 1)).toMatchObject({
    findings: [],
    remarks: [expect.anything()],
  })
})
