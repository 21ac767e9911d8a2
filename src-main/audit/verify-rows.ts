import { hash } from 'node:crypto'
import type { LogPage, LogScan } from '../vault/log-scan.ts'
import type { Finding } from './contract.ts'
import { figure, finding, MOST_FINDINGS, reasonOf, span } from './finding.ts'

/** The tree is recomputed in blocks of 2^14 entries, each read in pages; blocks are what workers share out. */
const BLOCK_LEVEL = 14
export const BLOCK = 2 ** BLOCK_LEVEL
// Small enough that a page is still in the processor's cache when it is hashed: measured, 256 is quickest.
const PAGE = 256
const HASH = 32

/** What recomputing some blocks gave. */
export interface RowsOutcome {
  /** Entries that are not as they were logged, or not there. */
  bad: number
  findings: Finding[]
}

/**
 * Hashes every stored leaf of the blocks `from` to before `to`, and every node above them within a block, and
 * compares all with what is kept. `tick` is told how many entries were done.
 */
export function verifyRows(
  scan: LogScan,
  size: number,
  { from, to }: { from: number; to: number },
  tick: (entries: number) => void,
): RowsOutcome {
  const outcome: RowsOutcome = { bad: 0, findings: [] }
  const hashes = Buffer.alloc(BLOCK * HASH)
  for (let block = from; block < to; block++) {
    const begin = block * BLOCK
    const end = Math.min(begin + BLOCK, size)
    const before = outcome.bad
    for (let first = begin; first < end; first += PAGE) {
      const last = Math.min(first + PAGE, end)
      const there = verifyPage(
        scan,
        first + 1,
        last,
        hashes.subarray((first - begin) * HASH),
        outcome,
      )
      if (!there) return outcome
      tick(last - first)
    }
    const located = tryBlock(scan, begin, end - begin, hashes)
    // Nodes above a faulty entry differ because of it, so they are not reported as well.
    if (located && outcome.bad === before) {
      outcome.bad += 1
      outcome.findings.push(located)
    }
  }
  return outcome
}

/** Checks some entries and leaves their kept hashes in `hashes`; false when not one of them is there. */
function verifyPage(
  scan: LogScan,
  first: number,
  last: number,
  hashes: Buffer,
  outcome: RowsOutcome,
): boolean {
  const page = readPage(scan, first, last)
  if (!page) return verifyOneByOne(scan, first, last, hashes, outcome)
  page.hashes.copy(hashes)
  const computed = hashLeaves(page)
  if (computed.equals(page.hashes)) return true
  if (computed.length < page.hashes.length)
    return verifyOneByOne(scan, first, last, hashes, outcome)
  for (let row = 0; row < page.count; row++) {
    const [start, stop] = [row * HASH, (row + 1) * HASH]
    if (computed.compare(page.hashes, start, stop, start, stop) !== 0)
      report(outcome, changed(first + row))
  }
  return true
}

/** SHA-256 of every leaf of a page with its zero byte, 32 bytes each; shorter where leaves hold zero bytes themselves. */
function hashLeaves({ leaves, count }: LogPage): Buffer {
  const computed = Buffer.allocUnsafe(count * HASH)
  let [start, at] = [0, 0]
  while (start < leaves.length && at < computed.length) {
    const next = leaves.indexOf(0, start + 1)
    const end = next === -1 ? leaves.length : next
    computed.write(hash('sha256', leaves.subarray(start, end), 'binary'), at, HASH, 'binary')
    start = end
    at += HASH
  }
  return start === leaves.length ? computed.subarray(0, at) : computed.subarray(0, 0)
}

function readPage(scan: LogScan, first: number, last: number): LogPage | null {
  try {
    return scan.page(first, last)
  } catch {
    // Read again row by row, which says where the file is damaged.
    return null
  }
}

function verifyOneByOne(
  scan: LogScan,
  first: number,
  last: number,
  hashes: Buffer,
  outcome: RowsOutcome,
): boolean {
  let there = 0
  for (let seq = first; seq <= last; seq++) {
    const at = (seq - first) * HASH
    hashes.fill(0, at, at + HASH)
    try {
      const page = scan.page(seq, seq)
      const [row] = page ? [] : scan.rows(seq, seq)
      if (page || row) there += 1
      if (page) {
        page.hashes.copy(hashes, at)
        if (!hashLeaves(page).equals(page.hashes)) report(outcome, changed(seq))
      } else report(outcome, row ? misshapen(seq) : missing(seq))
    } catch (error) {
      there += 1
      report(outcome, finding(seq, `Entry ${figure(seq)} cannot be read.`, reasonOf(error)))
    }
  }
  return there > 0
}

function tryBlock(scan: LogScan, begin: number, width: number, hashes: Buffer) {
  try {
    return verifyBlock(scan, begin, width, hashes)
  } catch (error) {
    const entries = `${figure(begin + 1)} to ${figure(begin + width)}`
    return finding(null, `The tree over entries ${entries} cannot be read.`, reasonOf(error))
  }
}

/** Recomputes every complete subtree of a block, level by level, in place; gives the lowest that differs. */
function verifyBlock(
  scan: LogScan,
  begin: number,
  width: number,
  hashes: Buffer,
): Finding | undefined {
  for (let level = 1, count = width >> 1; count > 0; level++, count >>= 1) {
    hashUp(hashes, count)
    const differs = differingNode(scan, level, begin / 2 ** level, hashes.subarray(0, count * HASH))
    if (differs) return differs
  }
  return undefined
}

/** The nodes above the blocks, from the kept block roots up, and that none is kept for entries that are not there. */
export function verifyTop(scan: LogScan, size: number): Finding | undefined {
  let count = Math.floor(size / BLOCK)
  const hashes = Buffer.alloc(count * HASH)
  if (count > 0) scan.nodes(BLOCK_LEVEL, 0, count)?.copy(hashes)
  let level = BLOCK_LEVEL
  while ((count >>= 1) > 0) {
    hashUp(hashes, count)
    const differs = differingNode(scan, ++level, 0, hashes.subarray(0, count * HASH))
    if (differs) return differs
  }
  for (let level = 1; level <= 53; level++)
    if (scan.surplus(level, Math.floor(size / 2 ** level)))
      return finding(
        size + 1,
        'The tree of the log is larger than the log.',
        `It was built over more than the ${figure(size)} entries that are present, so some were removed from the end.`,
      )
  return undefined
}

function differingNode(scan: LogScan, level: number, place: number, computed: Buffer) {
  const count = computed.length / HASH
  const kept = scan.nodes(level, place, place + count)
  if (kept?.equals(computed)) return undefined
  for (let index = 0; index < count; index++) {
    const node = scan.node(level, place + index)
    const slice = computed.subarray(index * HASH, (index + 1) * HASH)
    if (Buffer.isBuffer(node) && node.equals(slice)) continue
    const [first, last] = [(place + index) * 2 ** level + 1, (place + index + 1) * 2 ** level]
    const where = span(first, last)
    return finding(
      first,
      `${where[0]!.toUpperCase()}${where.slice(1)} is not as it was logged.`,
      'The entry and its own hash agree, but not with the tree that was built when it was logged.',
    )
  }
  return undefined
}

/** Replaces 2 * `count` hashes by the `count` nodes above them. */
function hashUp(hashes: Buffer, count: number): void {
  const node = Buffer.allocUnsafe(1 + 2 * HASH)
  node[0] = 1
  for (let index = 0; index < count; index++) {
    hashes.copy(node, 1, index * 2 * HASH, (index + 1) * 2 * HASH)
    hashes.write(hash('sha256', node, 'binary'), index * HASH, HASH, 'latin1')
  }
}

function report(outcome: RowsOutcome, found: Finding): void {
  outcome.bad += 1
  if (outcome.findings.length < MOST_FINDINGS) outcome.findings.push(found)
}

const changed = (seq: number) =>
  finding(
    seq,
    `Entry ${figure(seq)} does not match.`,
    'The entry is not what was logged: its hash differs.',
  )
const misshapen = (seq: number) =>
  finding(seq, `Entry ${figure(seq)} is not an entry of a log.`, 'Something else is in its place.')
const missing = (seq: number) =>
  finding(
    seq,
    `Entry ${figure(seq)} is missing.`,
    'Entries are numbered without gaps, and later entries are present.',
  )
