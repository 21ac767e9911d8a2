import { binding, SINCE } from '../audit/binding.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { type AuditRule, walking } from '../audit/rule.ts'
import type { SuppliedPrisons } from '../law/supplied-prisons.ts'
import { staffInLog } from '../people/staff-in-log.ts'
import { answersRule } from './answers-rule.ts'
import { applicantRule } from './applicant-rule.ts'
import { enclosuresRule } from './enclosures-rule.ts'
import { happenedBy, mayFollow, stepOf, type Happened, type Reached, UNDOES } from './lifecycle.ts'
import { LetterApproved, LetterSent } from './logged.ts'
import { placedRule } from './placed-rule.ts'
import { postBookRule } from './post-book-rule.ts'
import { templateRule } from './template-rule.ts'

/** Every letter that left had been approved with the gate open, and left as it was approved. */
const approvedRule = walking('Every letter sent had been approved with no open item', () => {
  const approved = new Map<string, { sha256: string; open: boolean }>()
  const findings = gather()
  let of = 0
  return {
    take({ seq, act, detail }) {
      if (detail === null) return
      if (act === 'letter-approved') {
        const said = LetterApproved.safeParse(detail).data
        if (said) approved.set(said.letterId, { sha256: said.sha256, open: isOpen(said) })
      }
      if (act !== 'letter-sent') return
      of += 1
      const fault = faultOf(LetterSent.safeParse(detail).data, approved)
      if (fault)
        findings.push(finding(seq, `The letter of entry ${seq} should not have been sent.`, fault))
    },
    end: () => ({ of, failed: findings.count, findings: findings.list() }),
  }
})

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

/** Nobody but a partner approved what they had written. */
const ownLetterRule: AuditRule = {
  asks: 'Every letter was approved by a partner, or by somebody who wrote none of it',
  judge(entries) {
    const staff = staffInLog()
    const binds = binding(SINCE.secondPerson)
    const wrote = new Map<string, { seq: number; actor: string }[]>()
    const findings = gather()
    const remarks = gather()
    let of = 0
    for (const entry of entries) {
      const { seq, act, actor, detail } = entry
      const bound = binds(entry)
      staff.take(entry)
      const letterId = detail?.['letterId']
      if (typeof letterId !== 'string') continue
      const written = wrote.get(letterId) ?? []
      if (act === 'letter-drafted' || act === 'letter-redrafted')
        wrote.set(letterId, [...written, { seq, actor }])
      if (act === 'letter-discarded') wrote.delete(letterId)
      if (act !== 'letter-approved') continue
      of += 1
      wrote.delete(letterId)
      if (staff.roleOf(actor) === 'partner') continue
      // What the books changed since it was written is taken in by the approval itself, in the entry before it.
      const others = written.length > 1 ? written.filter((one) => one.seq !== seq - 1) : written
      if (!others.some((one) => staff.samePerson(one.actor, actor))) continue
      const into = bound ? findings : remarks
      into.push(
        finding(
          seq,
          `The letter of entry ${seq} was approved by who wrote it.`,
          'Only a partner approves a letter of their own.',
        ),
      )
    }
    return { of, failed: findings.count, findings: findings.list(), remarks: remarks.list() }
  },
}

/** Whatever happened to a letter could follow what had happened to it. */
const wayRule = walking('Every letter went its way step by step', () => {
  const letters = new Map<string, Reached>()
  const binds = binding(SINCE.possible)
  const [findings, remarks] = [gather(), gather()]
  let of = 0
  return {
    take(entry) {
      const { seq, act, detail } = entry
      const bound = binds(entry)
      const letterId = detail?.['letterId']
      const event = detail && happenedBy(act, detail)
      if (!event || typeof letterId !== 'string') return
      of += 1
      const state = letters.get(letterId) ?? null
      const fault = strayFrom(state, event, detail)
      if (fault) {
        const what = `Entry ${figure(seq)} could not follow what had happened to its letter.`
        ;(bound ? findings : remarks).push(finding(seq, what, fault))
      } else letters.set(letterId, event.state ?? stepOf(event)?.to ?? state ?? 'draft')
    },
    end: () => ({
      ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
    }),
  }
})

function strayFrom(
  state: Reached | null,
  event: Happened,
  said: { [field: string]: unknown },
): string | null {
  if (!mayFollow(state, event.act))
    return state === null ? 'Nobody had drafted it.' : `It was ${state} then.`
  if (event.act !== 'step-undone') return null
  const undone = UNDOES[said['undoes'] as keyof typeof UNDOES]
  return undone?.from === state && undone.to === said['state']
    ? null
    : 'It takes back another step than the last.'
}

/** What every verification asks of the letters; `supplied` is what the program knows of prisons. */
export const letterRules = (supplied: () => SuppliedPrisons | null = () => null): AuditRule[] => [
  ...[approvedRule, ownLetterRule, wayRule, answersRule, applicantRule, enclosuresRule],
  ...[placedRule(supplied), postBookRule, templateRule],
]
