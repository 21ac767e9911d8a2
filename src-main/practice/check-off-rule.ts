import { binding, SINCE } from '../audit/binding.ts'
import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import { staffInLog } from '../people/staff-in-log.ts'

/** Where two people are partners, the second check is turned off by one of them after the other asked for it. */
const checkOffRule: AuditRule = {
  asks: 'The second check was turned off by two partners, where there were two',
  judge(entries) {
    const staff = staffInLog()
    const binds = binding(SINCE.secondPerson)
    const findings = gather()
    const remarks = gather()
    let asked: string | null = null
    let of = 0
    for (const entry of entries) {
      const { seq, act, actor, detail } = entry
      const bound = binds(entry)
      staff.take(entry)
      if (act === 'check-off-proposed') asked = actor
      if (act !== 'check-chosen' || detail === null) continue
      const agreed = asked !== null && !staff.samePerson(asked, actor)
      asked = null
      if (detail['required'] !== false) continue
      of += 1
      if (agreed || !staff.otherPartner(actor)) continue
      const into = bound ? findings : remarks
      into.push(
        finding(
          seq,
          `The second check was turned off by one partner alone in entry ${seq}.`,
          'Another partner worked here, who had not asked for it.',
        ),
      )
    }
    return { of, failed: findings.count, findings: findings.list(), remarks: remarks.list() }
  },
}

/** What every verification asks of the firm’s own choices. */
export const practiceRules: AuditRule[] = [checkOffRule]
