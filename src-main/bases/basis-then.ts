import { finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import type { Question } from '../consents/allowed.ts'
import { londonDay } from '../dates/days.ts'
import { allows } from '../people/permissions.ts'
import { staffInLog } from '../people/staff-in-log.ts'
import { faultOfBasis, mayConfirm } from './basis-rules.ts'
import { LOGGED, type BasisAct } from './logged.ts'
import { basisStanding, permits, type BasisRecord, type Step } from './standing.ts'

/** Other bases by the entries so far: what each allows, and whether it was decided as it must be. */
export function basesThen() {
  const bases = new Map<string, BasisRecord & { steps: Step[] }>()
  const faulty = new Set<string>()
  const staff = staffInLog()

  /** Takes the next entry in; why it ought not to have been, null where nothing speaks against it. */
  function keep(entry: OpenedEntry): string | null {
    staff.take(entry)
    const { act, actor, at, seq, detail } = entry
    if (!Object.hasOwn(LOGGED, act) || detail === null) return null
    const said = LOGGED[act as BasisAct].safeParse(detail).data
    if (!said) return 'Its contents are not those of such an act.'
    const { basisId: id, clientId } = said
    const known = bases.get(id)
    const fault = faultOf(act as BasisAct, { actor, said, known, day: londonDay(at) })
    if (fault) faulty.add(id)
    const one = known ?? { id, clientId, steps: [] }
    if (one.steps.length > 0 || act === 'basis-recorded') {
      one.steps.push({ seq, at, by: actor, act: act as BasisAct, said })
      bases.set(id, one)
    }
    return fault
  }

  function faultOf(
    act: BasisAct,
    {
      actor,
      said,
      known,
      day,
    }: { actor: string; said: unknown; known: BasisRecord | undefined; day: string },
  ): string | null {
    if (act === 'basis-recorded' && known) return 'It was recorded already.'
    if (act !== 'basis-recorded' && !known) return 'The log has no such basis before it.'
    const { clientId, ...more } = said as { clientId: string; secondPerson?: boolean }
    if (known && known.clientId !== clientId) return 'The basis is about another client.'
    if (more.secondPerson !== undefined && !allows(staff.roleOf(actor) ?? '', 'decide-bases'))
      return 'Only a partner decides it.'
    if (more.secondPerson === false && staff.someoneElse(actor, mayConfirm))
      return 'Somebody else worked here who could have confirmed it.'
    if (act === 'basis-recorded' || act === 'basis-corrected')
      return faultOfBasis(LOGGED[act].parse(said), day)?.fault ?? null
    const standing = known && basisStanding(known)
    if (act !== 'basis-confirmed') return null
    if (!standing?.paper) return 'Its paper was not on record.'
    if (!mayConfirm(staff.roleOf(actor) ?? '')) return 'The person’s role does not permit it.'
    if (standing.basis.version !== LOGGED[act].parse(said).version)
      return 'Another version than the one that it names was in force.'
    return staff.samePerson(standing.decided.by, actor) ? 'The same person had decided it.' : null
  }

  /** Whether this basis, as it stood after these entries, allows exactly this about one of these records. */
  function proves(
    basisId: string,
    question: Question,
    { records, entry }: { records: readonly string[]; entry: Pick<OpenedEntry, 'at'> },
  ): boolean {
    const one = bases.get(basisId)
    const standing = one && basisStanding(one)
    return (
      standing !== undefined &&
      standing !== null &&
      !faulty.has(basisId) &&
      records.includes(one!.clientId) &&
      question.on <= londonDay(entry.at) &&
      permits(standing, question)
    )
  }
  return { keep, proves }
}

/** What every verification asks of bases other than consent. */
export const basisRules: AuditRule[] = [
  {
    asks: 'Every other basis was decided by a partner and confirmed by somebody else',
    judge(entries) {
      const bases = basesThen()
      const findings = gather()
      let of = 0
      for (const entry of entries) {
        const fault = bases.keep(entry)
        if (Object.hasOwn(LOGGED, entry.act)) of += 1
        const what = `The other basis of entry ${entry.seq} was not permitted.`
        if (fault) findings.push(finding(entry.seq, what, fault))
      }
      return { of, failed: findings.count, findings: findings.list() }
    },
  },
]
