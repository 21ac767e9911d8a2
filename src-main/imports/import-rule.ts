import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import { ImportCompleted } from './logged.ts'

/** What an import records; nothing else stands among its entries. */
const BY_ROWS: ReadonlySet<string> = new Set([
  ...['client-registered', 'client-corrected', 'stay-recorded', 'matter-opened', 'matter-noted'],
  ...['representative-recorded', 'arrangement-recorded'],
])

/** The entries that an import says it made are there without a gap: one person’s, and of rows alone. */
export const importRule = walking('Every import made the entries that it names', () => {
  const findings = gather()
  /** Since when every entry was of rows and by one person. */
  let [since, actor, of] = [1, '', 0]
  return {
    take(entry) {
      const { seq, act } = entry
      if (act === 'import-completed') {
        of += 1
        const said = ImportCompleted.safeParse(entry.detail)
        const holds =
          said.success &&
          said.data.to === seq - 1 &&
          said.data.from >= since &&
          said.data.from <= said.data.to &&
          entry.actor === actor
        if (!holds)
          findings.push(
            finding(
              seq,
              `Entry ${figure(seq)} names entries that are not those of an import.`,
              'An import is recorded in one act: its rows, by one person, and this entry behind them.',
            ),
          )
      }
      if (!BY_ROWS.has(act)) since = seq + 1
      else if (entry.actor !== actor) since = seq
      actor = entry.actor
    },
    end: () => ({ of, failed: findings.count, findings: findings.list() }),
  }
})
