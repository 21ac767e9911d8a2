import type { Connection } from '../vault/connection.ts'
import type { LogScan } from '../vault/log-scan.ts'
import { projections, type Projection } from '../vault/schema.ts'
import { openScratch, type Difference } from '../vault/scratch.ts'
import type { Finding } from './contract.ts'
import type { Entry, Folds } from './entry.ts'
import { figure, finding } from './finding.ts'
import type { AuditRule } from './rule.ts'
import { openRow, type OpenedEntry } from './verify-words.ts'

interface Meaning {
  of: number
  held: number
  findings: Finding[]
}

const REMAKE =
  'Keep this computer as it is and tell a partner. The log decides: once it holds in all else, the lists can be remade from it.'

/** Draws every list anew from the log, in memory, and compares it with the one that is shown. */
export function verifyLists(
  office: Connection,
  scan: LogScan,
  folds: Folds,
  tick: (entries: number) => void,
): Meaning {
  const tables = Object.keys(projections) as Projection[]
  const scratch = openScratch()
  const findings: Finding[] = []
  try {
    for (const entry of openable(scan)) {
      tick(1)
      if (entry.detail === null) continue
      try {
        for (const change of folds[entry.act]?.(entry as Entry) ?? [])
          if ('put' in change) scratch.put(change.table, change.put)
          else if ('set' in change) scratch.set(change.table, change.set, change.where)
          else scratch.remove(change.table, change.remove)
      } catch {
        const what = `Entry ${figure(entry.seq)} cannot be drawn in any list.`
        findings.push(finding(entry.seq, what, 'It does not say what an entry of its kind says.'))
      }
    }
    const differences = tables.flatMap((table) => scratch.compare(office, table) ?? [])
    findings.push(...differences.map(unlike))
    return { of: tables.length, held: tables.length - differences.length, findings }
  } finally {
    scratch.close()
  }
}

/** Asks what the domains ask of the meaning of the log. */
export function verifyRule(scan: LogScan, rule: AuditRule): Meaning {
  const { of, findings } = rule.judge(openable(scan))
  return { of, held: of - findings.length, findings }
}

/** The entries that are as they were logged; the others are findings already. */
function* openable(scan: LogScan): Generator<OpenedEntry> {
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
    missing: `The ${list} lacks a row that the log gives.`,
    surplus: `The ${list} shows a row that the log does not give.`,
    changed: `The ${list} shows something other than the log.`,
  }[kind]
  const where = `The row with ${row.join(', ')}`
  return finding(null, what, column ? `${where} differs in ${column}.` : `${where}.`, REMAKE)
}
