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

/** How many entries are named of the further findings of one kind. */
const NAMED = 20

/** Findings as they are made: the first of each kind is kept and the rest are counted, however many there are. */
export interface Gathered {
  push(...found: Finding[]): void
  readonly count: number
  list(): Finding[]
}

/** Gathers findings in as much memory as can be read, whatever the length of the log. */
export function gather(): Gathered {
  const kinds = new Map<string, Finding>()
  const places = new Set<number>()
  let count = 0
  function take(one: Finding): void {
    const { what, differs, seq, more = { count: 0, entries: [] } } = one
    count += 1 + more.count
    const kind = `${what} ${differs}`.replaceAll(/\d[\d,]*/g, '#')
    const known = kinds.get(kind)
    if (known) return addTo(known, seq, more)
    // What follows from the same entry is told by the first finding there.
    if (seq !== null && places.has(seq)) return
    if (seq !== null && places.size < MOST_FINDINGS * NAMED) places.add(seq)
    if (kinds.size < MOST_FINDINGS) kinds.set(kind, { ...one })
  }
  return {
    push: (...found) => found.forEach(take),
    get count() {
      return count
    },
    list: () => [...kinds.values()],
  }
}

function addTo(known: Finding, seq: number | null, more: NonNullable<Finding['more']>): void {
  const { count, entries } = known.more ?? { count: 0, entries: [] }
  const named = [...entries, ...(seq === null ? [] : [seq]), ...more.entries]
  known.more = { count: count + 1 + more.count, entries: named.slice(0, NAMED) }
}

/** The first of each kind, in the order found, and no more than can be read. */
export function readable(findings: readonly Finding[]): Finding[] {
  const gathered = gather()
  gathered.push(...findings)
  return gathered.list()
}

/** What SQLite or the file system said, without a path. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? `This part of the file cannot be read (${error.code}).`
    : 'This part of the file cannot be read.'
