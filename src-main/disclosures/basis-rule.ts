import { binding, SINCE } from '../audit/binding.ts'
import { NAMES_ANOTHER } from '../audit/erase.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import type { AuditRule } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { allowed, type Allowed, type Grant, type Question } from '../consents/allowed.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { decisionOf } from '../consents/decision.ts'
import { LoggedClass, LoggedPurpose, LoggedRole } from '../consents/logged.ts'
import { londonDay } from '../dates/days.ts'
import { z } from '../wire/schema.ts'
import { Disclosed, Ordered, type DisclosedClass } from './disclosed.ts'
import { faultOfForm, formsNamed } from './forms-named.ts'
import { CallRecorded, PackTold } from './logged.ts'
import { beforeAges, willThen } from './will-then.ts'
import type { LetterShows, OtherBasis, ToldThen } from './without-form.ts'

const LetterTold = z.object({
  ...{ clientId: z.string(), letterId: z.string().optional(), on: z.string() },
  ...{ disclosed: z.array(Disclosed), ordered: Ordered },
})
interface Disclosure extends Omit<ToldThen, 'class' | 'why' | 'records' | 'basisId'> {
  told: DisclosedClass[]
  /** It was decided by the order of signatures. */
  ordered: boolean
  /** It says that it had left before something was recorded that would have stopped it. */
  alreadyLeft: boolean
}
type Will = ReturnType<typeof willThen>

/**
 * Every disclosure, by letter, telephone or audit pack, had its basis on its day: the gate, asked again with what the entries before it
 * say, allows each class to this recipient for this purpose by the very form that is named; or a basis without a form is proved.
 */
function basisRule(parts: () => { others: OtherBasis[]; letters: LetterShows }): AuditRule {
  return {
    asks: 'Every disclosure had a basis on its day',
    judge(entries) {
      const { others, letters } = parts()
      const forms = formsNamed()
      const will = willThen()
      const binds = binding(SINCE.basis)
      const bindsLater = binding(SINCE.earlierEntries)
      const findings = gather()
      const remarks = gather()
      // Clients whose record was joined with one that is erased since: what it gave can no longer be read.
      const lacking = new Set<string | null>()
      let of = 0
      for (const entry of entries) {
        if (entry.detail === null && NAMES_ANOTHER.has(entry.act)) lacking.add(entry.subject)
        forms.keep(entry)
        will.keep(entry)
        const readable = !lacking.has(entry.subject)
        const bound = binds(entry) && readable
        const boundLater = bindsLater(entry) && readable
        const disclosures = disclosuresIn(entry)
        for (const disclosure of disclosures)
          for (const one of disclosure.told) {
            of += 1
            const { on } = disclosure
            const late = boundLater ? stoppedSince(one, disclosure, will) : null
            const old = faultOfForm(one, on, forms.named) ?? overruled(one, disclosure, will, true)
            const fault = old ?? unproved(one, disclosure, will, others)
            if (!fault && late)
              (disclosure.alreadyLeft ? remarks : findings).push(
                finding(
                  entry.seq,
                  `The disclosure in entry ${figure(entry.seq)} was recorded when it was no longer allowed.`,
                  disclosure.alreadyLeft
                    ? `It says that the letter had left before. ${late}`
                    : `It does not say that the letter had left before. ${late}`,
                ),
              )
            if (fault)
              // The act that records a pack is younger than the rule.
              ((old && readable) || bound || disclosure.packId !== null ? findings : remarks).push(
                finding(
                  entry.seq,
                  `The disclosure in entry ${figure(entry.seq)} had no basis on its day.`,
                  fault,
                ),
              )
          }
        const other = disclosures === NONE ? null : letters.contradicts(entry)
        if (other)
          (bound ? findings : remarks).push(
            finding(entry.seq, 'A letter told something else than its entry says.', other),
          )
        letters.keep(entry)
        for (const basis of others) basis.keep(entry)
      }
      return { of, failed: findings.count, findings: findings.list(), remarks: remarks.list() }
    },
  }
}

const NONE: Disclosure[] = []

function disclosuresIn(entry: OpenedEntry): Disclosure[] {
  const { act, detail } = entry
  if (act === 'letter-sent') {
    const said = LetterTold.safeParse(detail).data
    if (!said) return NONE
    const { on, clientId, ordered, letterId = '' } = said
    const alreadyLeft = detail?.['alreadyLeft'] !== undefined
    return said.disclosed.map(({ reader: name, role, purpose, told }) => ({
      ...{ entry, on, clientId, letterId, packId: null, reader: { name, role }, purpose, told },
      ...{ ordered: ordered !== undefined, alreadyLeft },
    }))
  }
  const packed = act === 'pack-told' ? PackTold.safeParse(detail).data : undefined
  if (packed) {
    const { clientId, packId, on, reader: name, role, purpose, told } = packed
    const reader = { name, role }
    return [
      {
        ...{ entry, on, clientId, letterId: null, packId, reader, purpose, told },
        ...{ ordered: true, alreadyLeft: false },
      },
    ]
  }
  const said = act === 'call-recorded' ? CallRecorded.safeParse(detail).data : undefined
  if (!said) return NONE
  const { clientId, on, caller: name, role, purpose, told, ordered } = said
  return [
    {
      ...{ entry, on, clientId, letterId: null, packId: null },
      ...{ reader: { name, role }, purpose, told },
      ...{ ordered: ordered !== undefined, alreadyLeft: false },
    },
  ]
}

/** The gate's reason without a name: a finding is read by whoever verifies, and leads by its number to the entry. */
function whyNot(question: Question, { fault: _, ...answer }: Allowed): string {
  const recipient = { ...question.recipient, name: 'this recipient' }
  return decisionOf({ ...question, recipient }, { ...answer, recordedBy: 'whoever recorded it' })
    .why
}

/** Why the gate, asked again with all that was on record then, does not allow what rests on a form. */
function overruled(
  { class: about, consentId }: DisclosedClass,
  { on, clientId, reader, purpose, ordered }: Disclosure,
  will: Will,
  byOldRule: boolean,
): string | null {
  if (consentId === null || (byOldRule && !ordered)) return null
  // Roles and purposes are spelled in the log as the gate spells them; what is spelled otherwise matches no form.
  const question = { recipient: reader, purpose, on, class: about } as Question
  const grants: Grant[] = will.grantsOf(clientId)
  const answer = allowed(question, byOldRule ? grants.map(beforeAges) : grants)
  if (!answer.allowed) return whyNot(question, answer)
  return byOldRule || answer.grantId === consentId
    ? null
    : 'Another form than the one it names gives this.'
}

/** Why what stood in the log before it, whatever day it says, no longer allowed it on the day it was recorded. */
function stoppedSince(
  { class: about, consentId }: DisclosedClass,
  { entry, clientId, reader, purpose }: Disclosure,
  will: Will,
): string | null {
  if (consentId === null) return null
  const question = { recipient: reader, purpose, on: londonDay(entry.at), class: about } as Question
  const answer = allowed(question, will.grantsOf(clientId))
  return answer.allowed ? null : whyNot(question, answer)
}

/** What of a disclosure is not proved by the entries before it; null where all of it is. */
function unproved(
  one: DisclosedClass,
  disclosure: Disclosure,
  will: Will,
  others: readonly OtherBasis[],
): string | null {
  const { entry, on, clientId, letterId, packId, reader, purpose } = disclosure
  const recorded = londonDay(entry.at)
  if (on > recorded) return 'Its day was still to come.'
  if (letterId === null && on !== recorded)
    return `${packId === null ? 'A call' : 'A pack'} is recorded on its day, and this one is not.`
  if (packId !== null && one.consentId !== null)
    return 'A pack is the decision of a partner, and rests on no form.'
  if (letterId === null && packId === null && one.class === RESTRICTED_CLASS)
    return 'This class is never disclosed by telephone.'
  if (reader.role !== 'client' && !LoggedRole.safeParse(reader.role).success)
    return 'No recipient has such a role.'
  if (!LoggedPurpose.safeParse(purpose).success) return 'Nothing is told for such a purpose.'
  const { basisId = null } = one
  if (one.consentId !== null) {
    if (basisId !== null) return 'It names a form and another basis as well.'
    if (!LoggedClass.safeParse(one.class).success) return 'No form speaks of such a class.'
    return overruled(one, disclosure, will, false)
  }
  const told: ToldThen = {
    ...{ entry, clientId, records: will.recordsOf(clientId), reader, purpose, letterId, packId },
    ...{ on, class: one.class, why: one.why, basisId },
  }
  return others.some(
    (basis) => (basis.recorded ?? false) === (basisId !== null) && basis.proves(told),
  )
    ? null
    : basisId === null
      ? 'It names no form, and nothing before it shows another basis.'
      : 'The basis that it names does not allow this.'
}

/** What every verification asks of disclosures; what needs no form is proved by the rooms that know. */
export const disclosureRules = (
  parts: () => { others: OtherBasis[]; letters: LetterShows },
): AuditRule[] => [basisRule(parts)]
