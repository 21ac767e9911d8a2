import type { Connection } from '../vault/connection.ts'
import type { LogScan } from '../vault/log-scan.ts'
import { projections, type Projection } from '../vault/projections.ts'
import type { Difference, Scratch } from '../vault/scratch.ts'
import type { Finding } from './contract.ts'
import type { Entry, Folds } from './entry.ts'
import { figure, finding, gather, REBUILD } from './finding.ts'
import type { AuditRule, Judged } from './rule.ts'
import { openRow, type OpenedEntry } from './verify-words.ts'

interface Meaning {
  of: number
  held: number
  findings: Finding[]
  remarks?: Finding[]
}

const REMAKE = `Record nothing more here and tell a partner. ${REBUILD}`

/** Draws every list anew from the log, in a place of its own, and compares it with the one that is shown. */
export function verifyLists(
  office: Connection,
  scan: LogScan,
  { folds, scratch, tick }: { folds: Folds; scratch: Scratch; tick: (entries: number) => void },
): Meaning {
  const tables = Object.keys(projections) as Projection[]
  const findings = gather()
  for (const entry of openable(scan)) {
    tick(1)
    if (entry.detail === null) continue
    const { paperId, sha256, size } = entry.detail
    if (typeof paperId === 'string' && typeof sha256 === 'string') {
      const { seq, act } = entry
      scratch.speak({ seq, act, paperId, sha256, size: typeof size === 'number' ? size : null })
    }
    try {
      for (const change of folds[entry.act]?.(entry as Entry) ?? [])
        if ('put' in change) scratch.put(change.table, change.put)
        else if ('set' in change) scratch.set(change.table, change.set, change.where)
        else scratch.remove(change.table, change.remove)
    } catch {
      const what = `Entry ${figure(entry.seq)} cannot be interpreted.`
      findings.push(finding(entry.seq, what, 'Its contents are not those of an entry of its kind.'))
    }
  }
  const differences = tables.flatMap((table) => scratch.compare(office, table) ?? [])
  findings.push(...differences.map(unlike))
  const held = tables.length - differences.length
  return { of: tables.length, held, findings: findings.list() }
}

/** Asks what the domains ask of the meaning of the log; gives for each rule its answer, or throws what went wrong in it. */
export function verifyRules(
  scan: LogScan,
  rules: readonly AuditRule[],
): Map<AuditRule, () => Meaning> {
  const answers = new Map<AuditRule, () => Meaning>()
  const walks = rules.flatMap((rule) => (rule.walk ? [{ rule, walk: rule.walk() }] : []))
  const fail = (rule: AuditRule, error: unknown) =>
    answers.set(rule, () => {
      throw error
    })
  try {
    for (const entry of openable(scan))
      for (const { rule, walk } of walks) {
        if (answers.has(rule)) continue
        try {
          walk.take(entry)
        } catch (error) {
          fail(rule, error)
        }
      }
  } catch (error) {
    for (const { rule } of walks) fail(rule, error)
  }
  for (const { rule, walk } of walks)
    if (!answers.has(rule)) answers.set(rule, () => meaningOf(walk.end()))
  for (const rule of rules)
    if (!rule.walk) answers.set(rule, () => meaningOf(rule.judge(openable(scan))))
  return answers
}

const meaningOf = ({ of, failed, findings, remarks = [] }: Judged): Meaning => ({
  ...{ of, held: Math.max(of - failed, 0), findings, remarks },
})

/** The entries that are as they were logged; the others are findings already. */
export function* openable(scan: LogScan): Generator<OpenedEntry> {
  for (const row of scan.rows(1, Number.MAX_SAFE_INTEGER)) {
    try {
      yield openRow(row)
    } catch {
      continue
    }
  }
}

function unlike({ table, key, kind, column }: Difference): Finding {
  const row = Object.entries(key).map(([name, value]) => `${name} ${String(value)}`)
  const list = `${table.replaceAll('_', ' ')} list`
  const what = {
    missing: `The ${list} lacks a row that is in the log.`,
    surplus: `The ${list} shows a row that is not in the log.`,
    changed: `The ${list} differs from the log.`,
  }[kind]
  const where = `The row with ${row.join(', ')}`
  return finding(null, what, column ? `${where} differs in ${column}.` : `${where}.`, REMAKE)
}
