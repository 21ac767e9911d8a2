import { binding, SINCE } from '../audit/binding.ts'
import { NAMES_ANOTHER } from '../audit/erase.ts'
import { finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { nameKey } from '../clients/known-client.ts'
import { recordsThen } from '../clients/records-then.ts'
import { formatDay } from '../dates/words.ts'
import { actingFault } from '../representatives/authority.ts'
import { ofTheDead } from '../representatives/contract.ts'
import {
  lackingOf,
  REPRESENTATIVE_ACTS,
  standingOn,
  titledName,
  type RepresentativeRecord,
  type Step,
} from '../representatives/standing.ts'
import { KINDS } from './kinds.ts'
import { LetterSent, LetterWritten } from './logged.ts'

/** Kept of a letter: whose it is, what it answers and who applies by it. */
type Written = ReturnType<typeof LetterWritten.parse>
type Kept = Pick<Written, 'clientId'> & Pick<Written['content'], 'kind' | 'answers' | 'applicant'>

/**
 * Whoever applied for the records of the dead was the one on record: a personal representative by name, who acted for that
 * client by proof on the day, or somebody with a claim who had signed an authority.
 */
export const applicantRule = walking(
  'Every request for the records of the dead named an applicant who could make it',
  () => {
    const binds = binding(SINCE.applicant)
    const records = recordsThen()
    const acting = new Map<string, RepresentativeRecord & { steps: Step[] }>()
    const letters = new Map<string, Kept>()
    // Clients whose record was joined with one that is erased since.
    const lacking = new Set<string | null>()
    const [findings, remarks] = [gather(), gather()]
    let of = 0

    function keep(entry: OpenedEntry): void {
      const { act, detail, subject } = entry
      if (detail === null && NAMES_ANOTHER.has(act)) lacking.add(subject)
      records.keep(entry)
      keepActing(entry, acting)
      if (act !== 'letter-drafted' && act !== 'letter-redrafted') return
      const written = LetterWritten.safeParse(detail).data
      if (!written) return
      const { kind, answers, applicant } = written.content
      letters.set(written.letterId, { clientId: written.clientId, kind, answers, applicant })
    }

    return {
      take(entry) {
        const bound = binds(entry)
        keep(entry)
        const { seq, act, detail, subject } = entry
        const sent = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
        const letter = letters.get(sent?.letterId ?? '')
        const asked =
          letter && KINDS[letter.kind].part === 'chaser'
            ? letters.get(letter.answers ?? '')
            : letter
        if (!sent || !asked || !(KINDS[asked.kind].client === 'dead' || asked.applicant)) return
        of += 1
        const record = acting.get(asked.applicant?.representativeId ?? '')
        const fault = faultOf(asked, record, { on: sent.on, records: records.of(asked.clientId) })
        if (!fault) return
        const what = `The request of entry ${seq} was not made by whoever could make it.`
        ;(bound && !lacking.has(subject) ? findings : remarks).push(finding(seq, what, fault))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)

function keepActing(
  { act, at, seq, actor: by, detail }: OpenedEntry,
  acting: Map<string, RepresentativeRecord & { steps: Step[] }>,
): void {
  const step = REPRESENTATIVE_ACTS.find((one) => one === act)
  const { representativeId: id, clientId } = detail ?? {}
  if (step === undefined || typeof id !== 'string') return
  const one = acting.get(id) ?? { id, clientId: String(clientId), steps: [] }
  one.steps.push({ seq, at, by, act: step, said: detail })
  acting.set(id, one)
}

function faultOf(
  { applicant }: Kept,
  record: RepresentativeRecord | undefined,
  { on, records }: { on: string; records: readonly string[] },
): string | null {
  if (!applicant || applicant.name === '') return 'It names nobody who applies.'
  const { name, capacity, signedOn } = applicant
  if (capacity === 'claimant')
    return signedOn ? null : 'It does not say when the applicant signed the authority.'
  if (!record || !records.includes(record.clientId))
    return 'The applicant was not recorded as acting for this client.'
  const standing = standingOn(record, on)
  if (standing && lackingOf(standing).length > 0)
    return 'The proof that the applicant acts is not complete.'
  if (!standing || actingFault(record, on))
    return `The applicant did not act for this client on ${formatDay(on)}.`
  const { appointment } = standing
  if (!ofTheDead(appointment.capacity)) return 'The applicant acted only while the client lived.'
  return nameKey(name) === nameKey(titledName(appointment))
    ? null
    : 'It names another applicant than the record has.'
}
