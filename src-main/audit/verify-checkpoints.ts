import { COPY_FIRST } from '../wire/refusal.ts'
import type { LogScan } from '../vault/log-scan.ts'
import type { Head } from '../vault/vault.ts'
import { SIGNED_EVERY } from './append.ts'
import { readCheckpoint } from './checkpoint.ts'
import type { Finding } from './contract.ts'
import { figure, finding, gather } from './finding.ts'
import { headCode, readHeadCode } from './head-code.ts'
import { rootOf, same } from './tree.ts'

/** The root of the first `size` entries from the kept nodes; null when some node is not there. */
export function keptRoot(scan: LogScan, size: number): Uint8Array | null {
  try {
    return rootOf((level, place) => {
      const hash = scan.node(level, place)
      if (Buffer.isBuffer(hash) && hash.length === 32) return hash
      throw new Error('missing')
    }, size)
  } catch {
    return null
  }
}

/** What comparing the signed checkpoints with the log gave; `agreeing` counts those whose root the log still has. */
export interface CheckpointsOutcome {
  of: number
  signed: number
  agreeing: number
  findings: Finding[]
}

/** Checks the signature of every checkpoint, its root against the log, and that none is missing. */
export function verifyCheckpoints(scan: LogScan, size: number): CheckpointsOutcome {
  const outcome = { of: 0, signed: 0, agreeing: 0 }
  const findings = gather()
  const publicKey = scan.publicKey()
  if (!Buffer.isBuffer(publicKey)) {
    findings.push(finding(null, 'The log has no signing key.', 'It was created with the office.'))
    return { ...outcome, findings: findings.list() }
  }
  let [agreed, last] = [0, 0]
  let differs: Finding | undefined
  for (const row of scan.checkpoints()) {
    outcome.of += 1
    const place = typeof row.size === 'number' ? row.size : last
    try {
      if (typeof row.note !== 'string') throw new Error('it is not text')
      const checkpoint = readCheckpoint(row.note, publicKey)
      if (checkpoint.size !== place) throw new Error('it belongs to another place in the log')
      outcome.signed += 1
      if (place - last > SIGNED_EVERY) findings.push(unsigned(last, place))
      last = place
      const root = place <= size ? keptRoot(scan, place) : null
      if (root && same(root, checkpoint.root)) {
        outcome.agreeing += 1
        agreed = place
      } else differs ??= place > size ? shorter(size, place, 'signed') : changed(agreed, place)
    } catch (error) {
      const why = error instanceof Error ? error.message : 'it cannot be read'
      const what = `The signature after entry ${figure(place)} is not this office’s.`
      findings.push(finding(place, what, `On inspection, ${why}.`))
    }
  }
  if (size - last >= SIGNED_EVERY) findings.push(unsigned(last, size))
  return { ...outcome, findings: [...(differs ? [differs] : []), ...findings.list()] }
}

/** Compares the log with the head that is kept beside the file. */
export function verifyHead(scan: LogScan, size: number, head: Head | null): Finding | undefined {
  if (!head) {
    if (size === 0) return undefined
    const what = 'The file remedy.head, which records the end of the log, is missing.'
    return finding(null, what, 'Without it, a removal of the newest entries cannot be ruled out.')
  }
  if (head.size > size) return shorter(size, head.size, 'last recorded in remedy.head')
  const root = keptRoot(scan, head.size)
  if (root && Buffer.from(root).toString('hex') === head.root) return undefined
  const what = 'The log is not the one recorded in remedy.head.'
  return finding(null, what, `At entry ${figure(head.size)} its code differs.`)
}

/** Compares one code from paper with the log; `size` 0 is a code that cannot be read. */
export function verifyCode(scan: LogScan, size: number, typed: string) {
  const read = readHeadCode(typed)
  if (!read || read.size === 0)
    return { code: typed, agrees: false, why: 'This is not a log code.', size: 0 }
  const { code } = read
  if (read.size > size) {
    const why = `The log has only ${figure(size)} entries, and this code was printed after ${figure(read.size)}.`
    return { code, agrees: false, why, size: read.size }
  }
  const root = keptRoot(scan, read.size)
  const agrees = root !== null && headCode(read.size, root) === code
  const why = agrees
    ? `The first ${figure(read.size)} entries are the same as when it was printed.`
    : `The code of the first ${figure(read.size)} entries is different.`
  return { code, agrees, why, size: read.size }
}

const changed = (agreed: number, size: number) =>
  finding(
    agreed + 1,
    'The log does not match the signed code.',
    `Something changed in entries ${figure(agreed + 1)} to ${figure(size)}; up to entry ${figure(agreed)} the log is as signed.`,
  )

const unsigned = (from: number, to: number) =>
  finding(
    from + 1,
    `Signatures between entries ${figure(from)} and ${figure(to)} are missing.`,
    `The log is signed after every ${SIGNED_EVERY} entries.`,
  )

const shorter = (size: number, before: number, how: string) =>
  finding(
    size + 1,
    `Entries are missing at the end: the log has ${figure(size)}.`,
    `It had ${figure(before)} when its end was ${how}.`,
    `Record nothing more here and tell a partner. ${COPY_FIRST} A copy of the folder made earlier may have the missing entries.`,
  )
