import { expect, test } from 'vitest'
import type { Act } from '../../src-main/audit/entry.ts'
import type { OpenedEntry } from '../../src-main/audit/verify-words.ts'
import { importRule } from '../../src-main/imports/import-rule.ts'

const entry = (seq: number, act: Act, actor = 'a', detail: OpenedEntry['detail'] = {}) => ({
  ...{ seq, at: '2026-11-23T09:00:00.000Z', actor, act, subject: null, detail },
})
const completed = (seq: number, from: number, to: number, actor = 'a') =>
  entry(seq, 'import-completed', actor, {
    ...{ what: 'clients', sha256: '', rows: 2, recorded: 2, added: 0, nothingNew: 0 },
    ...{ skipped: 0, refused: 0, alike: 0, from, to, headings: '', columns: [], days: {} },
  })
const judged = (...entries: OpenedEntry[]) =>
  importRule.judge(entries).findings.map(({ seq }) => seq)

const rows = [
  entry(1, 'signed-in'),
  entry(2, 'client-registered'),
  entry(3, 'stay-recorded'),
] as OpenedEntry[]

test('an import that names the rows before it holds, erased ones included', () => {
  expect(judged(...rows, completed(4, 2, 3))).toEqual([])
  const erased = rows.map((one) => (one.seq === 2 ? { ...one, detail: null } : one))
  expect(judged(...erased, completed(4, 2, 3))).toEqual([])
})

test('one that names entries that are no rows, are not there, or are another person’s is found', () => {
  expect(judged(...rows, completed(4, 1, 3))).toEqual([4])
  expect(judged(...rows, completed(4, 2, 2))).toEqual([4])
  expect(judged(...rows, completed(4, 4, 3))).toEqual([4])
  expect(judged(...rows, completed(4, 2, 3, 'b'))).toEqual([4])
  const others = rows.map((one) => (one.seq === 2 ? { ...one, actor: 'b' } : one))
  expect(judged(...others, completed(4, 2, 3))).toEqual([4])
  expect(judged(...rows, { ...completed(4, 2, 3), detail: {} })).toEqual([4])
  expect(judged(...rows, entry(4, 'signed-out'), completed(5, 2, 4))).toEqual([5])
})
