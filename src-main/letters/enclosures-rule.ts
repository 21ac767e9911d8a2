import { figure, finding, gather } from '../audit/finding.ts'
import { walking } from '../audit/rule.ts'
import { recordsThen } from '../clients/records-then.ts'
import { DocumentCorrected, DocumentKept } from '../documents/logged.ts'
import { LetterApproved, LetterWritten } from './logged.ts'

interface Kept {
  clientId: string
  sha256: string
  class: string
  removed: boolean
}

/** What a letter enclosed when it was approved was on record then, of its client, the same file, told as what it tells. */
export const enclosuresRule = walking(
  'Every document that a letter encloses stood on record of its client when it was approved, and tells what the letter said',
  () => {
    const documents = new Map<string, Kept>()
    const letters = new Map<string, ReturnType<typeof LetterWritten.parse>>()
    const records = recordsThen()
    const findings = gather()
    let [of, erased] = [0, false]

    function faultOf(letterId: string): string | null {
      const letter = letters.get(letterId)
      for (const { class: about, document } of letter?.content.enclosures ?? []) {
        if (!document) continue
        const kept = documents.get(document.id)
        if (!kept && erased) continue
        if (!kept) return 'A document that it encloses is not on record before it.'
        if (kept.removed) return 'A document that it encloses had been removed.'
        if (!records.of(letter!.clientId).includes(kept.clientId))
          return 'A document that it encloses is of another client.'
        if (kept.sha256 !== document.sha256) return 'A document that it encloses is another file.'
        if (kept.class !== about) return 'A document that it encloses tells something else.'
      }
      return null
    }
    return {
      take(entry) {
        const { act, detail, seq } = entry
        records.keep(entry)
        if (detail === null) {
          erased = true
          return
        }
        const kept = act === 'document-kept' && DocumentKept.safeParse(detail).data
        if (kept) documents.set(kept.documentId, { ...kept, removed: false })
        const corrected = act === 'document-corrected' && DocumentCorrected.safeParse(detail).data
        const known = documents.get(String(detail['documentId']))
        if (known && corrected) known.class = corrected.class
        if (known && act === 'document-removed') known.removed = true
        if (act === 'letter-drafted' || act === 'letter-redrafted') {
          const written = LetterWritten.safeParse(detail).data
          if (written) letters.set(written.letterId, written)
        }
        if (act !== 'letter-approved') return
        const letterId = LetterApproved.safeParse(detail).data?.letterId ?? ''
        if (!letters.get(letterId)?.content.enclosures.some((one) => one.document)) return
        of += 1
        const fault = faultOf(letterId)
        const what = `The letter of entry ${figure(seq)} should not have been approved.`
        if (fault) findings.push(finding(seq, what, fault))
      },
      end: () => ({ of, failed: findings.count, findings: findings.list() }),
    }
  },
)
