import { figure, finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { londonDay, yearsLater } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { LoggedKeeping } from '../erasure/logged.ts'
import { dueOf } from './periods.ts'

/** What the log says until an entry, as far as keeping asks for it. */
interface Known {
  /** By kind, the years that hold and the entry that set them. */
  periods: Map<string, { years: number; seq: number }>
  /** By id: whose each matter is, of what kind, and when it was closed; null while it is open. */
  matters: Map<string, { subject: string | null; kind: string; closedOn: string | null }>
  /** By entry: until when it keeps a file; null where the client was erased since. */
  longer: Map<number, string | null>
  /** By subject: until when the newest decision keeps that record. */
  kept: Map<string, string>
}

/** Whoever proposes that a client is erased since the time has run shows from what; it must be what stood in the log. */
export const keepingRule: AuditRule = {
  asks: 'Every proposal to erase whose time is said to have run follows from the periods and closings recorded before it',
  judge(entries) {
    const known: Known = {
      ...{ periods: new Map(), matters: new Map(), longer: new Map(), kept: new Map() },
    }
    const findings = gather()
    let of = 0
    for (const entry of entries) {
      take(entry, known)
      const { seq, act, detail } = entry
      if (act !== 'erasure-proposed' || !detail?.['basis']) continue
      of += 1
      const fault = faultOf(entry, LoggedKeeping.parse(detail['basis']), known)
      if (fault === null) continue
      const said = `The proposal in entry ${figure(seq)} says wrongly that the time for keeping the file has run.`
      findings.push(finding(seq, said, fault))
    }
    return { of, failed: findings.count, findings: findings.list() }
  },
}

function take({ seq, act, subject, detail }: OpenedEntry, known: Known): void {
  if (act === 'keeping-extended') known.longer.set(seq, detail && String(detail['until']))
  if (detail === null) return
  const { kind, years, matterId, closedOn, until } = detail
  if (act === 'retention-set') known.periods.set(String(kind), { years: Number(years), seq })
  if (act === 'keeping-extended' && subject !== null) known.kept.set(subject, String(until))
  if (typeof matterId !== 'string') return
  const before = known.matters.get(matterId) ?? { subject, kind: '', closedOn: null }
  if (act === 'matter-opened') known.matters.set(matterId, { ...before, kind: String(kind) })
  if (act === 'matter-corrected') known.matters.set(matterId, { ...before, kind: String(kind) })
  if (act === 'matter-reopened') known.matters.set(matterId, { ...before, closedOn: null })
  if (act === 'matter-closed')
    known.matters.set(matterId, { ...before, closedOn: String(closedOn) })
}

function faultOf(
  { at, subject }: OpenedEntry,
  basis: LoggedKeeping,
  { periods, matters, longer, kept }: Known,
): string | null {
  const { ofAge, onRecord } = basis
  for (const [id, matter] of matters) {
    if (matter.subject !== subject) continue
    if (matter.closedOn === null) return 'A matter of the client was open.'
    if (!basis.matters.some(({ matterId }) => matterId === id))
      return 'A matter of the client is left out.'
  }
  const parts = [
    ...basis.matters.map(({ closedOn, ...one }) => ({ ...one, from: closedOn })),
    ...(onRecord ? [{ ...onRecord, kind: 'none', matterId: '', from: onRecord.since }] : []),
  ]
  for (const { matterId, kind, from, years, set, until } of parts) {
    // A matter of a record that was erased since says nothing any more.
    const matter = matters.get(matterId)
    if (matter && matter.closedOn !== from) return 'A matter was closed on another day.'
    if (matter && matter.kind !== kind) return 'A matter was of another kind.'
    const period = periods.get(kind)
    if (period?.seq !== set || period.years !== years)
      return 'No partner had decided on these years for such files.'
    const start = ofAge !== null && ofAge > from ? ofAge : from
    if (until !== yearsLater(start, years)) return 'The years are counted wrongly.'
  }
  const [last] = parts
    .map(({ until }) => until)
    .toSorted()
    .toReversed()
  if (last !== basis.due) return 'The days do not give the day that is said.'
  const named = basis.longer && longer.get(basis.longer.seq)
  if (basis.longer && named !== null && named !== basis.longer.until)
    return 'It names a decision to keep the file longer that the log does not have.'
  const due = dueOf(basis)
  if (subject !== null && (kept.get(subject) ?? '') > due)
    return 'It leaves out a decision to keep the file longer.'
  return due > londonDay(at) ? `It was to be kept until ${formatDay(due)}.` : null
}
