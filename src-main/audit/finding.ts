import { COPY_FIRST } from '../wire/refusal.ts'
import type { Finding } from './contract.ts'

/** No verdict lists more than this; the checks still count everything that failed. */
export const MOST_FINDINGS = 20

/** Where the log itself is sound and only what was derived from it is not. */
export const REBUILD =
  'If every other check passes, the command remedy rebuild rebuilds the lists from the log.'

const COMPARE = `Record nothing more here and tell a partner. ${COPY_FIRST}`

/** A finding at an entry (null where none can be named), with what to do unless something else is said. */
export const finding = (
  seq: number | null,
  what: string,
  differs: string,
  doNow = COMPARE,
): Finding => ({ seq, what, differs, doNow })

/** `4,182` as it is written in sentences. */
export const figure = (value: number): string => value.toLocaleString('en-GB')

/** `entry 7`, or `one of entries 5 to 8`. */
export const span = (first: number, last: number): string =>
  first === last ? `entry ${figure(first)}` : `one of entries ${figure(first)} to ${figure(last)}`

/** One finding for each entry, in the order found, and no more than can be read. */
export function readable(findings: readonly Finding[]): Finding[] {
  const seen = new Set<number>()
  const first = findings.filter(({ seq }) => {
    if (seq === null) return true
    const isNew = !seen.has(seq)
    seen.add(seq)
    return isNew
  })
  return first.slice(0, MOST_FINDINGS)
}

/** What SQLite or the file system said, without a path. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? `This part of the file cannot be read (${error.code}).`
    : 'This part of the file cannot be read.'
