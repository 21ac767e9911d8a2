import type { Finding } from '../audit/contract.ts'
import { finding } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import { LetterApproved, LetterSent } from './logged.ts'

/** Every letter that left had been approved with the gate open, and left as it was approved. */
const approvedRule: AuditRule = {
  asks: 'Every letter sent had been approved with nothing left out of account',
  judge(entries) {
    const approved = new Map<string, { sha256: string; open: boolean }>()
    const findings: Finding[] = []
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
        findings.push(finding(seq, `The letter of entry ${seq} ought not to have left.`, fault))
    }
    return { of, findings }
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
  if (!said) return 'It does not say what a sending says.'
  const approval = approved.get(said.letterId)
  if (!approval) return 'It was never approved.'
  if (!approval.open) return 'It was approved although something in it was not allowed.'
  if (approval.sha256 !== said.sha256) return 'It is not the paper that was approved.'
  return isOpen(said) ? null : 'Something in it was not allowed on the day it left.'
}

/** What every verification asks of the letters. */
export const letterRules: AuditRule[] = [approvedRule]
