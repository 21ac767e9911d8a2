import { readFileSync } from 'node:fs'
import { Stop } from './run.ts'

/** A part of a run: its exit code, and what it has to say besides what it printed itself. */
export interface Stage {
  title: string
  work(): Promise<{ code: number; said?: string }>
}

/** Runs stages side by side and tells how each ended and how long it took; false when one failed. */
export async function together(stages: Stage[]): Promise<boolean> {
  const all = stages.map(async ({ title, work }) => {
    const start = performance.now()
    const { code, said = '' } = await work()
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    if (code !== 0 && said.trim()) console.log(`\n${said.trim()}`)
    console.log(`== ${title}: ${code === 0 ? 'good' : 'failed'}, ${seconds} s`)
    return code === 0
  })
  return (await Promise.all(all)).every(Boolean)
}

/** How many tests passed, failed and were left out, and which those are. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
  left: string[]
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { assertionResults: { fullName: string; status: string }[] }[]
}

/** Reads the counts from the file that vitest's JSON reporter wrote; a run of no test at all stops. */
export function readCounts(file: string, stage: string): Counts {
  const report: Report = JSON.parse(readFileSync(file, 'utf8'))
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    left: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => fullName),
  }
  if (!(counts.passed + counts.failed > 0)) throw new Stop(`${stage}: no test ran.`)
  return counts
}

/** The closing line of a run: the sum of its counts, as `7 passed, 0 failed`. */
export function closingLine(all: Counts[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    all.reduce((total, counts) => total + counts[key], 0)
  const skipped = sum('skipped')
  const line = `${sum('passed')} passed, ${sum('failed')} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
