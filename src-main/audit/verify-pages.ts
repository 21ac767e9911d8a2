import { COPY_FIRST } from '../wire/refusal.ts'
import type { Connection } from '../vault/connection.ts'
import type { Finding } from './contract.ts'
import { REBUILD, finding, reasonOf } from './finding.ts'

const RESTORE = `Stop work here. ${COPY_FIRST} ${REBUILD}`

/** Reads what no other check reads, indexes and the search among it: a spoiled page answers for itself. */
export function verifyPages(office: Connection): { of: number; held: number; findings: Finding[] } {
  const tables = office
    .prepare(
      `select name from sqlite_schema
       where type = 'table' and rootpage > 0 and name not in ('log', 'log_node', 'log_payload')`,
    )
    .pluck()
    .all()
    .map(String)
  const findings = tables.flatMap((table) => {
    const fault = faultIn(office, table)
    const what = `The part of the file that holds the ${table.replaceAll('_', ' ')} list is damaged.`
    return fault === null ? [] : [finding(null, what, fault, RESTORE)]
  })
  return { of: tables.length, held: tables.length - findings.length, findings }
}

function faultIn(office: Connection, table: string): string | null {
  try {
    const said = office.prepare(`pragma quick_check("${table}")`).pluck().get()
    return said === 'ok' ? null : String(said)
  } catch (error) {
    return reasonOf(error)
  }
}
