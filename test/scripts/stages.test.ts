import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { closingLine, readCounts, together } from '../../scripts/stages.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'remedy-'))
afterAll(() => rmSync(folder, { recursive: true }))

const report = (passed: number, failed: number, pending: number, todo: number) => {
  const file = path.join(folder, 'report.json')
  const counts = { numPassedTests: passed, numFailedTests: failed }
  const left = { numPendingTests: pending, numTodoTests: todo }
  const assertionResults = [
    { fullName: 'a queue of this computer prints', status: 'skipped' },
    { fullName: 'a letter is sent', status: 'passed' },
  ]
  writeFileSync(file, JSON.stringify({ ...counts, ...left, testResults: [{ assertionResults }] }))
  return file
}

test('the closing line sums what every stage counted', () => {
  const all = [readCounts(report(40, 0, 0, 0), 'unit'), readCounts(report(2, 1, 0, 0), 'e2e')]
  expect(closingLine(all)).toBe('42 passed, 1 failed')
})

test('tests left out are counted aloud, and known by name', () => {
  const counts = readCounts(report(3, 0, 1, 1), 'unit')
  expect(closingLine([counts])).toBe('3 passed, 0 failed, 2 skipped')
  expect(counts.left).toEqual(['a queue of this computer prints'])
})

test('a stage that ran no test is a failure', () => {
  expect(() => readCounts(report(0, 0, 4, 0), 'e2e')).toThrow('e2e: no test ran.')
})

test('one stage that fails fails those beside it, and what it said is shown', async () => {
  const told: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => void told.push(line))
  const stage = (title: string, code: number) => ({
    title,
    work: async () => ({ code, said: `${title} speaks` }),
  })
  expect(await together([stage('Types', 0), stage('Lint', 1)])).toBe(false)
  expect(await together([stage('Types', 0)])).toBe(true)
  vi.restoreAllMocks()
  expect(told.join('\n')).toMatch(/Lint speaks\n== Lint: failed, \d/)
  expect(told.join('\n')).not.toContain('Types speaks')
})
