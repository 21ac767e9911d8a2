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

/** Everything told had its basis on the day it was told: for each class a form of his, or a reason that needs none. */
const basisRule: AuditRule = {
  asks: 'Every disclosure had a basis on its day',
  judge(entries) {
    const kept = new Map<
      string,
      { receivedOn: string; takenBack: { on: string; classes: string[] }[] }
    >()
    const findings: Finding[] = []
    let of = 0
    for (const { seq, act, detail } of entries) {
      if (detail === null) continue
      const { consentId, receivedOn, classes } = detail
      if (typeof consentId === 'string' && typeof receivedOn === 'string') {
        if (act === 'consent-recorded') kept.set(consentId, { receivedOn, takenBack: [] })
        if (act === 'consent-withdrawn' && Array.isArray(classes))
          kept.get(consentId)?.takenBack.push({ on: receivedOn, classes: classes.map(String) })
      }
      if (act !== 'letter-sent') continue
      const said = LetterSent.safeParse(detail).data
      if (!said) continue
      for (const { reader, told } of said.disclosed)
        for (const { class: about, why, consentId: basis } of told) {
          of += 1
          const form = basis === null ? null : kept.get(basis)
          const fault =
            basis === null
              ? why === '' && 'It names no basis.'
              : form === undefined
                ? 'The form it names is not in the log before it.'
                : form!.receivedOn > said.on
                  ? 'The form it names came in later.'
                  : form!.takenBack.some(
                      ({ on, classes }) => on <= said.on && classes.includes(about),
                    ) && 'The form it names had been taken back.'
          if (fault)
            findings.push(finding(seq, `What ${reader} was told had no basis that day.`, fault))
        }
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
export const letterRules: AuditRule[] = [approvedRule, basisRule]
