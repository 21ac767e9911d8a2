import { expect, test } from 'vitest'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { actorRule } from '../../src-main/people/people-rules.ts'

const entry = (seq: number, act: string, detail: object): OpenedEntry =>
  ({ seq, at: '2026-11-23T09:00:00.000Z', actor: 'one', act, subject: 'tag', detail }) as never
const log = (act: string, rules: object) => [
  entry(1, 'office-created', { ...rules }),
  entry(2, 'signed-in', { ...rules }),
  entry(3, act, {}),
]

test.each(['client-forgotten', 'everything-permitted'])(
  '%s, which no program records, is a finding once the rule binds, and a remark before',
  (act) => {
    const bound = actorRule.judge(log(act, { rules: 1 }))
    expect(bound.findings).toMatchObject([{ seq: 3, differs: 'No program records such an act.' }])
    const earlier = actorRule.judge(log(act, {}))
    expect([earlier.failed, earlier.remarks!.map(({ seq }) => seq)]).toEqual([0, [3]])
    expect(actorRule.judge(log('passphrase-changed', { rules: 1 })).failed).toBe(0)
  },
)
