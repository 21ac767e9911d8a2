import { figure, finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { allows } from '../people/permissions.ts'
import { staffInLog, type StaffInLog } from '../people/staff-in-log.ts'
import { WAIT_DAYS } from './contract.ts'

const DAY = 86_400_000

/** What the log says of one client, as far as an erasure asks for it; all of it stands in clear. */
interface Known {
  /** The entry of the hold that stands. */
  hold: number | null
  proposal: { seq: number; actor: string; at: string } | null
  erased: number | null
  /** The first entry whose contents are still kept. */
  kept: number | null
}

/** Whether whoever confirms is the second person, or works alone and has waited. */
export function isSecond(
  { actor, at }: { actor: string; at: string },
  proposal: { actor: string; at: string },
  { samePerson, someoneElse }: Pick<StaffInLog, 'samePerson' | 'someoneElse'>,
): 'yes' | 'too-early' | 'no' {
  if (!samePerson(actor, proposal.actor)) return 'yes'
  if (someoneElse(actor, (role) => allows(role, 'confirm-erasures'))) return 'no'
  return Date.parse(at) - Date.parse(proposal.at) >= WAIT_DAYS * DAY ? 'yes' : 'too-early'
}

/** Every client whose contents are gone was proposed by one person, confirmed by another, and not held. */
export const erasureRule: AuditRule = {
  asks: 'Every client who was erased was proposed, confirmed by a second person and not on hold',
  judge(entries) {
    const staff = staffInLog()
    const clients = new Map<string, Known>()
    const [findings, remarks] = [gather(), gather()]
    let of = 0
    for (const entry of entries) {
      staff.take(entry)
      const { seq, act, subject, detail } = entry
      if (act === 'client-erased') of += 1
      if (subject === null) {
        if (act === 'client-erased') findings.push(forged(seq, 'It names no client.'))
        continue
      }
      const known = clients.get(subject)
      if (act === 'client-erased') {
        findings.push(...faultsOf(entry, known, staff))
        if (detail?.['madeAgain'] !== undefined) remarks.push(again(seq))
      }
      if (act !== 'client-erased' && known?.erased)
        findings.push(
          finding(
            seq,
            `Entry ${figure(seq)} is about a client who was erased before it.`,
            `Entry ${figure(known.erased)} erased the client.`,
          ),
        )
      const now = known ?? { hold: null, proposal: null, erased: null, kept: null }
      if (act === 'client-erased') now.erased ??= seq
      else if (detail !== null) now.kept ??= seq
      take(entry, now)
      clients.set(subject, now)
    }
    return { of, failed: findings.count, findings: findings.list(), remarks: remarks.list() }
  },
}

function take({ act, seq, actor, at }: OpenedEntry, now: Known): void {
  if (act === 'hold-placed') now.hold = seq
  if (act === 'hold-lifted') now.hold = null
  if (act === 'erasure-proposed') now.proposal = { seq, actor, at }
  if (act === 'erasure-withdrawn') now.proposal = null
}

function faultsOf(entry: OpenedEntry, known: Known | undefined, staff: StaffInLog) {
  const { seq, detail } = entry
  const why = (fault: string) => [forged(seq, fault)]
  if (!known) return why('The log knows no such client.')
  if (known.erased) return why(`Entry ${figure(known.erased)} had erased the client already.`)
  if (known.kept) return why(`What entry ${figure(known.kept)} says of the client is still there.`)
  if (known.hold) return why(`The client was on legal hold since entry ${figure(known.hold)}.`)
  // What was proposed and confirmed stands in the log that the older copy replaced.
  if (detail?.['madeAgain'] !== undefined && detail['proposed'] === 0) return []
  if (!known.proposal) return why('Nobody had proposed it.')
  if (detail?.['proposed'] !== known.proposal.seq) return why('It names another proposal.')
  const second = isSecond(entry, known.proposal, staff)
  if (second === 'no') return why('Whoever proposed it confirmed it, and others could have.')
  if (second === 'too-early')
    return why(`Whoever proposed it works alone and did not wait ${WAIT_DAYS} days.`)
  return []
}

const forged = (seq: number, fault: string) =>
  finding(seq, `The erasure in entry ${figure(seq)} ought not to have been possible.`, fault)

const again = (seq: number) =>
  finding(
    seq,
    `The erasure in entry ${figure(seq)} was made again, as an older copy of the office was put back.`,
    'Who proposed and confirmed it is in the log that this copy replaced; the list of erasures beside the office names it.',
    'Ask whoever put the copy back. Keep the list of erasures, and codes from earlier papers.',
  )
