import { binding, SINCE } from '../audit/binding.ts'
import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import { recordsThen } from '../clients/records-then.ts'
import { RESTRICTED_CLASS } from '../consents/contract.ts'
import { enclosedName } from '../documents/document-words.ts'
import { DocumentCorrected, DocumentKept, type LoggedDocument } from '../documents/logged.ts'
import { LetterApproved, LetterSent, LetterWritten } from './logged.ts'

interface Kept {
  clientId: string
  sha256: string
  said: LoggedDocument
  /** Whether any of its versions was. */
  restricted: boolean
  removed: boolean
}

/** What a letter enclosed was on record when it was approved and when it left: of its client, the same file, told as what it tells. */
export const enclosuresRule = walking(
  'Every document that a letter encloses stood on record of its client when it was approved and when it left, and tells what the letter said',
  () => {
    const documents = new Map<string, Kept>()
    const letters = new Map<string, ReturnType<typeof LetterWritten.parse>>()
    const records = recordsThen()
    const binds = binding(SINCE.enclosed)
    const [findings, remarks] = [gather(), gather()]
    let [of, erased] = [0, false]

    function faultOf(letterId: string, left: boolean): string | null {
      const letter = letters.get(letterId)
      for (const { name, class: about, document } of letter?.content.enclosures ?? []) {
        if (!document) continue
        const kept = documents.get(document.id)
        if (!kept && erased) continue
        if (!kept) return 'A document that it encloses is not on record before it.'
        if (kept.removed) return 'A document that it encloses had been removed.'
        if (!records.of(letter!.clientId).includes(kept.clientId))
          return 'A document that it encloses is of another client.'
        if (kept.sha256 !== document.sha256) return 'A document that it encloses is another file.'
        if ((kept.restricted ? RESTRICTED_CLASS : kept.said.class) !== about)
          return 'A document that it encloses tells something else.'
        if (left && enclosedName(kept.said, kept.restricted) !== name)
          return 'A document that it encloses had been corrected.'
      }
      return null
    }
    return {
      take(entry) {
        const { act, detail, seq } = entry
        const bound = binds(entry)
        records.keep(entry)
        if (detail === null) {
          erased = true
          return
        }
        const isRestricted = (said: LoggedDocument) => said.class === RESTRICTED_CLASS
        const kept = act === 'document-kept' && DocumentKept.safeParse(detail).data
        if (kept)
          documents.set(kept.documentId, {
            ...{ clientId: kept.clientId, sha256: kept.sha256, said: kept },
            ...{ restricted: isRestricted(kept), removed: false },
          })
        const corrected = act === 'document-corrected' && DocumentCorrected.safeParse(detail).data
        const known = documents.get(String(detail['documentId']))
        if (known && corrected) {
          known.said = corrected
          known.restricted ||= isRestricted(corrected)
        }
        if (known && act === 'document-removed') known.removed = true
        if (act === 'letter-drafted' || act === 'letter-redrafted') {
          const written = LetterWritten.safeParse(detail).data
          if (written) letters.set(written.letterId, written)
        }
        const left = act === 'letter-sent' ? LetterSent.safeParse(detail).data : undefined
        // What had left before something was recorded of it is told with the reason.
        if (act !== 'letter-approved' && (!left || left.alreadyLeft)) return
        const letterId = left?.letterId ?? LetterApproved.safeParse(detail).data?.letterId ?? ''
        if (!letters.get(letterId)?.content.enclosures.some((one) => one.document)) return
        of += 1
        const fault = faultOf(letterId, left !== undefined)
        const what = `The letter of entry ${figure(seq)} should not have ${left ? 'left' : 'been approved'}.`
        // That it was looked at as it left came later than the rest.
        if (fault) (left && !bound ? remarks : findings).push(finding(seq, what, fault))
      },
      end: () => ({
        ...{ of, failed: findings.count, findings: findings.list(), remarks: remarks.list() },
      }),
    }
  },
)
