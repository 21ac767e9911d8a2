import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { closingLine, readCounts } from '../../scripts/stages.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const report = (passed: number, failed: number, pending: number, todo: number) => {
  const file = path.join(folder, 'report.json')
  const counts = { numPassedTests: passed, numFailedTests: failed }
  const left = { numPendingTests: pending, numTodoTests: todo }
  writeFileSync(file, JSON.stringify({ ...counts, ...left }))
  return file
}

test('the closing line sums what every stage counted', () => {
  const all = [readCounts(report(40, 0, 0, 0), 'unit'), readCounts(report(2, 1, 0, 0), 'e2e')]
  expect(closingLine(all)).toBe('42 passed, 1 failed')
})

test('tests left out are counted aloud', () => {
  expect(closingLine([readCounts(report(3, 0, 1, 1), 'unit')])).toBe(
    '3 passed, 0 failed, 2 skipped',
  )
})

test('a stage that ran no test is a failure', () => {
  expect(() => readCounts(report(0, 0, 4, 0), 'e2e')).toThrow('e2e: no test ran.')
})
