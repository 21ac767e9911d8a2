import { binding, SINCE } from '../audit/binding.ts'
import { finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import type { OpenedEntry } from '../audit/verify-words.ts'
import { recordsThen } from '../clients/records-then.ts'
import type { LetterKind } from './contract.ts'
import { LetterApproved, LetterSent, LetterWritten, SendingUndone } from './logged.ts'
import { answersFault } from './who.ts'

/** Kept of a letter: whose it is and what it answers. */
interface Kept {
  id: string
  clientId: string
  matterId: string
  kind: LetterKind
  answers: string | null
  /** To how many readers it left. */
  readers: number
  /** It was approved once everything that is printed was read. */
  whole: boolean
}

/**
 * Every letter stands in a matter of its client, and answers only one about the same client: a chaser one of its own
 * matter, a notice one that had told somebody something. Asked when it is written and when it leaves.
 */
export const answersRule = walking(
  'Every letter was about its matter’s client, and answered only a letter about the same client',
  () => {
    const letters = new Map<string, Kept>()
    const matters = new Map<string, string>()
    const records = recordsThen()
    const binds = binding(SINCE.sameClient)
    const [findings, remarks] = [gather(), gather()]
    /** Of what was erased nobody knows whose it was. */
    let erased = false
    let of = 0

    function faultOf(one: Kept): string | null {
      const { id, answers, clientId, matterId, kind } = one
      const owner = matters.get(matterId)
      if (owner !== undefined && owner !== clientId) return 'Its matter is another client’s.'
      // A letter that answers itself answers nothing.
      if (answers === null || answers === id) return null
      const answered = letters.get(answers)
      if (!answered) return erased ? null : 'The letter that it answers is not on record before it.'
      const fault = answersFault(
        { kind, matterId: matterId as never },
        {
          records: records.of(clientId),
          answered: { clientId: answered.clientId, matterId: answered.matterId },
          hasTold: answered.readers > 0,
        },
      )
      return fault?.what ?? null
    }

    return {
      take(entry) {
        const bound = binds(entry)
        records.keep(entry)
        if (entry.detail === null) erased = true
        const { clientId, matterId } = entry.detail ?? {}
        if (entry.act === 'matter-opened') matters.set(String(matterId), String(clientId))
        const one = takenIn(entry, letters)
        if (!one) return
        of += 1
        const fault = faultOf(one)
        if (fault)
          (bound && (entry.act !== 'letter-sent' || one.whole) ? findings : remarks).push(
            finding(entry.seq, 'A letter was about another client than it should be.', fault),
          )
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)

/** Keeps what an entry says of a letter; gives the letter where it was written or left. */
function takenIn({ act, detail }: OpenedEntry, letters: Map<string, Kept>): Kept | null {
  if (act === 'letter-drafted' || act === 'letter-redrafted') {
    const said = LetterWritten.safeParse(detail).data
    if (!said) return null
    const { letterId, clientId, content } = said
    const { matterId, kind, answers } = content
    const about = { id: letterId, clientId, matterId, kind, answers }
    const one: Kept = { ...about, readers: 0, whole: false }
    letters.set(letterId, one)
    return one
  }
  const letter = letters.get(String(detail?.['letterId']))
  if (!letter) return null
  if (act === 'letter-approved')
    letter.whole = LetterApproved.safeParse(detail).data?.read === 'whole'
  if (act === 'sending-undone' && SendingUndone.safeParse(detail).success) letter.readers = 0
  const sent = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
  if (!sent) return null
  letter.readers = sent.disclosed.length
  return letter
}
