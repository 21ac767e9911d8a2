import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import { staffInLog } from '../people/staff-in-log.ts'

/** Every second check was made by somebody other than who recorded the form. */
const checkRule: AuditRule = {
  asks: 'Every form was checked by somebody other than the person who recorded it',
  judge(entries) {
    const recorders = new Map<string, string>()
    const staff = staffInLog()
    const findings = gather()
    let of = 0
    for (const entry of entries) {
      const { seq, act, actor, detail } = entry
      staff.take(entry)
      const consentId = detail?.['consentId']
      if (typeof consentId !== 'string') continue
      if (act === 'consent-recorded') recorders.set(consentId, actor)
      if (act !== 'consent-checked' && act !== 'consent-returned') continue
      of += 1
      const recorder = recorders.get(consentId)
      const what = `The second check in entry ${seq} was not permitted.`
      if (recorder === undefined)
        findings.push(finding(seq, what, 'The log has no such form before it.'))
      else if (act === 'consent-checked' && staff.samePerson(recorder, actor))
        findings.push(finding(seq, what, 'The same person had recorded the form.'))
    }
    return { of, failed: findings.count, findings: findings.list() }
  },
}

/** What every verification asks of the forms. */
export const consentRules: AuditRule[] = [checkRule]
