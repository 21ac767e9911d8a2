import { NAMES_ANOTHER } from '../audit/erase.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { londonDay, yearsLater } from '../dates/days.ts'
import { formatDay } from '../dates/words.ts'
import { LoggedKeeping } from '../erasure/logged.ts'
import { comingOfAge, dueOf } from './periods.ts'

/** A record of a client as the log has it until an entry. */
interface Recorded {
  subject: string
  /** The record that is kept of its person. */
  personId: string
  bornOn: string | null
  since: string
}

/** What the log says until an entry, as far as keeping asks for it. */
interface Known {
  /** By kind, the years that hold and the entry that set them. */
  periods: Map<string, { years: number; seq: number }>
  /** By id: whose each matter is, of what kind, and when it was closed; null while it is open. */
  matters: Map<string, { subject: string | null; kind: string; closedOn: string | null }>
  /** By entry: until when it keeps a file; null where the client was erased since. */
  longer: Map<number, string | null>
  /** By subject: the newest decision to keep that record. */
  kept: Map<string, { seq: number; until: string }>
  records: Map<string, Recorded>
  /** Records that were joined with one that is erased since: with which can no longer be read. */
  lacking: Set<string | null>
}

/** Whoever proposes that a client is erased since the time has run shows from what; it must be what stood in the log. */
export const keepingRule: AuditRule = {
  asks: 'Every proposal to erase whose time is said to have run follows from the periods, closings, dates of birth and registrations recorded before it',
  judge(entries) {
    const known: Known = {
      ...{ periods: new Map(), matters: new Map(), longer: new Map(), kept: new Map() },
      ...{ records: new Map(), lacking: new Set() },
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

function take(entry: OpenedEntry, known: Known): void {
  const { seq, act, subject, detail } = entry
  if (act === 'keeping-extended') known.longer.set(seq, detail && String(detail['until']))
  if (detail === null) {
    if (!NAMES_ANOTHER.has(act)) return
    if (act === 'client-joined') known.lacking.add(subject)
    else known.lacking.delete(subject)
    return
  }
  const { kind, years, matterId, closedOn, until } = detail
  if (act === 'retention-set') known.periods.set(String(kind), { years: Number(years), seq })
  if (act === 'keeping-extended' && subject !== null)
    known.kept.set(subject, { seq, until: String(until) })
  takeClient(entry, detail, known)
  if (typeof matterId !== 'string') return
  const before = known.matters.get(matterId) ?? { subject, kind: '', closedOn: null }
  if (act === 'matter-opened') known.matters.set(matterId, { ...before, kind: String(kind) })
  if (act === 'matter-corrected') known.matters.set(matterId, { ...before, kind: String(kind) })
  if (act === 'matter-reopened') known.matters.set(matterId, { ...before, closedOn: null })
  if (act === 'matter-closed')
    known.matters.set(matterId, { ...before, closedOn: String(closedOn) })
}

function takeClient(
  { act, at, subject }: OpenedEntry,
  { clientId, keptId, bornOn }: NonNullable<OpenedEntry['detail']>,
  { records }: Known,
): void {
  if (typeof clientId !== 'string' || subject === null) return
  const born = typeof bornOn === 'string' ? bornOn : null
  if (act === 'client-registered')
    records.set(clientId, { subject, personId: clientId, bornOn: born, since: londonDay(at) })
  const record = records.get(clientId)
  if (!record) return
  if (act === 'client-corrected') record.bornOn = born
  if (act === 'client-joined') record.personId = String(keptId)
  if (act === 'client-parted') record.personId = clientId
}

/** Every record of a subject’s person, the one that is kept first; null where the log no longer tells. */
function personOf(subject: string | null, { records, lacking }: Known): Recorded[] | null {
  const own = [...records.values()].find((record) => record.subject === subject)
  const kept = own && records.get(own.personId)
  if (!kept) return null
  const others = [...records.values()].filter(
    (record) => record !== kept && record.personId === own.personId,
  )
  const all = [kept, ...others]
  return all.some((record) => lacking.has(record.subject)) || lacking.has(subject) ? null : all
}

function faultOf(entry: OpenedEntry, basis: LoggedKeeping, known: Known): string | null {
  const { at, subject } = entry
  const { periods, matters } = known
  const { ofAge, onRecord } = basis
  const person = personOf(subject, known)
  const own = new Set(person?.map((record) => record.subject) ?? [subject])
  const opened = [...matters].filter(([, matter]) => own.has(matter.subject!))
  for (const [id, matter] of opened) {
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
  if (person) {
    const [{ bornOn }] = person as [Recorded]
    const since = person
      .map((record) => record.since)
      .toSorted()
      .at(-1)
    if (opened.length === 0 ? onRecord?.since !== since : onRecord !== null)
      return 'The client was on record since another day.'
    const age = comingOfAge(bornOn)
    const counts = age !== null && parts.some(({ from }) => age > from)
    if (ofAge !== (counts ? age : null))
      return 'The client came of age on another day than the date of birth on record gives.'
  }
  const [last] = parts
    .map(({ until }) => until)
    .toSorted()
    .toReversed()
  if (last !== basis.due) return 'The days do not give the day that is said.'
  const fault = faultOfLonger(basis, own, known)
  if (fault !== null) return fault
  const due = dueOf(basis)
  return due > londonDay(at) ? `It was to be kept until ${formatDay(due)}.` : null
}

/** The newest decision to keep the file longer counts, on whichever record it stands. */
function faultOfLonger(
  { due, longer: named }: LoggedKeeping,
  own: ReadonlySet<string | null>,
  { kept, longer }: Known,
): string | null {
  const decided = [...kept].filter(([subject]) => own.has(subject)).map(([, one]) => one)
  const [newest = null] = decided.toSorted((one, other) => other.seq - one.seq)
  if (named) {
    const until = longer.get(named.seq)
    // Of a record that was erased since it can no longer be read.
    if (until === null) return null
    if (until !== named.until || named.until <= due)
      return 'It names a decision to keep the file longer that the log does not have.'
  }
  const counts = newest !== null && newest.until > due
  if (counts ? named?.seq !== newest.seq : named !== null)
    return counts && named === null
      ? 'It leaves out a decision to keep the file longer.'
      : 'It names another decision to keep the file longer than the newest.'
  return null
}
