import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import { LetterApproved, LetterSent } from './logged.ts'

/** Every letter that left had been approved with the gate open, and left as it was approved. */
const approvedRule: AuditRule = {
  asks: 'Every letter sent had been approved with no open item',
  judge(entries) {
    const approved = new Map<string, { sha256: string; open: boolean }>()
    const findings = gather()
    let of = 0
    for (const { seq, act, detail } of entries) {
      if (detail === null) continue
      if (act === 'letter-approved') {
        const said = LetterApproved.safeParse(detail).data
        if (said) approved.set(said.letterId, { sha256: said.sha256, open: isOpen(said) })
      }
      if (act !== 'letter-sent') continue
      of += 1
      const fault = faultOf(LetterSent.safeParse(detail).data, approved)
      if (fault)
        findings.push(finding(seq, `The letter of entry ${seq} should not have been sent.`, fault))
    }
    return { of, failed: findings.count, findings: findings.list() }
  },
}

const isOpen = ({
  gateOpen,
  decisions,
}: {
  gateOpen: boolean
  decisions: { allowed: boolean }[]
}) => gateOpen && decisions.length > 0 && decisions.every(({ allowed }) => allowed)

function faultOf(
  said: ReturnType<typeof LetterSent.parse> | undefined,
  approved: ReadonlyMap<string, { sha256: string; open: boolean }>,
): string | null {
  if (!said) return 'Its contents are not those of a sending.'
  const approval = approved.get(said.letterId)
  if (!approval) return 'It was never approved.'
  if (!approval.open) return 'It was approved although the consents did not allow all of it.'
  if (approval.sha256 !== said.sha256) return 'It is not the document that was approved.'
  return isOpen(said) ? null : 'The consents did not allow all of it on the day it was sent.'
}

/** What every verification asks of the letters. */
export const letterRules: AuditRule[] = [approvedRule]
