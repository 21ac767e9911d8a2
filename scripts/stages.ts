import { readFileSync } from 'node:fs'
import { Stop } from './stop.ts'

/** How many tests passed, failed and were left out. */
export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** Reads the counts from the file that vitest's JSON reporter wrote; a run of no test at all stops. */
export function readCounts(file: string, stage: string): Counts {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = {
    passed: Number(report.numPassedTests),
    failed: Number(report.numFailedTests),
    skipped: Number(report.numPendingTests) + Number(report.numTodoTests),
  }
  if (!(counts.passed + counts.failed > 0)) throw new Stop(`${stage}: no test ran.`)
  return counts
}

/** The closing line of a run: the sum of its counts, as `7 passed, 0 failed`. */
export function closingLine(all: Counts[]): string {
  const sum = (key: keyof Counts) => all.reduce((total, counts) => total + counts[key], 0)
  const skipped = sum('skipped')
  const line = `${sum('passed')} passed, ${sum('failed')} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
